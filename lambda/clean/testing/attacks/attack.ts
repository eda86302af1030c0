import { Buffer } from 'node:buffer';

/** What must come of a file that means harm. */
export interface Outcome {
  readonly status: 'clean' | 'failed';
  readonly rowsIn: number;
  readonly rowsQuarantined: number;
  /** Every code of a finding or a reason, sorted. */
  readonly codes: readonly string[];
}

/** A file made to make the engine slow, large, wrong or lossy. */
export interface Attack {
  readonly name: string;
  /** The file's name, whose ending says its format. */
  readonly file: string;
  readonly schema: object;
  /** Bytes of the file in a unit test, and in the benchmark. */
  readonly small: number;
  readonly large: number;
  /** The file: about so many bytes (before gzip), made on the fly. */
  readonly bytes: (size: number) => Iterable<Uint8Array>;
  readonly outcome: (size: number) => Outcome;
}

export const MB = 1_000_000;
/** Characters of the longest record, by default. */
export const longestRecord = 1_048_576;
const chunkSize = 65_536;

/** Texts one after the other, in chunks of 64 KiB or so. */
export function* texts(...parts: readonly (string | Iterable<string>)[]): Generator<Uint8Array> {
  let pending: string[] = [];
  let length = 0;
  for (const part of parts) {
    for (const text of typeof part === 'string' ? [part] : part) {
      pending.push(text);
      length += text.length;
      if (length < chunkSize) continue;
      yield Buffer.from(pending.join(''), 'utf8');
      pending = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.from(pending.join(''), 'utf8');
}

/** The text so many times. */
export function* times(count: number, text: string | ((index: number) => string)): Generator<string> {
  if (typeof text === 'function') for (let index = 0; index < count; index++) yield text(index);
  else {
    const block = Math.max(1, Math.floor(chunkSize / text.length));
    const many = text.repeat(block);
    let left = count;
    for (; left >= block; left -= block) yield many;
    yield text.repeat(left);
  }
}

/** How many of a text make up a size. */
export const fitting = (size: number, text: string): number => Math.max(1, Math.floor(size / text.length));

/** Two columns, of which any row may be bad. @param own more of the root's `x-sluice`; @param name more of the second column */
export const twoColumns = (own: object = {}, name: object = {}): object => ({
  type: 'object',
  'x-sluice': { tolerance: 1, ...own },
  properties: { id: { type: 'integer' }, name: { type: ['string', 'null'], ...name } },
  required: ['id'],
});

export const clean = (rowsIn: number, rowsQuarantined: number, ...codes: string[]): Outcome => ({
  status: 'clean',
  rowsIn,
  rowsQuarantined,
  codes: codes.sort(),
});
export const failed = (rowsIn: number, rowsQuarantined: number, ...codes: string[]): Outcome => ({
  ...clean(rowsIn, rowsQuarantined, ...codes),
  status: 'failed',
});
