import { type Finding, type Place, quote } from '../schema/finding.ts';
import { nearestName } from '../schema/nearest-name.ts';
import type { Reason } from './clean-input.ts';

/** What a message says beside its place. `got` is already quoted, cut and masked. */
export interface Wording {
  readonly expected: string;
  readonly got?: string | undefined;
  readonly fix?: string | undefined;
}

/** A fault of one record before its column is known; `got` is left to whoever knows whether the value may be shown. */
export interface Fault extends Wording {
  readonly code: RowCode;
}

const fileWording = {
  'empty-file': 'error',
  'file-too-large': 'error',
  'binary-file': 'error',
  'encoding-mismatch': 'error',
  'encoding-assumed': 'warn',
  'file-cut': 'error',
  'gzip-damaged': 'error',
  'inflates-too-far': 'error',
  'no-header': 'error',
  'missing-column': 'error',
  'unknown-column': 'error',
  'columns-dropped': 'warn',
  'duplicate-column': 'error',
  'too-many-columns': 'error',
  'dialect-mismatch': 'error',
  'json-not-array': 'error',
  'duplicate-key': 'error',
  'too-many-rejects': 'error',
  'keys-not-compared': 'warn',
} as const satisfies Record<string, Finding['severity']>;

/** Codes of findings about a whole file. */
export type FileCode = keyof typeof fileWording;
export const fileCodes = Object.keys(fileWording) as readonly FileCode[];

/** Codes of reasons for which one record is quarantined. */
export const rowCodes = [
  'quote-not-closed',
  'quote-in-field',
  'text-after-quote',
  'record-too-long',
  'too-few-fields',
  'too-many-fields',
  'nul-byte',
  'invalid-utf-8',
  'lone-surrogate',
  'json-syntax',
  'json-depth',
  'json-not-object',
  'json-duplicate-name',
  'wrong-type',
  'unknown-column',
  'missing-value',
  'integer-format',
  'integer-range',
  'number-format',
  'number-range',
  'decimal-format',
  'decimal-size',
  'boolean-format',
  'date-format',
  'date-time-format',
  'time-zone-missing',
  'time-skipped',
  'time-repeated',
  'json-format',
  'formula-text',
  'text-format',
  'out-of-range',
  'not-in-list',
  'pattern',
  'length',
  'multiple-of',
  'schema-keyword',
  'duplicate-key',
] as const;
export type RowCode = (typeof rowCodes)[number];
export type CleanCode = FileCode | RowCode;
export type CleanFinding = Finding<FileCode>;

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
const list = (values: readonly string[]): string => values.map((value) => quote(value)).join(', ');
const some = (values: readonly string[], most = 8): string =>
  values.length <= most ? list(values) : `${list(values.slice(0, most))} and ${values.length - most} more`;

/** What a message shows instead of a value that it may not show. */
export const masked = 'a value that is not shown';

/** `expected …, got …; fix`: a message without its place, as it stands beside place columns. */
export function messageOf({ expected, got, fix }: Wording): string {
  return `expected ${expected}${got === undefined ? '' : `, got ${got}`}${fix === undefined ? '' : `; ${fix}`}`;
}

/** The reason that a fault gives; `got` as the column's sensitivity allows. */
export function reasonOf(fault: Fault, column: string | null, got: string | undefined = fault.got): Reason {
  return { code: fault.code, column, message: messageOf({ expected: fault.expected, got, fix: fault.fix }) };
}

function file(code: FileCode, place: Place, wording: Wording, subject?: string): CleanFinding {
  return { code, severity: fileWording[code], place, subject, ...wording };
}

export const emptyFile = (place: Place): CleanFinding =>
  file('empty-file', place, {
    expected: 'at least a header or a record',
    got: 'nothing',
    fix: 'remove the file, or write its header',
  });
/** @param most bytes that whoever cleans can finish in its time */
export const fileTooLarge = (place: Place, size: number, most: number): CleanFinding =>
  file('file-too-large', place, {
    expected: `at most ${most} bytes, which can be cleaned in the time that there is`,
    got: `${size}`,
    fix: `split it between records into ${count(Math.ceil(size / most) + 1, 'file')} that each begin with the header, and send those`,
  });
export const binaryFile = (place: Place, kind: string, fix = 'export it as CSV or JSON'): CleanFinding =>
  file('binary-file', place, { expected: 'text', got: kind, fix });
/** @param got what of the bytes says otherwise */
export const encodingMismatch = (place: Place, declared: string, got: string): CleanFinding =>
  file('encoding-mismatch', place, {
    expected: `${declared}, as the schema declares`,
    got,
    fix: `save the file as ${declared}, or remove "encoding" from the dialect`,
  });
export const encodingAssumed = (place: Place, lines: number): CleanFinding =>
  file('encoding-assumed', place, {
    expected: 'UTF-8',
    got: `${count(lines, 'line')} that ${lines === 1 ? 'is' : 'are'} not, read as windows-1252`,
    fix: 'check these rows, then declare "encoding" in the dialect or save the file as UTF-8',
  });
export const fileCut = (place: Place, expected: string): CleanFinding =>
  file('file-cut', place, { expected, got: "the file's end", fix: 'the file was cut on its way: send it again' });
export const gzipDamaged = (place: Place): CleanFinding =>
  file('gzip-damaged', place, { expected: 'sound gzip', got: 'damaged bytes', fix: 'compress and send it again' });
export const inflatesTooFar = (place: Place, limit: string): CleanFinding =>
  file('inflates-too-far', place, {
    expected: `gzip that inflates to at most ${limit}`,
    got: 'more',
    fix: 'send it in smaller files, or uncompressed',
  });
/** `got` holds no text of the file: without header, it is data. @param isRecord the first line reads as a record of the schema */
export const noHeader = (place: Place, columns: readonly string[], got: string, isRecord = false): CleanFinding =>
  file('no-header', place, {
    expected: `a header that names columns such as ${some(columns, 3)}`,
    got,
    fix: isRecord
      ? 'it reads as a record: declare "header": false, or add a header'
      : 'add a header, or declare "header": false, or "skipLines" if it comes later',
  });
export const missingColumn = (place: Place, column: string, header: readonly string[]): CleanFinding =>
  file(
    'missing-column',
    place,
    {
      expected: 'this required column in the header',
      got: some(header, 12),
      fix: 'add it, or name the header that means it under "aliases"',
    },
    column,
  );
export function unknownColumn(place: Place, name: string, known: readonly string[]): CleanFinding {
  const near = nearestName(name, known);
  if (name === '') {
    return file('unknown-column', place, {
      expected: `only columns of the schema: ${some(known, 12)}`,
      got: 'a field without a name',
      fix: 'name it, take it out of the header and every row, or set "unknownColumns" to "drop"',
    });
  }
  return file(
    'unknown-column',
    place,
    {
      expected: `only columns of the schema: ${some(known, 12)}`,
      got: quote(name),
      fix: `${near === undefined ? '' : `did you mean ${quote(near)}? `}add it to the schema or to an alias, or set "unknownColumns" to "drop"`,
    },
    quote(name),
  );
}
export const columnsDropped = (place: Place, names: readonly string[]): CleanFinding =>
  file('columns-dropped', place, {
    expected: 'only columns of the schema',
    got: `${some(names)}, which were left out`,
  });
export const duplicateColumn = (place: Place, column: string, headers: readonly string[]): CleanFinding =>
  file(
    'duplicate-column',
    place,
    { expected: 'one header for this column', got: list(headers), fix: 'remove or rename all but one' },
    column,
  );
export const tooManyColumns = (place: Place, most: number, found: number): CleanFinding =>
  file('too-many-columns', place, { expected: `at most ${most} columns`, got: `${found}`, fix: 'split the file' });
export const dialectMismatch = (place: Place, declared: string, found: string): CleanFinding =>
  file('dialect-mismatch', place, {
    expected: `fields between ${quote(declared)}, as the schema declares`,
    got: `a header that names the columns between ${quote(found)}`,
    fix: `declare "delimiter": ${quote(found)}, or write the file with ${quote(declared)}`,
  });
export const quoteMismatch = (place: Place, declared: string, found: string): CleanFinding =>
  file('dialect-mismatch', place, {
    expected: `fields quoted by ${declared}, as the schema declares`,
    got: `fields quoted by ${found}`,
    fix: `declare "quote": ${quote(found)}, or write the file with ${declared}`,
  });
export const headerMismatch = (place: Place): CleanFinding =>
  file('dialect-mismatch', place, {
    expected: 'a record in the first line, as "header": false declares',
    got: "the columns' names",
    fix: 'declare "header": true, or take the line out',
  });
export const jsonNotArray = (place: Place): CleanFinding =>
  file('json-not-array', place, {
    expected: 'one array of records, beginning with [',
    got: 'something else',
    fix: 'write the records into one array, or one on each line with "format": "ndjson"',
  });
export const duplicateKeyFails = (place: Place, keys: readonly string[], rows: number): CleanFinding =>
  file('duplicate-key', place, {
    expected: `each ${keys.join(', ')} once, as "onDuplicate": "fail" demands`,
    got: `${count(rows, 'row')} whose key came before`,
    fix: 'remove them, or settle them with another rule',
  });
export const tooManyRejects = (place: Place, bad: number, rows: number, tolerance: number): CleanFinding =>
  file('too-many-rejects', place, {
    expected: `at most ${Number((tolerance * 100).toPrecision(6))} % of the rows in quarantine`,
    got: `${bad} of ${rows}`,
    fix: 'mend the rows (see their reasons), or raise "tolerance"',
  });
export const keysNotCompared = (place: Place, row: number, megabytes: number): CleanFinding =>
  file('keys-not-compared', place, {
    expected: `keys that fit into ${megabytes} MB of memory`,
    got: `more: from row ${row} on, rows are compared with the keys before it only`,
    fix: 'split the file, or rely on "onDuplicate" across files',
  });

export const isError = ({ severity }: Finding): boolean => severity === 'error';
