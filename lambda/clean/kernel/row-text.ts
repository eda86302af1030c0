/** Longest row number: those that a double holds exactly. */
const mostDigits: usize = 16;
/** The digits of the last row's number, at the end. */
const text = memory.data<u8>([
  48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);
const textEnd = text + mostDigits;

class RowText {
  static row: u64 = 0;
  static length: usize = 1;
}

/** Writes a row's number; mostly it is counted on from the row before. @returns where it ends; up to 15 bytes more are written */
export function writeRow(out: usize, row: u64): usize {
  if (row === RowText.row + 1) countOn();
  else setRow(row);
  RowText.row = row;
  v128.store(out, v128.load(textEnd - RowText.length));
  return out + RowText.length;
}

function countOn(): void {
  let at = textEnd - 1;
  for (; load<u8>(at) === 57; at--) store<u8>(at, 48);
  store<u8>(at, load<u8>(at) + 1);
  if (textEnd - at > RowText.length) RowText.length = textEnd - at;
}

function setRow(row: u64): void {
  let at = textEnd;
  for (let rest = row; rest > 0 || at === textEnd; rest /= 10) store<u8>(--at, <u8>(48 + (rest % 10)));
  RowText.length = textEnd - at;
  while (at > text) store<u8>(--at, 48);
}
