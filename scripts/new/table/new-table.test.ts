import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putSituations } from './testing/situations.ts';
import { type TableProject, tableProject } from './testing/table-project.ts';

let project: TableProject;
beforeAll(async () => {
  project = await tableProject();
  await putSituations(project);
});
afterAll(() => project.dispose());

interface Drafted {
  readonly rows: number;
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  readonly columns: readonly string[];
  readonly toLookAt: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Drafts a table and gives what it says of itself as data. */
async function draft(name: string, ...args: string[]): Promise<Drafted> {
  const told = await project.newTable([name, ...args, '--json']);
  expect(told, name).toMatchObject({ code: 0, stderr: '' });
  const data: Drafted = JSON.parse(told.stdout);
  return data;
}

const fileOf = ({ files }: Drafted, path: string | RegExp): string =>
  files.find((file) => (typeof path === 'string' ? file.path === path : path.test(file.path)))?.text ?? '';

describe('one dataset', () => {
  test('without a key, rows are told apart by their place, and repeats are counted', async () => {
    const { key, toLookAt } = await draft('k', '--from', 'keyless', '--dry-run');
    expect(key).toEqual(['source_file', 'source_row']);
    expect(toLookAt[0]).toMatch(/^keyless declares no primaryKey.*; 25 rows repeat another in every column/);
  });

  test('what is unique in a few rows alone is no key', async () => {
    expect((await draft('d', '--from', 'only_dates', '--dry-run')).key).toEqual(['source_file', 'source_row']);
    expect((await draft('d', '--from', 'readings', '--dry-run')).key).toEqual(['sensor', 'at']);
  });

  test('words that SQL reserves are quoted, in SQL and in rules', async () => {
    const drafted = await draft('w', '--from', 'order', '--dry-run');
    expect(fileOf(drafted, 'transform.sql')).toMatch(/^ {2}`order`,\n {2}`group`,\n {2}`select`,/m);
    expect(fileOf(drafted, 'transform.sql')).toMatch(/^FROM `order`$/m);
    expect(drafted.columns).toContain('day');
  });

  test('a date over several months gives partitions, beside a year that is no year of it', async () => {
    const { partitions, columns } = await draft('y', '--from', 'years', '--dry-run');
    expect(partitions).toEqual(['on_year', 'on_month']);
    expect(columns).toEqual(['id', 'year', 'month', 'on', 'on_year', 'on_month']);
  });

  test('JSON text and what is masked is left out, and said', async () => {
    const nested = await draft('n', '--from', 'nested', '--dry-run');
    expect(nested.columns).toEqual(['id', 'at_city', 'at_zip']);
    expect(fileOf(nested, 'transform.sql')).toMatch(/^-- .*Left out: nested\.tags \(JSON text/);
  });

  test('no rows: what needs data is named', async () => {
    const drafted = await draft('u', '--from', 'uploads', '--dry-run');
    expect(drafted.toLookAt.join('\n')).toMatch(/uploads has no clean rows here: RowCount > 0, ranges/);
    expect(fileOf(drafted, 'quality.dqdl')).not.toContain('RowCount');
    expect(fileOf(drafted, /expected/)).toBe('id,occurred_at,amount\n'.replace('occurred_at', 'at'));
  });

  test('no sensitive value, masked, tokenised or plain, is written anywhere', async () => {
    const drafted = await draft('s', '--from', 'secrets', '--dry-run');
    const all = drafted.files.map((file) => file.text).join('\n');
    expect(all).not.toMatch(/example\.org|555-|1990-|g\d|\*\*\*|[0-9a-f]{32}/);
    expect(fileOf(drafted, /secrets\.csv$/)).toMatch(/token-1/);
    expect(drafted.columns).toEqual(['id', 'mail', 'plan']);
    expect(drafted.toLookAt.join('\n')).toMatch(/mail: read by privacy alone/);
  });

  test('rules are about what schema and rows say: no range on ids, units and bounds as declared', async () => {
    const drafted = await draft('p', '--from', 'prices', '--dry-run');
    const rules = fileOf(drafted, 'quality.dqdl');
    expect(rules).not.toMatch(/ColumnValues "id"/);
    expect(rules).toMatch(/# warn\n {4}ColumnValues "price" >= -\d+,/);
    expect(fileOf(drafted, 'table.json')).toMatch(
      /"name": "price",\s+"type": "decimal\(10,2\)",\s+"nullable": false,[^}]*"unit": "EUR"/,
    );
    expect(fileOf(await draft('v', '--from', 'visits', '--dry-run'), 'quality.dqdl')).toMatch(
      /^ {4}ColumnValues "count" >= 0,$/m,
    );
  });
});

describe('several datasets', () => {
  test('are joined by what their names say and their values show, one through another, and no row is lost', async () => {
    const drafted = await draft('j', '--from', 'countries', 'purchases', 'customers', '--dry-run');
    expect(drafted.rows).toBe(40);
    expect(fileOf(drafted, 'transform.sql').split('\n').slice(-4)).toEqual([
      'FROM purchases',
      'LEFT JOIN customers ON customers.id = purchases.customer_id',
      'LEFT JOIN countries ON LOWER(countries.code) = LOWER(customers.country_code)',
      '',
    ]);
    expect(drafted.columns).toEqual([
      'id',
      'customer_id',
      'amount',
      'on',
      'customer_name',
      'country_code',
      'country_name',
      'population',
      'year',
      'month',
    ]);
    expect(drafted.toLookAt[0]).toMatch(/a row is a row of purchases/);
    const quality = fileOf(drafted, 'quality.dqdl');
    expect(quality).toMatch(
      /ReferentialIntegrity "customer_id" "customers\.\{id\}" >= 0\.\d+ where "customer_id IS NOT NULL"/,
    );
    expect(quality).toMatch(
      /CustomSql "SELECT \(SELECT COUNT\(\*\) FROM primary\) - \(SELECT COUNT\(\*\) FROM purchases\)" = 0/,
    );
    expect(fileOf(drafted, /purchases\.csv$/)).toMatch(/,4,/);
    expect(fileOf(drafted, /expected/)).toMatch(/Unlisted/);
  });

  test('that would multiply rows are not joined: what was compared is said', async () => {
    const told = await project.newTable(['m', '--from', 'purchases', 'repeated']);
    expect(told.code).toBe(1);
    expect(told.stderr).toMatch(
      /purchases\.customer_id = repeated\.customer_id: 1 value comes more than once in repeated, so rows would multiply.*--sql FILE \[no-join\]/,
    );
  });

  test('with nothing in common are not joined', async () => {
    const told = await project.newTable(['m', '--from', 'no_numbers', 'one_column']);
    expect(told.code).toBe(1);
    expect(told.stderr).toMatch(/texts of no_numbers \(code, label\) with those of one_column \(word\).*\[no-join\]/);
  });

  test('a column by whose values an audience reads rows is handed on as it is, and keeps its name', async () => {
    const drafted = await draft('a', '--from', 'bills', 'clients', '--dry-run');
    expect(fileOf(drafted, 'transform.sql')).toMatch(/^ {2}clients\.state\n/m);
    expect(drafted.toLookAt.join('\n')).not.toMatch(/rows-not-carried/);
  });

  test('a column of texts that two share is a join where it is unique; types that differ are said', async () => {
    const shared = await draft('c', '--from', 'facts', 'labels', '--dry-run');
    expect(fileOf(shared, 'transform.sql')).toMatch(/^LEFT JOIN labels ON labels\.code = facts\.code$/m);
    expect(shared.toLookAt.join('\n')).toMatch(
      /code is unique in today's rows of labels, but no primaryKey declares it/,
    );
    const told = await project.newTable(['c', '--from', 'bills', 'aliases']);
    expect(told.stderr).toMatch(/bills\.client_id = aliases\.client_id: integer and string don't compare.*\[no-join\]/);
  });

  test('rows that are lost to quarantine are said, and a file that fails', async () => {
    const { rows, toLookAt } = await draft('l', '--from', 'dirty', '--dry-run');
    expect(rows).toBe(3);
    expect(toLookAt[0]).toMatch(/^datasets\/dirty\/b\.csv: .*\[too-many-rejects\]$/);
    expect(toLookAt[1]).toMatch(/^dirty: 1 of 4 rows are in quarantine/);
  });
});

describe('a SELECT', () => {
  test('is taken as it is, and the rest is drafted from what it gives', async () => {
    const sql = 'SELECT plan, COUNT(*) AS people, MAX(mail) AS last_mail FROM secrets GROUP BY plan';
    const told = await project.newTable(['by_plan', '--sql', '-', '--dry-run', '--json'], sql);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    const drafted: Drafted = JSON.parse(told.stdout);
    expect(fileOf(drafted, 'transform.sql')).toBe(`${sql}\n`);
    expect(drafted.key).toEqual(['plan']);
    expect(drafted.files.map((file) => file.text).join('')).not.toMatch(/example\.org|[0-9a-f]{32}/);
  });

  test('that filters has a case of rows that pass', async () => {
    const told = await project.newTable(
      ['few', '--sql', '-', '--dry-run', '--json'],
      'SELECT id, price FROM prices WHERE id = 37',
    );
    const drafted: Drafted = JSON.parse(told.stdout);
    expect(fileOf(drafted, /expected/)).toBe('id,price\n37,102.25\n');
    expect(fileOf(drafted, /prices\.csv/).split('\n').length).toBeLessThan(9);
  });

  test('of which no row comes has a case that shows so, and says that nothing is proven', async () => {
    const told = await project.newTable(
      ['none', '--sql', '-', '--dry-run', '--json'],
      'SELECT id, price FROM prices WHERE id > 99',
    );
    const drafted: Drafted = JSON.parse(told.stdout);
    expect(drafted).toMatchObject({ rows: 0, key: ['id'] });
    expect(fileOf(drafted, 'cases/rows_that_give_nothing/expected.csv')).toBe('id,price\n');
    expect(fileOf(drafted, 'quality.dqdl')).not.toContain('RowCount');
    expect(drafted.toLookAt.join('\n')).toMatch(/the SELECT gives no rows today/);
  });

  test.each([
    ['SELEC x', /^error stdin:1:1: .*\[sql-statement\]/],
    ['SELECT iid FROM prices', /^error stdin:1:8: iid: .*did you mean id\?.*\[sql-column\]/],
    ['SELECT id FROM price', /^error stdin:1:16: .*did you mean prices\?.*\[sql-table\]/],
    ['SELECT CAST(label AS BIGINT) AS n FROM no_numbers', /\[transform-failed\]/],
    ['SELECT word FROM one_column', /\[no-key\]/],
    ['SELECT COUNT(*) FROM prices', /\[column-name\]/],
    ["SELECT code, SPLIT(code, 'c') AS parts FROM no_numbers", /\[column-type\]/],
  ])('%s is refused with its place, and nothing is written', async (sql, said) => {
    const told = await project.newTable(['wrong', '--sql', '-'], sql);
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toMatch(said);
    await expect(project.read('glue/tables/wrong/transform.sql')).rejects.toThrow(/ENOENT/);
  });
});

test.each([
  [['t', '--from', 'price'], 'usage', /did you mean "prices"\?/],
  [['prices', '--from', 'years'], 'name-taken', /prices/],
  [['T', '--from', 'years'], 'usage', /snake_case/],
  [['t'], 'usage', /--from DATASET/],
  [['t', '--from', 'years', '--sql', 'x.sql'], 'usage', /both/],
  [['t', '--sql', 'x.sql'], 'unreadable-file', /x\.sql/],
  [[], 'usage', /name of the new table/],
])('wrong use %j is refused', async (args, code, message) => {
  await expect(project.newTable(args)).rejects.toMatchObject({
    code,
    exitCode: 2,
    message: expect.stringMatching(message),
  });
});

test('a schema with findings is said, and nothing is drafted', async () => {
  const broken = await tableProject();
  await broken.put('datasets/bad/schema.json', '{ "type": "object", ');
  const told = await broken.newTable(['t', '--from', 'bad']);
  expect(told.code).toBe(1);
  expect(told.stderr).toMatch(/^error datasets\/bad\/schema\.json:1/);
  await broken.dispose();
});
