/** What one file may ask of the process. A record beyond a limit is quarantined, a file beyond one fails; neither is cut short. */
export interface Limits {
  /** Longest record, in characters as decoded. */
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

export const defaultLimits: Limits = {
  recordLength: 1_048_576,
  columns: 16_384,
  jsonDepth: 64,
  inflatedBytes: 64 * 1024 ** 3,
  inflateRatio: 250,
  keyBytes: 128 * 1024 ** 2,
};
