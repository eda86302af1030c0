import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableProject, tableProject } from './testing/table-project.ts';

let project: TableProject;
beforeAll(async () => {
  project = await tableProject();
});
afterAll(() => project.dispose());

interface Drafted {
  readonly columns: readonly string[];
  readonly partitions: readonly string[];
  readonly toLookAt: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What a draft of datasets says of itself, without writing it. */
async function draft(...from: string[]): Promise<Drafted> {
  const told = await project.newTable(['drafted', '--from', ...from, '--dry-run', '--json']);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  const drafted: Drafted = JSON.parse(told.stdout);
  return drafted;
}

const fileOf = ({ files }: Drafted, path: string): string => files.find((file) => file.path === path)?.text ?? '';

/** A dataset of required columns, of which each is a number unless it is said. */
async function put(name: string, types: Readonly<Record<string, object>>, rows: readonly (readonly unknown[])[]) {
  const names = Object.keys(types);
  const csv = [names, ...rows].map((row) => row.join(',')).join('\n');
  await project.dataset(name, { properties: types, required: names }, { [`${name}.csv`]: `${csv}\n` });
}

const [text, whole, date] = [{ type: 'string' }, { type: 'integer' }, { type: 'string', format: 'date' }];
const times = <T>(many: number, make: (index: number) => T): T[] =>
  Array.from({ length: many }, (_, index) => make(index));

describe('lookups', () => {
  beforeAll(async () => {
    const shops = [text, text, whole, { type: 'number' }] as const;
    await put(
      'shops',
      { shop_id: shops[0], shop_label: shops[1], staff: shops[2], latitude: shops[3] },
      times(3, (index) => [`S${index}`, `Shop ${index}`, index + 4, 40 + index]),
    );
    await put(
      'visits',
      { visit_id: text, shop_id: text, guests: whole },
      times(30, (index) => [`V${index}`, `S${index % 3}`, index]),
    );
    await put(
      'sizes',
      { visit_id: text, square_metres: whole },
      times(30, (index) => [`V${index}`, index + 20]),
    );
  });

  test('of a number say that it does not add up, once for many rows', async () => {
    const contract = fileOf(await draft('visits,shops'), 'table.json');
    expect(contract).toMatch(/Column staff of shops.*; of the shop, not additive; null where/);
    expect(contract.match(/not additive/g)).toHaveLength(1);
  });

  test('of a number that no two rows share add up', async () => {
    expect(fileOf(await draft('visits', 'sizes'), 'table.json')).not.toContain('not additive');
  });

  test('of a dataset that is called as DQDL calls the table itself have no rule, and that is said', async () => {
    await put(
      'primary',
      { visit_id: text, shop_id: text, guests: whole },
      times(30, (index) => [`V${index}`, `S${index % 3}`, index]),
    );
    const drafted = await draft('primary', 'shops');
    expect(fileOf(drafted, 'quality.dqdl')).not.toContain('CustomSql');
    expect(fileOf(drafted, 'quality.dqdl')).toContain('ReferentialIntegrity "shop_id" "shops.{shop_id}"');
    expect(drafted.toLookAt.join('\n')).toContain('no rule compares the table with primary');
  });
});

describe('dates', () => {
  test('of which each year has one are no parts of folders', async () => {
    await put(
      'yearly',
      { year: date, source: text, amount: whole },
      times(51, (index) => [`${2001 + (index % 17)}-01-01`, `s${Math.floor(index / 17)}`, index]),
    );
    expect(await draft('yearly')).toMatchObject({ columns: ['year', 'source', 'amount'], partitions: [] });
  });

  test('all of one month have no column of months', async () => {
    await put(
      'winters',
      { id: text, on: date },
      times(3000, (index) => [`i${index}`, `${2001 + (index % 3)}-01-${10 + (index % 9)}`]),
    );
    expect(await draft('winters')).toMatchObject({ columns: ['id', 'on', 'year'], partitions: ['year'] });
  });

  test('whose months are there already have no second one', async () => {
    await put(
      'monthly',
      { id: text, on: date, month: whole },
      times(60, (index) => [`i${index}`, `2024-${String(1 + (index % 9)).padStart(2, '0')}-05`, 1 + (index % 9)]),
    );
    expect(await draft('monthly')).toMatchObject({
      columns: ['id', 'on', 'month', 'year'],
      partitions: ['year', 'month'],
    });
  });
});

describe('values of a text', () => {
  test('that are addresses of people stand in no rule', async () => {
    await put(
      'mails',
      { id: text, who: text, plan: text },
      times(60, (index) => [`i${index}`, `user${index % 4}@example.org`, `plan-${index % 4}`]),
    );
    const rules = fileOf(await draft('mails'), 'quality.dqdl');
    expect(rules).not.toContain('@');
    expect(rules).toContain('# warn\n    ColumnValues "plan" in ["plan-0", "plan-1", "plan-2", "plan-3"]');
  });

  test('that a schema lists are a warning, so that a longer list fails no table; those of a key are its law', async () => {
    const listed = { type: 'string', enum: ['a', 'b'] };
    await project.dataset(
      'listed',
      { own: { primaryKey: ['code'] }, properties: { code: listed, kind: listed }, required: ['code', 'kind'] },
      { 'listed.csv': 'code,kind\na,b\nb,b\n' },
    );
    const rules = fileOf(await draft('listed'), 'quality.dqdl');
    expect(rules).toContain('# warn\n    ColumnValues "kind" in ["a", "b"]');
    expect(rules).toMatch(/,\n {4}ColumnValues "code" in \["a", "b"\]/);
  });
});

test('a column is required as far as its schema requires it, and what is left out is said', async () => {
  await project.dataset(
    'gaps',
    {
      own: { declared: 'synthetic' },
      properties: { id: text, full: whole, never: whole, mail: { ...text, 'x-sluice': { sensitive: 'mask' } } },
      required: ['id', 'mail'],
    },
    { 'gaps.csv': 'id,full,never,mail\na,1,,x@example.org\nb,2,,y@example.org\n' },
  );
  const drafted = await draft('gaps');
  const { columns } = JSON.parse(fileOf(drafted, 'table.json'));
  expect(columns).toMatchObject([
    { name: 'id', nullable: false },
    { name: 'full', nullable: true },
  ]);
  expect(drafted.toLookAt).toContain('left out: gaps.mail (masked: every row shows the same)');
  expect(drafted.toLookAt).toContain('left out: gaps.never (no row has a value)');
});
