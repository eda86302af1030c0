import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OnDuplicate } from '../../../lambda/schema/dataset-schema.ts';
import { type Engine, openEngine, readText } from '../engine.ts';
import { datasetSchema, LakeFixture } from '../testing/lake-fixture.ts';
import { datasetView } from './dataset-view.ts';
import { findDuplicates } from './settle-duplicates.ts';

let engine: Engine;
let lake: LakeFixture;

beforeAll(async () => {
  engine = await openEngine();
  lake = await LakeFixture.create();
});

afterAll(async () => {
  engine.close();
  await lake.remove();
});

interface Row {
  readonly id: number | null;
  readonly at: number | null;
  readonly file: string;
  readonly row: number;
}

const number = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: null });
const rows = fc
  .array(fc.record({ id: number(4), at: number(3), file: fc.constantFrom('a.csv', 'b.csv', 'c.csv') }), {
    maxLength: 12,
  })
  .map((list) => list.map((one, index): Row => ({ ...one, row: index + 1 })));
const rules = fc.constantFrom<OnDuplicate>({ rule: 'first' }, { rule: 'latest', by: 'at' });

/** The rule in words: the row that wins against every other of its key. */
function keeps(rule: OnDuplicate, row: Row, other: Row): boolean {
  const later = row.file > other.file || (row.file === other.file && row.row > other.row);
  if (rule.rule !== 'latest') return !later;
  const [at, otherAt] = [row.at ?? 0, other.at ?? 0];
  return at === otherAt ? later : at > otherAt;
}

async function view(onDuplicate: OnDuplicate, list: readonly Row[]) {
  const schema = datasetSchema('keyed', { id: 'bigint', at: 'bigint' }, { primaryKey: ['id'], onDuplicate });
  const parts = [];
  for (const file of ['a.csv', 'b.csv', 'c.csv']) {
    const path = join(lake.root, file);
    const own = list.filter((row) => row.file === file);
    await writeFile(path, `id,at,_row\n${own.map((row) => `${row.id ?? ''},${row.at ?? ''},${row.row}\n`).join('')}`);
    parts.push({ path, file });
  }
  await datasetView(engine.connection, schema, parts);
  return schema;
}

test('one row a key stays, by the rule; rows without a key all stay', async () => {
  await fc.assert(
    fc.asyncProperty(rules, rows, async (rule, list) => {
      await view(rule, list);
      const expected = list.filter(
        (row) =>
          row.id === null || list.every((other) => other === row || other.id !== row.id || keeps(rule, row, other)),
      );
      const got = await readText(engine.connection, 'SELECT CAST(_row AS VARCHAR) FROM keyed ORDER BY _row');
      expect(got.flat()).toEqual(expected.map((row) => String(row.row)));
    }),
    { numRuns: 60 },
  );
});

test('under fail every row stays, and a key in two files is named with both places', async () => {
  const schema = await view({ rule: 'fail' }, [
    { id: 1, at: 1, file: 'a.csv', row: 1 },
    { id: 1, at: 2, file: 'c.csv', row: 2 },
    { id: null, at: 1, file: 'a.csv', row: 3 },
    { id: null, at: 1, file: 'b.csv', row: 4 },
  ]);
  expect(await readText(engine.connection, 'SELECT CAST(count(*) AS VARCHAR) FROM keyed')).toEqual([['4']]);
  expect(await findDuplicates(engine.connection, schema, schema.name)).toMatchObject([
    {
      code: 'duplicate-key-across-files',
      place: { file: 'datasets/c.csv' },
      got: 'id=1 in row 2 here and at datasets/a.csv row 1',
    },
  ]);
});
