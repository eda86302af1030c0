import type { Finding } from '../schema/finding.ts';

/** How often one reason was given. */
export interface ReasonCount {
  readonly code: string;
  readonly column: string | null;
  readonly rows: number;
}

/** How the text was encoded, and how that is known. */
export interface EncodingReport {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly from: 'declared' | 'byte-order-mark' | 'content';
  /** Lines that were not UTF-8 and were read as windows-1252. */
  readonly otherLines: number;
}

/** How a CSV file was written, and which of it was guessed from the content. */
export interface DialectReport {
  readonly delimiter: string;
  readonly quote: string;
  readonly header: boolean;
  readonly comment: string | null;
  readonly skipLines: number;
  readonly sniffed: readonly ('delimiter' | 'quote' | 'skipLines')[];
}

/** What the values of one column in the clean file are like. A sensitive column has nulls only. */
export interface ColumnReport {
  readonly name: string;
  /** The header's text for the column; null where the file has no such column, or no header. */
  readonly source: string | null;
  readonly nulls: number;
  /** Estimate of how many different values there are, within about 2 %. */
  readonly distinct: number | null;
  /** As in the clean file; text by code points, cut after 100. Null when there is no value. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** Shortest and longest value of a text column, in characters (code points). */
  readonly lengths: { readonly minimum: number; readonly maximum: number } | null;
}

/** What was read, assumed and counted: the same for the same bytes, schema and engine. It holds no clock value. */
export interface FileReport {
  readonly format: 1;
  readonly dataset: string;
  readonly file: string;
  readonly status: 'clean' | 'failed';
  readonly engineVersion: string;
  readonly schemaHash: string;
  /** Bytes as stored, and after inflating; null where the file was refused before its end. */
  readonly bytes: number | null;
  readonly inflatedBytes: number | null;
  readonly compression: 'none' | 'gzip';
  readonly recordFormat: 'csv' | 'ndjson' | 'json';
  readonly encoding: EncodingReport;
  readonly lineEndings: { readonly lf: number; readonly crlf: number; readonly cr: number };
  /** Null for JSON. */
  readonly dialect: DialectReport | null;
  /** In words: everything that neither the schema nor the bytes settled. */
  readonly assumed: readonly string[];
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  readonly reasons: readonly ReasonCount[];
  readonly columns: readonly ColumnReport[];
  /** Names in the file that are no column of the schema. */
  readonly unknownColumns: readonly string[];
  readonly findings: readonly Finding[];
}
