import { expect, it } from 'vitest';
import { CleanLines } from '../output/clean-lines.ts';
import { RowText } from './row-text.ts';

it('writes rows one after the other, and after a gap', () => {
  const rows = [1, 2, 9, 10, 11, 98, 99, 100, 101, 5, 6, 999_999, 1_000_000, 9_007_199_254_740_991];
  const lines = new CleanLines(() => undefined);
  const text = new RowText();
  const written = rows.map((row) => {
    lines.at = 0;
    text.write(lines, row);
    return Number(lines.bytes.toString('latin1', 0, lines.at));
  });
  expect(written).toEqual(rows);
});
