import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import { createProgress } from '../cli/progress.ts';
import { ensureBuilt } from '../lake/ensure-built.ts';
import { projectAt } from '../lake/project.ts';
import { main } from './main.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

const schema = {
  ...{ title: 'People', description: 'Who came.', type: 'object' },
  'x-sluice': { owner: 'test', licence: 'CC0-1.0', source: 'repository', declared: 'synthetic', tolerance: 0.9 },
  properties: { name: { type: 'string', 'x-sluice': { sensitive: 'mask' } }, visits: { type: 'integer' } },
  required: ['name', 'visits'],
};
const table = {
  ...{ title: 'Visits', description: 'Visits of each.', owner: 'test', key: ['name'], rebuild: 'full' },
  columns: [
    { name: 'name', type: 'string', nullable: false, description: 'Who.' },
    { name: 'visits', type: 'bigint', nullable: true, description: 'How often.' },
  ],
};
const files = {
  'a.csv': 'name,visits\nAda Q,1\nBo,2\nAda Q,many\n',
  'b.csv': 'name,visits\nAda Q,3\n',
  'c.csv': 'name,visits\nBo,4\n',
};

async function project(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-erase-'));
  folders.push(root);
  await mkdir(join(root, 'datasets', 'people'), { recursive: true });
  for (const room of ['glue/tables/visits', 'dashboards']) await mkdir(join(root, room), { recursive: true });
  const tableFile = (name: string, text: string) => writeFile(join(root, 'glue', 'tables', 'visits', name), text);
  await tableFile('table.json', JSON.stringify(table));
  await tableFile('transform.sql', 'SELECT name, SUM(visits) AS visits FROM people GROUP BY name\n');
  await tableFile('quality.dqdl', 'Rules = [ RowCount > 0 ]\n');
  await writeFile(join(root, 'datasets', 'people', 'schema.json'), JSON.stringify(schema));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, 'datasets', 'people', name), text);
  return root;
}

async function run(cwd: string, ...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const out = { write: (text: string) => (stdout += text) };
  const err = { write: (text: string) => (stderr += text) };
  const code = await main(args, { cwd, env: {}, stdout: out, stderr: err, now: () => new Date(0) });
  return { code, stdout, stderr };
}

/** Paths below the root in whose bytes the text stands. */
async function holding(root: string, text: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(paths.map(async (path) => ((await readFile(path)).includes(text) ? [path] : [])));
  return found
    .flat()
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .sort();
}

const where = ['people', '--where', 'name=Ada Q'];

describe('sluice erase, on a laptop', () => {
  it('says what it would do, does it when told, and has nothing left to do', { timeout: 120_000 }, async () => {
    const root = await project();
    const silent = {
      env: {},
      cwd: root,
      now: () => new Date(0),
      stdout: process.stdout,
      stderr: { write: () => true },
    };
    await ensureBuilt(projectAt(root), { now: silent.now, progress: createProgress(silent) });
    const before = await holding(root, 'Ada Q');
    expect(before.map((path) => path.split('/').slice(0, 2).join('/'))).toContain('.lake/quarantine');
    const planned = await run(root, ...where);
    expect([planned.code, planned.stdout]).toEqual([
      0,
      "write people/a.csv without 2 of 3 rows: lines 2, 4\nremove people/b.csv: every row of it is the person's\n",
    ]);
    expect(await holding(root, 'Ada Q')).toEqual(before);
    const done = await run(root, ...where, '--yes');
    expect(done.stdout + done.stderr).not.toContain('Ada');
    expect(await holding(root, 'Ada Q')).toEqual([]);
    expect(await readFile(join(root, 'datasets', 'people', 'a.csv'), 'utf8')).toBe('name,visits\nBo,2\n');
    expect(await run(root, ...where, '--yes')).toEqual({ code: 0, stdout: '', stderr: 'nothing of it was found\n' });
  });

  it('names what it can’t look through, and exits with 1', async () => {
    const root = await project();
    const path = join(root, 'datasets', 'people', 'd.csv.gz');
    await writeFile(path, gzipSync('who\nAda Q\n').subarray(0, -12));
    const planned = await run(root, 'people', '--where', 'name=Zoe');
    expect([planned.code, planned.stdout]).toEqual([1, '']);
    expect(planned.stderr).toContain('nothing of it was found in what can be looked through');
    expect(planned.stderr).toMatch(/people\/d\.csv\.gz, version committed: .*\[unsearchable\]/);
    const json = await run(root, 'people', '--where', 'name=Zoe', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ actions: [], unsearchable: [{ key: 'people/d.csv.gz' }] });
  });

  it('refuses to erase in AWS what the next sync would bring back', async () => {
    const root = await project();
    const refused = await run(root, ...where, '--env', 'rehearsal').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CommandError);
    expect(refused).toMatchObject({ code: 'still-committed' });
    expect(String(refused)).not.toContain('Ada');
  });

  it.each([
    [['people'], 'COLUMN=VALUE'],
    [['peple', '--where', 'name=Ada Q'], 'did you mean people'],
    [['people', '--where', 'nam=Ada Q'], 'did you mean name'],
    [['people', '--where', 'name='], 'no value'],
    [['people', '--where', 'visits=Ada Q'], 'a number'],
    [[...where, '--plan', '--yes'], 'both'],
    [[...where, '--patience', 'long'], 'SECONDS'],
  ])('is used wrongly with %j', async (args, part) => {
    const root = await project();
    const error = await run(root, ...args).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'usage', message: expect.stringContaining(part) });
    expect(String(error)).not.toContain('Ada');
  });
});
