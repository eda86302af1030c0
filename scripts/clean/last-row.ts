const LF = 10;
const COMMA = 44;

/**
 * The number of the last row in a chunk of a clean file: its last field, `_row`. Chunks end at a record's end.
 * @returns undefined for the header
 */
export function lastRow(chunk: Uint8Array): number | undefined {
  let row = 0;
  let unit = 1;
  for (let at = chunk.length - (chunk.at(-1) === LF ? 2 : 1); at >= 0 && chunk[at] !== COMMA; at--) {
    const digit = (chunk[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row += digit * unit;
    unit *= 10;
  }
  return row;
}
