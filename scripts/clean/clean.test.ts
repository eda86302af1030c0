import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { goldenFile } from '../../lambda/schema/testing/golden-file.ts';
import type { Effects } from '../cli/effects.ts';
import { main } from './main.ts';

const testdata = join(import.meta.dirname, 'testdata');
const situations = await readdir(testdata);
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

async function copyOf(situation: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-clean-'));
  folders.push(folder);
  await cp(join(testdata, situation), folder, { recursive: true, filter: (path) => !path.endsWith('expected') });
  return folder;
}

interface Surroundings {
  readonly stdin?: Effects['stdin'];
  readonly terminal?: number;
  readonly now?: () => Date;
  /** Gets what is written, where the run may fail. */
  readonly written?: { stdout: string; stderr: string };
}

/** Runs the verb where the person stands in `cwd`. @param terminal how many cells wide, where stderr is one */
async function run(cwd: string, args: readonly string[], env: Effects['env'] = {}, more: Surroundings = {}) {
  const { stdin, terminal, now = () => new Date(0), written = { stdout: '', stderr: '' } } = more;
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const stderr = terminal === undefined ? stream('stderr') : { ...stream('stderr'), isTTY: true, columns: terminal };
  const effects = { cwd, env, stdout: stream('stdout'), stderr, now, ...(stdin === undefined ? {} : { stdin }) };
  return { code: await main(args, effects), ...written };
}

/** A clock that goes on by so many milliseconds each time it is looked at. */
function clock(step: number): () => Date {
  let time = 0;
  return () => {
    time += step;
    return new Date(time);
  };
}

describe('sluice clean', () => {
  it.each(situations)('writes the outputs of %s', async (situation) => {
    const cwd = await copyOf(situation);
    const inputs = (await readdir(cwd)).filter((name) => name !== 'schema.json').sort();
    const { code, stdout, stderr } = await run(cwd, [...inputs, '--schema', 'schema.json', '--out', 'out', '--json']);
    const outputs: Record<string, string> = {
      'exit-code': `${code}\n`,
      'stdout.ndjson': stdout.replaceAll(/"seconds":[\d.]+/g, '"seconds":0'),
      'stderr.txt': stderr,
    };
    for (const name of await readdir(join(cwd, 'out'))) outputs[name] = await readFile(join(cwd, 'out', name), 'utf8');
    for (const [name, actual] of Object.entries(outputs)) {
      expect(actual, name).toBe(await goldenFile(join(testdata, situation, 'expected', name), actual));
    }
    expect(await readdir(join(testdata, situation, 'expected'))).toEqual(Object.keys(outputs).sort());
  });

  it.each(situations)('counts every record of %s', async (situation) => {
    const lines = (await readFile(join(testdata, situation, 'expected', 'stdout.ndjson'), 'utf8')).trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const { rows, clean, quarantined } of lines.map((line) => JSON.parse(line))) {
      expect(rows).toBe(clean + quarantined);
    }
  });

  it('shows a table and the reasons when nobody asks for JSON', async () => {
    const { stdout, code } = await run(await copyOf('plain-json-schema'), [
      'orders.csv',
      '--schema',
      'schema.json',
      '--out',
      '.',
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'file        rows in  clean  quarantined  seconds  written',
        '----------  -------  -----  -----------  -------  ----------------',
        'orders.csv        5      3            2     0.00  orders.clean.csv',
        '',
        'file        rows  reason          column',
        '----------  ----  --------------  ----------',
        ...['orders.csv     1  date-format     ordered_on', 'orders.csv     1  length          customer'],
        ...['orders.csv     1  number-format   total', 'orders.csv     1  too-few-fields', ''],
      ].join('\n'),
    );
  });

  it('keeps a quarantine of sensitive columns from others, says so, and takes a key of its own', async () => {
    const cwd = await copyOf('our-vocabulary');
    const args = ['sales.csv', '--schema', 'schema.json', '--out', 'out'];
    const first = await run(cwd, args);
    expect(first.stderr).toContain('the quarantine holds email, phone as they were; only you may read it (mode 0600)');
    expect(first.stderr).toContain('development key');
    const quarantine = join(cwd, 'out', 'sales.quarantine.ndjson');
    if (process.platform !== 'win32') expect((await stat(quarantine)).mode & 0o777).toBe(0o600);
    const clean = await readFile(join(cwd, 'out', 'sales.clean.csv'), 'utf8');
    const second = await run(cwd, [...args, '--key-env', 'MY_KEY'], { MY_KEY: 'a key of more than 16 characters' });
    expect(second.stderr).not.toContain('development key');
    expect(await readFile(join(cwd, 'out', 'sales.clean.csv'), 'utf8')).not.toBe(clean);
    expect(`${clean}${first.stdout}${first.stderr}`).not.toContain('ann@');
  });

  it('leaves the clean file of an earlier run when a file is refused', async () => {
    const cwd = await copyOf('refused');
    const args = ['ids.csv', '--schema', 'schema.json', '--out', 'out'];
    await writeFile(join(cwd, 'ids.csv'), 'id\n1\n');
    expect((await run(cwd, args)).code).toBe(0);
    await writeFile(join(cwd, 'ids.csv'), 'id\nx\n');
    const { code, stdout } = await run(cwd, args);
    expect(code).toBe(1);
    expect(stdout).toContain('refused as a whole');
    expect(await readFile(join(cwd, 'out', 'ids.clean.csv'), 'utf8')).toBe('id,_row\n1,1\n');
    expect(JSON.parse(await readFile(join(cwd, 'out', 'ids.report.json'), 'utf8'))).toMatchObject({ status: 'failed' });
  });

  it('reads the standard input, in the format that is named', async () => {
    const cwd = await copyOf('refused');
    async function* stdin() {
      yield Buffer.from('{"id":1}\n{"i');
      yield Buffer.from('d":"x"}\n');
    }
    await writeFile(join(cwd, 'schema.json'), '{"properties": {"id": {"type": "integer"}}}');
    const args = ['-', '--format', 'ndjson', '--schema', 'schema.json', '--out', 'out', '--json'];
    const { code, stdout } = await run(cwd, args, {}, { stdin: stdin() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file: 'stdin', rows: 2, clean: 1, quarantined: 1, bytes: 20 });
    expect(await readFile(join(cwd, 'out', 'stdin.clean.csv'), 'utf8')).toBe('id,_row\n1,1\n');
  });

  it('gives the reasons of 1,000 files, each its own', async () => {
    const cwd = await copyOf('refused');
    await writeFile(join(cwd, 'schema.json'), '{"properties": {"id": {"type": "integer"}}}');
    const names = Array.from({ length: 1000 }, (_, number) => `${number}.csv`);
    await Promise.all(names.map((name, number) => writeFile(join(cwd, name), `id\n${number}\nx${number}\n`)));
    const { code, stdout } = await run(cwd, [...names, '--schema', 'schema.json', '--out', 'out', '--json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines.map(({ file, rows, clean, quarantined }) => [file, rows, clean, quarantined])).toEqual(
      names.map((name) => [name, 2, 1, 1]),
    );
    expect((await readdir(join(cwd, 'out'))).length).toBe(3000);
    expect(await readFile(join(cwd, 'out', '999.clean.csv'), 'utf8')).toBe('id,_row\n999,1\n');
  }, 30_000);

  it.each([
    [100, {}, /\[2mids\.csv +1 of 2 +[█▏▎▍▌▋▊▉░]{24} +\d+ %/],
    [100, { NO_COLOR: '1' }, /\[2Kids\.csv +1 of 2 +[█▏▎▍▌▋▊▉░]{24} +\d+ %/],
    [20, { NO_COLOR: '1' }, /\[2Kids\.csv +\d+ %\r/],
  ])('shows a bar on a terminal of %i cells, and takes it away', async (terminal, env, bar) => {
    const cwd = await copyOf('refused');
    const now = clock(1000);
    const args = ['ids.csv', 'more.csv', '--schema', 'schema.json', '--out', 'out'];
    const { stderr } = await run(cwd, args, env, { terminal, now });
    expect(stderr).toMatch(bar);
    // What begins anew on an empty line is a bar, or lines of their own.
    const pieces = stderr.split('\r\u001b[2K').slice(1);
    expect(pieces.filter((piece) => piece.includes('\n')).length).toBeGreaterThan(0);
    for (const piece of pieces)
      if (piece.includes('\n')) expect(stripVTControlCharacters(piece)).toMatch(/^error.*\n$/s);
    expect(pieces.at(-1)).toMatch(/^$|\n$/);
  });

  it('says now and then how far it is where there is no terminal', async () => {
    const cwd = await copyOf('plain-json-schema');
    const now = clock(11_000);
    const { stderr } = await run(cwd, ['orders.csv', '--schema', 'schema.json', '--out', 'out'], {}, { now });
    expect(stderr).toMatch(/^orders\.csv, \d+ %, 0 MB\/s(, \d+ rows)?(, \d+:\d\d left)?$/m);
    expect(stderr).not.toContain('\u001b');
  });

  it('says what is wrong with a schema, and writes nothing', async () => {
    const cwd = await copyOf('refused');
    await writeFile(join(cwd, 'schema.json'), '{"properties": {"id": {"type": "int"}}}');
    const { code, stderr } = await run(cwd, ['ids.csv', '--schema', 'schema.json', '--out', 'out']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error schema\.json:1:32: id: expected string, .* got "int"; .*\[type-unsupported\]\n$/);
    expect(await readdir(cwd)).not.toContain('out');
  });

  it.each<[string, readonly string[], string]>([
    ['no file', ['--schema', 'schema.json', '--out', 'out'], 'expected a FILE, got none'],
    ['no schema', ['ids.csv', '--out', 'out'], 'expected --schema SCHEMA, got none'],
    ['no folder', ['ids.csv', '--schema', 'schema.json'], 'expected --out DIR, got none'],
    [
      'a missing file',
      ['ids.csv', 'gone.csv', '--schema', 'schema.json', '--out', 'out'],
      'gone.csv: expected a file that can be read, got ENOENT',
    ],
    [
      'a folder',
      ['.', '--schema', 'schema.json', '--out', 'out'],
      '.: expected a file that can be read, got EISDIR; name the files in it',
    ],
    [
      'a missing schema',
      ['ids.csv', '--schema', 'gone.json', '--out', 'out'],
      'gone.json: expected a file that can be read',
    ],
    [
      'a format that is none',
      ['ids.csv', '--schema', 'schema.json', '--out', 'out', '--format', 'xml'],
      'expected --format to be one of csv, ndjson, json, got "xml"',
    ],
    [
      'files of one name',
      ['ids.csv', './ids.csv', '--schema', 'schema.json', '--out', 'out'],
      'got ids.csv and ./ids.csv',
    ],
    [
      'an input that would be replaced',
      ['ids.csv', 'ids.clean.csv', '--schema', 'schema.json', '--out', '.'],
      'ids.clean.csv, which is both',
    ],
    ['an unknown option', ['ids.csv', '--shema', 'x'], "Unknown option '--shema'"],
    [
      'an empty key',
      ['ids.csv', '--schema', 'schema.json', '--out', 'out', '--key-env', 'NONE'],
      'expected NONE to hold a key of 16 characters or more, got 0',
    ],
  ])('refuses %s', async (_what, args, message) => {
    const cwd = await copyOf('refused');
    await writeFile(join(cwd, 'ids.clean.csv'), 'id\n1\n');
    const failing = run(cwd, args);
    await expect(failing).rejects.toMatchObject({
      name: 'CommandError',
      exitCode: 2,
      message: expect.stringContaining(message),
    });
    expect(await readFile(join(cwd, 'ids.clean.csv'), 'utf8')).toBe('id\n1\n');
    expect(await readdir(cwd)).not.toContain('out');
  });

  it('tells of every file whose outputs are there, in order, when those of one are refused', async () => {
    const cwd = await copyOf('refused');
    const names = Array.from({ length: 30 }, (_, at) => String(at).padStart(2, '0'));
    for (const name of names) await writeFile(join(cwd, `${name}.csv`), `id\n${'1\n'.repeat(Number(name) * 50 + 1)}`);
    await mkdir(join(cwd, 'out', '12.quarantine.ndjson', 'in the way'), { recursive: true });
    const written = { stdout: '', stderr: '' };
    const args = [...names.map((name) => `${name}.csv`), '--schema', 'schema.json', '--out', 'out', '--json'];
    await expect(run(cwd, args, {}, { written })).rejects.toMatchObject({ code: 'unwritable-folder', exitCode: 3 });
    const told = [...written.stdout.matchAll(/"file":"(\d+)\.csv"/g)].map(([, name]) => name);
    const there = await readdir(join(cwd, 'out'));
    expect(told.slice(0, 12)).toEqual(names.slice(0, 12));
    expect(told).toEqual(names.filter((name) => there.includes(`${name}.report.json`)));
    expect(told).not.toContain('12');
    expect(told.length).toBeLessThan(names.length - 1);
    expect(there.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves nothing half written when the disk refuses', async () => {
    const cwd = await copyOf('refused');
    await writeFile(join(cwd, 'out'), 'a file where the folder should be');
    const failing = run(cwd, ['ids.csv', '--schema', 'schema.json', '--out', 'out']);
    await expect(failing).rejects.toMatchObject({ code: 'unwritable-folder', exitCode: 3 });
    expect(await readdir(cwd)).toEqual(['ids.csv', 'more.csv', 'out', 'schema.json']);
  });
});
