import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell, ResultModel } from '../../model.ts';
import { numberField, textField } from '../../testing/sample-fields.ts';
import { shapeSeries } from './shape-series.ts';
import { splitMultiples } from './split-multiples.ts';

const fields = [
  textField('genre'),
  numberField('movies', 'Movies'),
  textField('rating'),
  numberField('gross', 'Gross'),
];

function result(...rows: Cell[][]): ResultModel {
  return { fields, rows, total: rows.length };
}

test('a value field is a series over the categories, in order of appearance', () => {
  const shaped = shapeSeries(result(['Drama', 3, 'PG', 1], [null, 2, 'PG', null]), {
    category: [0],
    values: [1, 3],
    colors: [],
  });
  expect(shaped.labels).toEqual(['Drama', 'No value']);
  expect(shaped.series.map(({ name, values }) => [name, values])).toEqual([
    ['Movies', [3, 2]],
    ['Gross', [1, null]],
  ]);
});

test('a colour field makes a series of each of its members; what has no row is null', () => {
  const rows = result(['Drama', 3, 'PG', 1], ['Drama', 4, 'R', 1], ['Western', 5, 'R', 1]);
  const { series } = shapeSeries(rows, { category: [0], values: [1], colors: [2] });
  expect(series.map(({ name, values }) => [name, values])).toEqual([
    ['PG', [3, null]],
    ['R', [4, 5]],
  ]);
});

test('members that are written alike stay apart', () => {
  const rows = result(['', 1, 'a', 1], ['Empty text', 2, 'a', 1]);
  const { labels, series } = shapeSeries(rows, { category: [0], values: [1], colors: [] });
  expect(labels).toEqual(['Empty text', 'Empty text']);
  expect(series[0]?.values).toEqual([1, 2]);
});

test('no number is lost: with unique keys the sum over all series is the sum over all rows', () => {
  const key = fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.constantFrom('x', 'y', 'z'));
  const unique = fc.uniqueArray(fc.tuple(key, fc.integer({ min: -1000, max: 1000 })), {
    selector: ([pair]) => JSON.stringify(pair),
  });
  fc.assert(
    fc.property(unique, (cells) => {
      const rows = cells.map(([[genre, rating], value]): Cell[] => [genre, value, rating, null]);
      const { series } = shapeSeries(result(...rows), { category: [0], values: [1], colors: [2] });
      const drawn = series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
      expect(drawn).toBe(cells.reduce((sum, [, value]) => sum + value, 0));
    }),
  );
});

test('splitMultiples gives each member its rows', () => {
  const parts = splitMultiples(result(['a', 1, 'x', 1], ['b', 2, 'y', 1], ['c', 3, 'x', 1]), [2]);
  expect(parts.map((part) => [part.label, part.result.rows.length])).toEqual([
    ['x', 2],
    ['y', 1],
  ]);
});
