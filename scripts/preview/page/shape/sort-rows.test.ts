import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortRows } from './sort-rows.ts';

test('null comes last either way, and equal rows stay as they came', () => {
  const rows = [
    [2, 'a'],
    [null, 'b'],
    [1, 'c'],
    [2, 'd'],
  ];
  const letters = (direction: 'ascending' | 'descending') =>
    sortRows(rows, { column: 0, direction }).map(([, letter]) => letter);
  expect(letters('ascending')).toEqual(['c', 'a', 'd', 'b']);
  expect(letters('descending')).toEqual(['a', 'd', 'c', 'b']);
});

test('text sorts as a person would: ignoring case, numbers in it by size', () => {
  const rows = [['item 10'], ['Item 9'], ['apple']];
  expect(sortRows(rows, { column: 0, direction: 'ascending' }).flat()).toEqual(['apple', 'Item 9', 'item 10']);
});

test('numbers are in order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
      const sorted = sortRows(
        values.map((value) => [value]),
        { column: 0, direction: 'ascending' },
      ).flat();
      sorted.slice(1).forEach((value, at) => {
        expect(Number(value)).toBeGreaterThanOrEqual(Number(sorted[at]));
      });
    }),
  );
});
