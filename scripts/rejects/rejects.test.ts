import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import { projectAt } from '../lake/project.ts';
import { main } from './main.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

const orders = {
  'x-sluice': { tolerance: 1 },
  properties: {
    id: { type: 'integer' },
    name: { type: 'string', 'x-sluice': { aliases: ['Full Name'] } },
    email: { type: 'string', format: 'email', 'x-sluice': { sensitive: 'mask' } },
  },
  required: ['id'],
};

/** A project with one dataset whose files are in its lake. */
async function project(files: Record<string, string | Uint8Array>, schema: object = orders): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-rejects-'));
  folders.push(root);
  const text = JSON.stringify(schema);
  await mkdir(join(root, 'datasets', 'orders'), { recursive: true });
  await writeFile(join(root, 'datasets', 'orders', 'schema.json'), text);
  const read = parseDatasetSchema(text, { name: 'orders', file: 'schema.json' });
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  const { lake } = projectAt(root);
  const raw = new FileStore(lake.raw);
  const processed = new FileStore(lake.processed);
  const quarantine = new FileStore(lake.quarantine);
  const now = () => new Date(0);
  const schemaOf = async () => read.schema;
  for (const [name, content] of Object.entries(files)) {
    await raw.write(`orders/${name}`, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    await reconcileKey(`orders/${name}`, { raw, processed, quarantine, schemaOf, token: developmentToken, now });
  }
  return root;
}

async function run(cwd: string, ...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const out = { write: (text: string) => (stdout += text) };
  const err = { write: (text: string) => (stderr += text) };
  const code = await main(args, { cwd, env: {}, stdout: out, stderr: err, now: () => new Date(0) });
  return {
    code,
    stdout,
    stderr,
    rows: args.includes('--json') ? [] : readCsv(stdout),
  };
}

/** In the dialect that the header shows. */
function readCsv(text: string): string[][] {
  const delimiter = text.includes(';_file;') ? ';' : ',';
  return parse(text, { relax_column_count: true, skip_empty_lines: true, delimiter });
}

describe('sluice rejects', () => {
  it('gives rows as they were, with file, line and reasons', async () => {
    const cwd = await project({
      'a.csv':
        'ID,Full Name,Email\n1,Ann,a@example.org\nx,"Bob\n""B"" , Jr",b@example.org\n3,Cat,c@example.org\ny,  Dan ,\n',
    });
    const { code, rows, stderr } = await run(cwd, 'orders', '--show-sensitive');
    expect(code).toBe(0);
    expect(stderr).toBe('2 quarantined rows of orders\n');
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['ID', 'Full Name', 'Email', '_file', '_line'],
      ['x', 'Bob\n"B" , Jr', 'b@example.org', 'orders/a.csv', '3'],
      ['y', '  Dan ', '', 'orders/a.csv', '6'],
    ]);
    expect(rows[1]?.[5]).toMatch(/^id: expected a whole number, got "x"; .* \[integer-format\]$/);
  });

  it('masks sensitive values unless asked, all cells where the record does not fit its header', async () => {
    const cwd = await project({
      'a.csv': 'id,email,name\nx,bob@example.org,Bob\n2,extra,dan@example.org,Dan\n3,nobody,Eve\n',
    });
    const { stdout, rows } = await run(cwd, 'orders');
    expect(stdout).not.toContain('@example.org');
    expect(stdout).not.toContain('nobody');
    expect(rows.slice(1).map((row) => row.slice(0, 4))).toEqual([
      ['x', '***', 'Bob', ''],
      ['***', '***', '***', '***'],
      ['3', '***', 'Eve', ''],
    ]);
    expect(rows[0]?.[3]).toBe('_cell_4');
    expect((await run(cwd, 'orders', '--show-sensitive')).rows[2]?.slice(0, 4)).toEqual([
      '2',
      'extra',
      'dan@example.org',
      'Dan',
    ]);
  });

  it.each<[string, object, string | Uint8Array, string]>([
    [
      'semicolons, a comment and lines before the header',
      { dialect: { delimiter: ';', comment: '#', skipLines: 1 } },
      'Export\n# made by hand\nid;Full Name\nx;Müller; \n# x\ny;"a;b"\n',
      'a.csv',
    ],
    ['no header', { dialect: { header: false } }, 'x,Müller,a@example.org\ny,a;b,b@example.org\n', 'a.csv'],
    [
      'windows-1252',
      { dialect: { encoding: 'windows-1252' } },
      Buffer.from('id,Full Name\nx,Müller\ny,a;b\n', 'latin1'),
      'a.csv',
    ],
    ['UTF-16', {}, Buffer.from('\uFEFFid\tFull Name\nx\tMüller\ny\ta;b\n', 'utf16le'), 'a.csv'],
    ['gzip', {}, gzipSync('id,Full Name\nx,Müller\ny,a;b\n'), 'a.csv.gz'],
  ])('reads files with %s', async (_what, own, content, name) => {
    const cwd = await project({ [name]: content }, { ...orders, 'x-sluice': { tolerance: 1, ...own } });
    const { rows } = await run(cwd, 'orders', '--show-sensitive');
    expect(rows[0]?.slice(0, 2).map((header) => header.toLowerCase())).toEqual([
      'id',
      expect.stringMatching(/^(full )?name$/),
    ]);
    expect(rows.slice(1).map((row) => row.slice(0, 2))).toEqual([
      ['x', 'Müller'],
      ['y', 'a;b'],
    ]);
  });

  it('gives a column one header where files write it each in its own way', async () => {
    const cwd = await project({ 'a.csv': 'id,name\nx,Ann\n', 'b.csv': 'Full Name,id\nBob,y\n' });
    const { rows } = await run(cwd, 'orders');
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['id', 'name', '_file'],
      ['x', 'Ann', 'orders/a.csv'],
      ['y', 'Bob', 'orders/b.csv'],
    ]);
  });

  it('masks a sensitive value in whichever cell it stands', async () => {
    const csv = await project({ 'a.csv': 'id,email,name\nx,Bob@example.org,see bob@example.org\ny,,Eve\n' });
    expect((await run(csv, 'orders')).rows.slice(1).map((row) => row.slice(0, 3))).toEqual([
      ['x', '***', '***'],
      ['y', '', 'Eve'],
    ]);
    const user = { type: 'object', properties: { pin: { type: 'string', 'x-sluice': { sensitive: 'drop' } } } };
    const own = { tolerance: 1, format: 'ndjson' };
    const properties = { id: { type: 'integer' }, user, tags: { type: 'array' } };
    const records = [
      '{"id":"x","user":{"pin":"77a"},"tags":["is 77A",1]}',
      '{"id":"y","user":"77a"}',
      '{"id":"z","user":{"pin":null}}',
    ];
    const json = await project({ 'a.ndjson': records.join('\n') }, { 'x-sluice': own, properties });
    expect((await run(json, 'orders')).rows.slice(1).map(([record]) => record)).toEqual([
      '{"id":"x","user":{"pin":"***"},"tags":["***",1]}',
      '{"id":"y","user":"***"}',
      '{"id":"z","user":{"pin":null}}',
    ]);
  });

  it('gives rows that came back and are still bad with their new reasons alone', async () => {
    const first = await run(await project({ 'a.csv': 'id,name\nx,Ann\n' }), 'orders');
    const { rows } = await run(await project({ 'b.csv': first.stdout.replace('x,', 'y,') }), 'orders');
    expect(rows).toEqual([
      ['id', 'name', '_file', '_line', '_reasons'],
      ['y', 'Ann', 'orders/b.csv', '2', expect.stringContaining('got "y"')],
    ]);
  });

  it('joins the parts of a record that was too long for one', async () => {
    const long = Array.from({ length: 300_000 }, (_, word) => word).join(' ');
    const cwd = await project({ 'a.csv': `id,name\n1,${long}\n2,Ann\n` });
    const { rows, stderr } = await run(cwd, 'orders', '--show-sensitive');
    expect(stderr).toBe('1 quarantined row of orders\n');
    expect(rows[1]?.slice(0, 2).map(({ length }) => length)).toEqual([1, long.length]);
    expect(rows[1]?.[1] === long).toBe(true);
  });

  it('says which files were refused as a whole, and why', async () => {
    const cwd = await project({ 'a.csv': 'name\nAnn\n', 'b.csv': 'id\nx\n' });
    const { stderr, rows } = await run(cwd, 'orders');
    expect(rows).toHaveLength(2);
    expect(stderr).toMatch(/refused as a whole.*\nerror orders\/a\.csv:1: id: .*\[missing-column\]\n/);
  });

  it('gives JSON records whole, their sensitive values masked', async () => {
    const schema = { ...orders, 'x-sluice': { tolerance: 1, format: 'ndjson', unknownColumns: 'drop' } };
    const cwd = await project(
      {
        'a.ndjson':
          '{"id": "x", "E-Mail": "b@example.org", "n": 9007199254740993}\n{"id": 1, "email": "c@example.org"\n',
      },
      schema,
    );
    const { stdout } = await run(cwd, 'orders', '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        file: 'orders/a.ndjson',
        line: 1,
        row: 1,
        record: { _record: '{"id": "x", "E-Mail": "***", "n": 9007199254740993}' },
        reasons: [{ column: 'id' }],
      },
      { line: 2, record: { _record: '***' }, reasons: [{ code: 'json-syntax' }] },
    ]);
  });

  it('gives a file that, mended and without its last columns, is clean', async () => {
    const cwd = await project({ 'a.csv': 'ID,Full Name,Email\nx,"Bob, ""B""",b@example.org\n2,Cat,nobody\n' });
    const { rows } = await run(cwd, 'orders', '--show-sensitive');
    const mended = rows
      .map((row) => row.slice(0, 3))
      .map((row) => row.map((cell) => ({ x: '1', nobody: 'c@example.org' })[cell] ?? cell))
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\n');
    const next = await project({ 'b.csv': `${mended}\n` });
    expect((await run(next, 'orders')).stderr).toBe('0 quarantined rows of orders\n');
    const manifest = await readFile(join(next, '.lake/processed/_manifests/orders/b.csv.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ status: 'clean', rowsIn: 2, rowsClean: 2 });
  });

  it.each<[string, object, string]>([
    ['a comma', {}, 'ID,Full Name,Email\nx,"Bob, B",b@example.org\n'],
    [
      'semicolons and lines before the header',
      { dialect: { delimiter: ';', skipLines: 2 } },
      'a\nb\nID;Full Name;Email\nx;"Bob; B";b@example.org\n',
    ],
  ])('gives a file with %s that, mended and otherwise as it is, is clean', async (_what, own, content) => {
    const schema = { ...orders, 'x-sluice': { tolerance: 1, ...own } };
    const { stdout } = await run(await project({ 'a.csv': content }, schema), 'orders', '--show-sensitive');
    expect(stdout).toMatch(/^x[,;]/m);
    const next = await project({ 'b.csv': stdout.replace(/^x(?=[,;])/m, '1') }, schema);
    const manifest = await readFile(join(next, '.lake/processed/_manifests/orders/b.csv.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ status: 'clean', rowsIn: 1, rowsClean: 1 });
  });

  it('gives a file that comes back whole when its cells were put right: cells too many, a comment mark, two headers', async () => {
    const schema = { ...orders, 'x-sluice': { tolerance: 1, dialect: { comment: '#' } } };
    const cwd = await project(
      { 'a.csv': 'id,name,email\nx,a,b,c@example.org\n', 'b.csv': 'Full Name,id\n"#1",y\n' },
      schema,
    );
    const { stdout } = await run(cwd, 'orders', '--show-sensitive');
    const mended = stdout.replace('x,a,b,c@example.org', '1,"a,b",c@example.org,').replace('y,"#1"', '2,"#1"');
    const own = await project({ 'c.csv': mended }, schema);
    expect((await run(own, 'orders')).stderr).toBe('0 quarantined rows of orders\n');
    // The value that was left behind is told, and the mask is no value.
    const left = await project({ 'c.csv': stdout.replace('x,a,b,', '1,a,b,') }, schema);
    expect((await run(left, 'orders')).stdout).toContain('got one in ""_cell_4""');
    const masked = await project({ 'a.csv': 'id,email\nx,b@example.org\n' });
    const back = await project({ 'c.csv': (await run(masked, 'orders')).stdout.replace('x,', '1,') });
    expect((await run(back, 'orders')).stdout).toContain('not the *** of sluice rejects');
  });

  it('writes a file, kept from others when it shows sensitive values', async () => {
    const cwd = await project({ 'a.csv': 'id,email\nx,b@example.org\n' });
    expect(await run(cwd, 'orders', '--out', 'mend.csv', '--show-sensitive')).toMatchObject({
      stdout: '',
      stderr: '1 quarantined row of orders written to mend.csv\n',
    });
    expect(await readFile(join(cwd, 'mend.csv'), 'utf8')).toContain('x,b@example.org,orders/a.csv,2,');
    if (process.platform !== 'win32') expect((await stat(join(cwd, 'mend.csv'))).mode & 0o777).toBe(0o600);
  });

  it('says what is missing', async () => {
    const cwd = await project({ 'a.csv': 'id\n1\n' });
    await expect(run(cwd, 'order')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('did you mean orders?'),
    });
    await expect(run(cwd)).rejects.toMatchObject({ exitCode: 2 });
    await expect(run(cwd, 'orders', '--out', 'no/such/folder.csv')).rejects.toMatchObject({
      exitCode: 3,
      code: 'unwritable-file',
    });
    await rm(join(cwd, '.lake'), { recursive: true });
    await expect(run(cwd, 'orders')).rejects.toMatchObject({ exitCode: 3, code: 'no-lake' });
    await expect(run(tmpdir(), 'orders')).rejects.toMatchObject({ exitCode: 3, code: 'no-project' });
    await writeFile(join(cwd, 'datasets/orders/schema.json'), '{');
    expect(await run(cwd, 'orders')).toMatchObject({ code: 1, stderr: expect.stringContaining('[json-syntax]') });
  });
});
