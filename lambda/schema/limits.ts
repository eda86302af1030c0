/**
 * What one file may ask of the process: `x-sluice.limits`, where dataset.schema.json describes each and bounds it. A record beyond a
 * limit is quarantined, a file beyond one fails; neither is cut short.
 */
export interface Limits {
  /** Longest record, in characters as decoded (UTF-16 code units). */
  readonly recordLength: number;
  /** Most names in a header. */
  readonly columns: number;
  /** Deepest nesting of one JSON record. */
  readonly jsonDepth: number;
  /** Most bytes that a compressed file may inflate to. */
  readonly inflatedBytes: number;
  /** Most inflated bytes per compressed byte, judged once 16 MiB have come out. */
  readonly inflateRatio: number;
  /** Bytes of memory in which the keys of one file are remembered. */
  readonly keyBytes: number;
}

/** Every limit's name. */
export const limitNames = [
  'recordLength',
  'columns',
  'jsonDepth',
  'inflatedBytes',
  'inflateRatio',
  'keyBytes',
] as const satisfies readonly (keyof Limits)[];
