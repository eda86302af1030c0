import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TableProject, tableProject } from './testing/table-project.ts';

const names = 'id year month day order group name timestamp value code date source_file title unit_id end'.split(' ');
const values: Readonly<Record<string, fc.Arbitrary<string | number | boolean>>> = {
  text: fc.constantFrom('a', 'b', 'it\'s "so", they say', 'ä\nb', 'NULL', '%', '\\d'),
  integer: fc.integer({ min: -5, max: 5 }),
  number: fc.constantFrom(0, 0.1, -3.25, 1e9, 2),
  boolean: fc.boolean(),
  date: fc.constantFrom('2026-01-31', '2026-02-01', '1999-12-31', '2027-06-15'),
  moment: fc.constantFrom('2026-01-31T23:59:59.5Z', '2026-02-01T00:00:00Z', '2025-02-01T00:00:00.000001Z'),
  decimal: fc.constantFrom('0.01', '12.50', '-99999.99'),
};
const types: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  moment: { type: 'string', format: 'date-time' },
  decimal: { type: 'string', format: 'decimal', 'x-sluice': { precision: 12, scale: 2 } },
};
const valuesOf = (kind: string) => values[kind] ?? fc.constant(0);
const kinds = Object.keys(values);

const column = fc.record({ name: fc.constantFrom(...names), kind: fc.constantFrom(...kinds), required: fc.boolean() });
type AnyColumn = typeof column extends fc.Arbitrary<infer T> ? T : never;
const columns = fc.uniqueArray(column, { minLength: 1, maxLength: 5, selector: ({ name }) => name });
/** @param first a column that it has in any case */
const datasetOf = (first?: AnyColumn) =>
  columns.chain((drawn) => {
    const all = first === undefined ? drawn : [first, ...drawn.filter((one) => one.name !== first.name)];
    return fc.record({
      columns: fc.constant(all),
      rows: fc.array(
        fc.tuple(
          ...all.map(({ kind, required }) => (required ? valuesOf(kind) : fc.option(valuesOf(kind), { nil: null }))),
        ),
        { maxLength: 12 },
      ),
    });
  });
type AnyDataset = ReturnType<typeof datasetOf> extends fc.Arbitrary<infer T> ? T : never;

async function put(project: TableProject, name: string, { columns: all, rows }: AnyDataset): Promise<void> {
  const properties = all.map(({ name: one, kind, required }) => {
    const { type, ...rest } = types[kind] ?? {};
    return [one, { type: required ? type : [type, 'null'], ...rest }];
  });
  const lines = rows.map((row) => JSON.stringify(Object.fromEntries(all.map((one, index) => [one.name, row[index]]))));
  await project.dataset(
    name,
    {
      own: { format: 'ndjson' },
      properties: Object.fromEntries(properties),
      required: all.filter(({ required }) => required).map((one) => one.name),
    },
    // A file without a record is no clean one.
    lines.length === 0 ? {} : { 'a.ndjson': lines.map((line) => `${line}\n`).join('') },
  );
}

async function within(run: (project: TableProject) => Promise<void>): Promise<void> {
  const project = await tableProject();
  try {
    await run(project);
  } finally {
    await project.dispose();
  }
}

test('a table of any dataset is green, has its rows, and is built', async () => {
  await fc.assert(
    fc.asyncProperty(datasetOf(), (one) =>
      within(async (project) => {
        await put(project, 'things', one);
        const told = await project.newTable(['t', '--from', 'things', '--json']);
        expect(told).toMatchObject({ code: 0, stderr: '' });
        expect(JSON.parse(told.stdout)).toMatchObject({ rows: one.rows.length });
        expect(await project.validate('glue/tables')).toMatchObject({ code: 0, stdout: '' });
        expect(await project.build()).toEqual({ errors: [], rows: new Map([['t', one.rows.length]]) });
      }),
    ),
    { numRuns: 25 },
  );
}, 300_000);

const reference: AnyColumn = { name: 'unit_id', kind: 'integer', required: false };
const identity: AnyColumn = { name: 'id', kind: 'integer', required: true };

test('two datasets are joined with the rows of one of them, or refused', async () => {
  await fc.assert(
    fc.asyncProperty(datasetOf(reference), datasetOf(identity), (one, other) =>
      within(async (project) => {
        await put(project, 'things', one);
        await put(project, 'units', other);
        const told = await project.newTable(['t', '--from', 'things', 'units', '--json']);
        if (told.code === 1) {
          expect(told.stdout).toContain('"no-join"');
          return;
        }
        const { rows }: { rows: number } = JSON.parse(told.stdout);
        expect([one.rows.length, other.rows.length]).toContain(rows);
        expect(await project.validate('glue/tables')).toMatchObject({ code: 0, stdout: '' });
      }),
    ),
    { numRuns: 25 },
  );
}, 300_000);
