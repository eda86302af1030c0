import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../glue/duckdb/engine.ts';
import { combinations, findKey } from './find-key.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(1);
});
afterAll(() => engine.close());

const names = ['a', 'b', 'c'];
const cell = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null });
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });

/** The slow and plain way: the first of the fewest columns that no row lacks and no two rows share. */
function expectedKey(rows: readonly (readonly (number | null)[])[]): readonly string[] | undefined {
  return [1, 2, 3]
    .flatMap((size) => [...combinations(names, size)])
    .find((chosen) => {
      const values = rows.map((row) => chosen.map((name) => row[names.indexOf(name)]));
      const isWhole = values.every((one) => !one.includes(null));
      return isWhole && new Set(values.map((one) => one.join())).size === rows.length;
    });
}

test('a key is complete and unique in the rows, and no fewer columns are', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const values = rows.map((row) => `(${row.map((value) => value ?? 'NULL::INTEGER').join(', ')})`);
      const from = `(VALUES ${values.join(', ')}) AS t (a, b, c)`;
      expect(await findKey(engine.connection, from, names, 3)).toEqual(expectedKey(rows));
    }),
    { numRuns: 60 },
  );
});

test('combinations keep the order of the names', () => {
  expect([...combinations(names, 2)]).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
});
