import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../glue/duckdb/engine.ts';
import { reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import { projectAt } from '../lake/project.ts';
import { main } from './main.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sql-'));
  await mkdir(join(folder, 'data', 'parts', 'year=2026'), { recursive: true });
  await mkdir(join(folder, 'data', 'parts', 'year=2027'), { recursive: true });
  await writeFile(
    join(folder, 'data', 'orders.csv'),
    'id,customer,paid,day,when\n1,Ann,1.50,2026-01-31,31/01/2026\n2,"Bo, B",,2026-02-01,01/02/2026\n3,"",2.25,,\n',
  );
  await writeFile(join(folder, 'data', 'readme.txt'), 'no table');
  await writeFile(join(folder, 'ask.sql'), 'SELECT id,\n  customr\nFROM orders\n');
  const engine = await openEngine();
  const write = async (path: string, rows: string) =>
    await engine.connection.run(`COPY (${rows}) TO '${join(folder, 'data', path)}' (FORMAT parquet)`);
  await write(
    'parts/year=2026/a.parquet',
    "SELECT 9007199254740993::BIGINT AS big, 1.10::DECIMAL(5,2) AS price, 'NaN'::DOUBLE AS ratio, TIMESTAMP '2026-01-31 12:00:00.5' AS at, TIMESTAMPTZ '2026-01-31 12:00:00+02' AS seen, [1, 2] AS list, {'a': 1} AS s",
  );
  await write(
    'parts/year=2027/b.parquet',
    "SELECT 7::BIGINT AS big, NULL::DECIMAL(5,2) AS price, 0.5::DOUBLE AS ratio, NULL::TIMESTAMP AS at, NULL::TIMESTAMPTZ AS seen, []::INTEGER[] AS list, {'a': 2} AS s",
  );
  engine.close();
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function run(args: readonly string[], more: { cwd?: string; stdin?: string; terminal?: number } = {}) {
  let [stdout, stderr] = ['', ''];
  const terminal = more.terminal === undefined ? {} : { isTTY: true, columns: more.terminal };
  const out = { write: (text: string) => (stdout += text), ...terminal };
  const err = { write: (text: string) => (stderr += text) };
  const effects = { cwd: more.cwd ?? folder, env: { NO_COLOR: '1' }, stdout: out, stderr: err, now: () => new Date(0) };
  const code = await main(args, effects, stream(more.stdin ?? ''));
  return { code, stdout, stderr };
}

async function* stream(text: string): AsyncGenerator<string> {
  yield text;
}

const inData = ['--tables', 'data'];

describe('a folder of files', () => {
  test('is a table each, numbers to the right, NULL shown', async () => {
    expect(await run(['SELECT * FROM orders ORDER BY id', ...inData])).toEqual({
      code: 0,
      stdout: [
        'id  customer  paid  day         when',
        '--  --------  ----  ----------  ----------',
        ' 1  Ann        1.5  2026-01-31  31/01/2026',
        ' 2  Bo, B     NULL  2026-02-01  01/02/2026',
        ' 3  NULL      2.25  NULL        NULL',
        '',
      ].join('\n'),
      stderr: '3 rows\n',
    });
  });

  test('gives RFC 4180, where NULL is empty and empty text is not', async () => {
    const { stdout } = await run([
      "SELECT id, customer, coalesce(customer, '') AS name FROM orders ORDER BY id",
      '--csv',
      ...inData,
    ]);
    expect(stdout).toBe('id,customer,name\n1,Ann,Ann\n2,"Bo, B","Bo, B"\n3,,""\n');
  });

  test('a folder of Parquet parts is one table; JSON keeps every digit', async () => {
    const { stdout } = await run(['SELECT * FROM parts ORDER BY year', '--json', ...inData]);
    expect(JSON.parse(stdout)).toEqual([
      {
        big: '9007199254740993',
        price: '1.10',
        ratio: 'NaN',
        at: '2026-01-31T12:00:00.5Z',
        seen: '2026-01-31T10:00:00Z',
        list: [1, 2],
        year: 2026,
      },
      { big: 7, price: null, ratio: 0.5, at: null, seen: null, list: [], year: 2027 },
    ]);
  });

  test('says which columns no type of the list holds', async () => {
    const { stderr } = await run(['SELECT big FROM parts', '--csv', ...inData]);
    expect(stderr).toBe("warn parts.s is left out: its type STRUCT(a INTEGER) is not one of Spark SQL's on the list\n");
  });

  test('answers in Spark’s way: whole numbers divide to double, places count from 1', async () => {
    const { stdout } = await run([
      'SELECT id / 2 AS half, substring(customer, 0, 2) AS start FROM orders WHERE id = 1',
      '--csv',
      ...inData,
    ]);
    expect(stdout).toBe('half,start\n0.5,An\n');
  });

  test('no rows are an empty array, or a header', async () => {
    expect(await run(['SELECT id FROM orders WHERE id > 9', '--json', ...inData])).toMatchObject({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    });
    expect(await run(['SELECT id FROM orders WHERE id > 9', '--csv', ...inData])).toMatchObject({ stdout: 'id\n' });
    expect(await run(['SELECT id FROM orders WHERE id > 9', ...inData])).toMatchObject({
      stdout: 'id\n--\n',
      stderr: '0 rows\n',
    });
  });

  test('--limit cuts and says so; LIMIT needs no ORDER BY here', async () => {
    expect(await run(['SELECT id FROM orders ORDER BY id', '--limit', '2', '--csv', ...inData])).toEqual({
      code: 0,
      stdout: 'id\n1\n2\n',
      stderr: 'the first 2 rows; --limit 0 gives all\n',
    });
    expect(await run(['SELECT id FROM orders LIMIT 1', '--csv', ...inData])).toMatchObject({ code: 0, stderr: '' });
  });

  test('on a terminal a line fits its width, and 200 rows are enough', async () => {
    const wide = await run(["SELECT repeat('x', 300) AS a, repeat('y', 40) AS b FROM orders", ...inData], {
      terminal: 60,
    });
    expect(Math.max(...wide.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    const long = await run(['SELECT id FROM range(1000)', ...inData], { terminal: 60 });
    expect(long.stderr).toBe('the first 200 rows; --limit 0 gives all\n');
  });

  test('control characters in the data do not reach a terminal', async () => {
    const { stdout } = await run(["SELECT 'a\\u001b[31mb' AS x", ...inData], { terminal: 80 });
    expect(stdout).toContain('a\\u001b[31mb');
  });
});

describe('where the SQL comes from', () => {
  test('a file, named in findings with line and column', async () => {
    expect(await run(['ask.sql', ...inData])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error ask.sql:2:3: customr: expected a column of the FROM clause, got "customr"; did you mean customer? [sql-column]\n',
    });
  });

  test('standard input', async () => {
    expect(await run(['-', '--csv', ...inData], { stdin: 'SELECT 1 AS one' })).toMatchObject({
      code: 0,
      stdout: 'one\n1\n',
    });
    expect((await run(['-', ...inData], { stdin: 'SELECT 1/0' })).stderr).toContain(
      'error stdin:1:9: expected a divisor other than 0',
    );
  });

  test.each([
    [[], 'expected one SELECT, FILE.sql or -, got 0 arguments'],
    [['SELECT', '1'], 'got 2 arguments'],
    [['SELECT 1', '--csv', '--json'], 'expected --csv or --json'],
    [['SELECT 1', '--limit', 'x'], 'expected a whole number of rows for --limit, got "x"'],
    [['none.sql'], 'none.sql: expected a file of SQL'],
    [['SELECT 1', '--tables', 'nowhere'], 'nowhere: expected a folder'],
  ])('wrong use: %j', async (args, message) => {
    await expect(run(args)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
  });
});

describe('the lake', () => {
  test('that is not built is an error of the surroundings', async () => {
    await mkdir(join(folder, 'project', 'datasets'), { recursive: true });
    await expect(run(['SELECT 1'], { cwd: join(folder, 'project') })).rejects.toMatchObject({
      code: 'no-lake',
      exitCode: 3,
      message: expect.stringContaining('npm start -- --once'),
    });
  });

  test('gives its datasets by their names, with the types of their schemas', async () => {
    const root = join(folder, 'built');
    const schema = {
      'x-sluice': { tolerance: 1 },
      properties: {
        id: { type: 'integer' },
        day: { type: 'string', format: 'date' },
        note: { type: ['string', 'null'] },
      },
    };
    await mkdir(join(root, 'datasets', 'orders'), { recursive: true });
    await writeFile(join(root, 'datasets', 'orders', 'schema.json'), JSON.stringify(schema));
    await clean(root, 'orders/a.csv', 'id,day,note\n1,2026-01-31,x\n2,2026-02-01,\n');
    expect(
      await run(['SELECT id, date_add(day, 1) AS next, note, _file FROM orders ORDER BY id', '--csv'], { cwd: root }),
    ).toEqual({
      code: 0,
      stdout: 'id,next,note,_file\n1,2026-02-01,x,orders/a.csv\n2,2026-02-02,,orders/a.csv\n',
      stderr: '',
    });
    expect((await run(['SELECT * FROM order'], { cwd: root })).stderr).toContain('put order into backticks');
    expect((await run(['SELECT * FROM oders'], { cwd: root })).stderr).toContain('did you mean orders?');
  });
});

/** Cleans one file into a project's lake, and leaves the mark of a finished build. */
async function clean(root: string, key: string, content: string): Promise<void> {
  const { lake, datasets } = projectAt(root);
  const [dataset = ''] = key.split('/');
  const read = parseDatasetSchema(await readFile(join(datasets, dataset, 'schema.json'), 'utf8'), {
    name: dataset,
    file: 'schema.json',
  });
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  const raw = new FileStore(lake.raw);
  await raw.write(key, new TextEncoder().encode(content));
  const buckets = { raw, processed: new FileStore(lake.processed), quarantine: new FileStore(lake.quarantine) };
  await reconcileKey(key, {
    ...buckets,
    schemaOf: async () => read.schema,
    token: developmentToken,
    now: () => new Date(0),
  });
  await mkdir(join(lake.final, '_tables'), { recursive: true });
}
