import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../glue/duckdb/engine.ts';
import { sqlName, sqlText } from '../../glue/duckdb/sql-text.ts';
import type { RowCondition } from '../../lambda/schema/dataset-schema.ts';
import { rowPredicate } from './row-predicate.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

type Row = { readonly place: string | null; readonly number: number | null; readonly order: boolean | null };

/** Texts that trip over quotes: few of them, so that rows and conditions meet. */
const text = fc.oneof(
  fc.constantFrom(
    "it's",
    "''",
    "' OR 1=1 --",
    '"',
    '\\',
    "\\'",
    '%',
    '_',
    '',
    ' ',
    'DE-BE',
    'de-be',
    'São',
    '😀',
    'é',
    'e\u0301',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((one) => !one.includes('\0')),
);
const row = fc.record({
  place: fc.option(text),
  number: fc.option(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.maxSafeInteger())),
  order: fc.option(fc.boolean()),
});
const values = <Value>(of: fc.Arbitrary<Value>) => fc.uniqueArray(of, { minLength: 1, maxLength: 4 });

/** What a condition means, without SQL. */
const meets = (one: Row, rows: readonly RowCondition[]): boolean =>
  rows.every(({ column, values: allowed }) => allowed.some((value) => value === one[column as keyof Row]));

async function asked(rows: readonly Row[], conditions: readonly RowCondition[]): Promise<number[]> {
  const written = rows.map(
    ({ place, number, order }, index) =>
      `(${index}, ${place === null ? 'NULL' : sqlText(place)}::VARCHAR, ${number}::BIGINT, ${order}::BOOLEAN)`,
  );
  const columns = ['id', 'place', 'number', 'order'].map(sqlName).join(', ');
  const sql = `SELECT id FROM (VALUES ${written.join(', ')}) AS t(${columns}) WHERE ${rowPredicate(conditions)} ORDER BY id`;
  return (await engine.connection.runAndReadAll(sql)).getRowsJson().map(([id]) => Number(id));
}

describe('rowPredicate', () => {
  it('lets the rows through that the condition means, whatever the values', async () => {
    const somewhere = fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 12 }), more: values(text) });
    await fc.assert(
      fc.asyncProperty(
        somewhere,
        fc.option(values(fc.integer({ min: -2, max: 2 }))),
        fc.option(values(fc.boolean())),
        async ({ rows, more }, numbers, orders) => {
          const own = rows.flatMap(({ place }) => (place === null ? [] : [place])).slice(0, 2);
          const conditions: RowCondition[] = [
            { column: 'place', values: [...new Set([...more, ...own])] },
            ...(numbers === null ? [] : [{ column: 'number', values: numbers }]),
            ...(orders === null ? [] : [{ column: 'order', values: orders }]),
          ];
          const wanted = rows.flatMap((one, index) => (meets(one, conditions) ? [index] : []));
          expect(await asked(rows, conditions)).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is one text, whatever the order', () => {
    const [region, online] = [
      { column: 'region', values: ['FR', "D'E"] },
      { column: 'online', values: [true] },
    ];
    const text = `("online" = true) AND ("region" IN ('D''E', 'FR'))`;
    expect(rowPredicate([region, online])).toBe(text);
    expect(rowPredicate([online, { column: 'region', values: ["D'E", 'FR'] }])).toBe(text);
    expect(rowPredicate([online])).toBe('"online" = true');
  });

  it('lets nothing through where a condition has no value', async () => {
    expect(await asked([{ place: 'x', number: 1, order: true }], [{ column: 'place', values: [] }])).toEqual([]);
  });
});
