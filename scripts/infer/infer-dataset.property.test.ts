import { Buffer } from 'node:buffer';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { inferBytes, inferText } from './testing/infer-text.ts';

interface Made {
  readonly type: string;
  readonly values: readonly string[];
}

const rows = 60;
const two = (value: number): string => String(value).padStart(2, '0');
const day = fc.record({
  year: fc.integer({ min: 1950, max: 2049 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});
const clock = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
});
const many = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: rows, maxLength: rows });
const column = (type: string, value: fc.Arbitrary<string>): fc.Arbitrary<Made> =>
  many(value).map((values) => ({ type, values }));
/** A first value that only one order of day and month allows. */
const settled = (
  type: string,
  write: (one: { year: number; month: number; day: number }) => string,
): fc.Arbitrary<Made> =>
  many(day.map(write)).map((values) => ({
    type,
    values: [write({ year: 2001, month: 5, day: 27 }), ...values.slice(1)],
  }));
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Columns in the forms that files have. */
const columns: fc.Arbitrary<Made> = fc.oneof(
  column('integer', fc.integer({ min: -1e9, max: 1e9 }).map(String)),
  column(
    'integer',
    fc.integer({ min: 1_000_000, max: 9_999_999 }).map((value) => value.toLocaleString('en-US')),
  ),
  column(
    'number',
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((value) => (Math.round(value * 1e4) / 1e4 + 0.12345).toFixed(5)),
  ),
  column(
    'number',
    fc.integer({ min: 1, max: 99_999 }).map((value) => `${value},${two((value % 90) + 10)}`),
  ),
  column(
    'decimal',
    fc.integer({ min: 0, max: 1e7 }).map((value) => `$${(value / 100).toFixed(2)}`),
  ),
  column(
    'number',
    fc.integer({ min: 0, max: 999 }).map((value) => `${value / 10}.5%`.replace(/\.\d+\.5/, '.5')),
  ),
  column(
    'date',
    day.map(({ year, month, day: one }) => `${year}-${two(month)}-${two(one)}`),
  ),
  settled('date', ({ year, month, day: one }) => `${two(one)}/${two(month)}/${year}`),
  settled('date', ({ year, month, day: one }) => `${month}/${one}/${year}`),
  settled('date', ({ year, month, day: one }) => `${one}.${month}.${year}`),
  column(
    'date',
    day.map(({ year, month, day: one }) => `${one} ${monthNames[month - 1]} ${year}`),
  ),
  column(
    'date-time',
    fc
      .tuple(day, clock)
      .map(([d, c]) => `${d.year}-${two(d.month)}-${two(d.day)}T${two(c.hour)}:${two(c.minute)}:${two(c.second)}Z`),
  ),
  column(
    'date-time',
    fc.tuple(day, clock).map(([d, c]) => `${d.year}-${two(d.month)}-${two(d.day)} ${two(c.hour)}:${two(c.minute)}`),
  ),
  many(fc.constantFrom('yes', 'no')).map((values) => ({ type: 'boolean', values: ['yes', 'no', ...values.slice(2)] })),
  column('string', fc.stringMatching(/^[a-z][a-z ,"\n']{0,20}[a-z]$/)),
  column(
    'string',
    fc.integer({ min: 0, max: 99_999 }).map((value) => `0${value}`),
  ),
);

const tables = fc.array(columns, { minLength: 1, maxLength: 5 });
const headerOf = (made: readonly Made[]): string[] => made.map((_, index) => `field ${'abcdefgh'[index]}`);
const asCsv = (made: readonly Made[], delimiter: string): string =>
  stringify(
    [headerOf(made), ...Array.from({ length: rows }, (_, row) => made.map(({ values }) => values[row] ?? ''))],
    { delimiter },
  );

describe('a generated table', () => {
  test('gives its types back, and its draft takes every row', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom(',', ';', '\t'), async (made, delimiter) => {
        // Of a single column nothing tells the delimiter: only a comma makes stringify quote its commas.
        const read = await inferText(asCsv(made, made.length === 1 ? ',' : delimiter));
        if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
        const { columns: drafted, verdict } = read.inferred;
        expect(verdict.quarantined).toBe(0);
        expect(verdict.rows).toBe(rows);
        expect(drafted.map(({ type }) => type)).toEqual(made.map(({ type }) => type));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('is drafted the same whatever the size of the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 400 }), async (made, size) => {
        const text = asCsv(made, ',');
        const [whole, cut] = [await inferText(text), await inferText(text, 'input.csv', size)];
        expect('inferred' in cut && cut.inferred.schema).toEqual('inferred' in whole && whole.inferred.schema);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

/** Whatever comes: findings, or a draft that is a schema and accounts for every row. */
async function expectSound(bytes: Uint8Array, name: string): Promise<void> {
  const read = await inferBytes(bytes, name);
  if ('findings' in read) {
    expect(read.findings.length).toBeGreaterThan(0);
    return;
  }
  const { schema, verdict, lookAt } = read.inferred;
  expect(parseDatasetSchema(JSON.stringify(schema), { name: 'drafted', file: 'schema.json' })).toHaveProperty('schema');
  expect(verdict.rows).toBeGreaterThan(0);
  if (verdict.quarantined > 0)
    expect(lookAt).toContain(`${verdict.quarantined} of ${verdict.rows} rows go to quarantine by this draft`);
}

describe('any bytes', () => {
  const names = fc.constantFrom('input.csv', 'input.tsv', 'input.ndjson', 'input.json', 'input.csv.gz');
  test('give findings or a sound draft', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), names, async (bytes, name) => expectSound(bytes, name)),
      { numRuns: 150 },
    );
  }, 120_000);

  test('so do tables that were damaged', async () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('"', '\n', ',', '\0', ';', "'", 'NA', '', '\ufeff', '#')),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(tables, damage, async (made, cuts) => {
        let text = asCsv(made, ',');
        for (const [at, put] of cuts) text = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
        await expectSound(Buffer.from(text), 'input.csv');
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
