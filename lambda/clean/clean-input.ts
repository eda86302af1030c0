import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { Limits } from './limits.ts';
import type { Tier } from './tier.ts';

/** One file to clean. */
export interface CleanInput {
  /** The raw key (`sales_records/2026-01.csv`) or the path as the person named it: it stands in every place. */
  readonly file: string;
  /**
   * The file's bytes as stored, plain or gzip, in chunks of any size: the size of the chunks changes nothing in what comes out. A chunk
   * must stay as it is until the next but one is asked for.
   */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly schema: DatasetSchema;
  /** How many bytes there will be, where that is known. */
  readonly size?: number | undefined;
  /** Most bytes that can be cleaned in the time that there is: a larger `size` is refused without reading. */
  readonly mostBytes?: number | undefined;
  /** Key of the HMAC behind `"sensitive": "tokenise"`, and the name that a manifest records for it. */
  readonly token: { readonly id: string; readonly key: Uint8Array };
  readonly limits?: Partial<Limits> | undefined;
  /** The fastest tier that may read records; default `bytes`. All give the same outputs: tests compare them. */
  readonly fastest?: Tier | undefined;
}

/**
 * Takes the next bytes of one output. The engine waits for it before it goes on, so memory stays flat; it then uses the chunk's memory
 * again, so a sink that keeps bytes for longer copies them.
 */
export type Sink = (chunk: Uint8Array) => void | Promise<void>;

/**
 * Where the three outputs go. Each sink's chunks end at a record's end, so that the caller can cut parts between chunks; the first
 * chunk of `clean` and of `rejects` is the header line and nothing else. When the file failed, what came out is no output: drop it.
 */
export interface CleanSinks {
  /** CSV: the schema's columns in order, without dropped ones, then `_row`. */
  readonly clean: Sink;
  /** NDJSON: one QuarantinedRecord a line. */
  readonly quarantine: Sink;
  /** CSV: dataset,file,line,row,code,column,message,_row: one row per reason, then one per error of the whole file. */
  readonly rejects: Sink;
}

/** Why a record did not pass. `message` never holds a raw value of a sensitive column. */
export interface Reason {
  readonly code: string;
  readonly column: string | null;
  readonly message: string;
}

/** One line of the quarantine. */
export interface QuarantinedRecord {
  readonly file: string;
  /** First physical line, 1-based. */
  readonly line: number;
  /** Ordinal of the record in the file, 1-based. */
  readonly row: number;
  /** Bytes before the record in the file as it is after inflating. */
  readonly offset: number;
  /** The record as written, decoded, without its line ending. */
  readonly raw: string;
  readonly reasons: readonly Reason[];
  /** Only where a record is too long for one line: 1-based; the raws of the parts of one `row`, joined in order, are the record. */
  readonly part?: number;
}
