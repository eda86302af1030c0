/** A 1-based place in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
