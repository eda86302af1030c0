import type { Buffer } from 'node:buffer';
import type { FieldPlaces } from './field-places.ts';

/**
 * What stands at a place: a `record`, something to `skip`, or nothing that can be told: `more` bytes are needed, or the place is `odd`
 * and only text can show what it is.
 */
export type Found = 'record' | 'skip' | 'more' | 'odd';

/** Finds the records of one format in bytes of sound UTF-8. What it found stands in its fields. */
export interface ByteScanner {
  /**
   * Looks at what begins at `from`.
   * @param end `bytes[end]` is LF and no byte of the file
   * @param isLast no bytes come behind `end`
   */
  scan(bytes: Buffer, from: number, end: number, isLast: boolean): Found;
  /** The record has the fields that it should have, and they stand in `places` of `bytes`. */
  readonly isReadable: boolean;
  readonly places: FieldPlaces;
  readonly bytes: Buffer;
  /** Where the record's text ends, and where the next thing begins. */
  readonly contentEnd: number;
  readonly next: number;
  /** Line endings of what was found. */
  readonly lf: number;
  readonly crlf: number;
  readonly cr: number;
}
