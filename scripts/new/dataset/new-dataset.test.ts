import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandError } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { type TemporaryProject, temporaryProject } from '../../lake/testing/temporary-project.ts';
import { main as validate } from '../../validate/main.ts';
import { main } from './main.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject([]);
  await mkdir(project.datasets, { recursive: true });
});
afterEach(() => project.dispose());

interface Ran {
  readonly code: number | string;
  readonly out: string;
  readonly told: string;
}

async function run(args: readonly string[], ask?: Effects['ask']): Promise<Ran> {
  const [out, told]: [string[], string[]] = [[], []];
  const effects: Effects = {
    cwd: project.root,
    env: {},
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => told.push(text) },
    now: () => new Date(0),
    ask,
  };
  const code = await main(args, effects).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    told.push(error.message);
    return `${error.exitCode} ${error.code}`;
  });
  return { code, out: out.join(''), told: told.join('') };
}

const put = (name: string, content: string | Uint8Array) => writeFile(join(project.root, name), content);
const lines = (many: number, row: (at: number) => string): string =>
  Array.from({ length: many }, (_, at) => `${row(at)}\n`).join('');
const orders = `id,amount,day\n${lines(30, (at) => `A${at},${at}.50,2026-01-${String((at % 28) + 1).padStart(2, '0')}`)}`;
const people = `id,e_mail,first_name\n${lines(30, (at) => `A${at},p${at}@example.com,Anna`)}`;
const made = () => readdir(project.datasets);
const schemaOf = async (name: string) =>
  JSON.parse(await readFile(join(project.datasets, name, 'schema.json'), 'utf8'));

async function judge(): Promise<number> {
  const silent = { write: () => undefined };
  return await validate([], { cwd: project.root, env: {}, stdout: silent, stderr: silent, now: () => new Date(0) });
}

describe('a new dataset', () => {
  test('holds the files to the byte and a schema that takes them', async () => {
    await put('2026 January.csv', orders);
    const { code, out, told } = await run(['orders', '2026 January.csv', '--owner', 'sales', '--licence', 'CC0-1.0']);
    expect([code, await made()]).toEqual([0, ['orders']]);
    expect(await readFile(join(project.datasets, 'orders', '2026 January.csv'), 'utf8')).toBe(orders);
    expect(out).toMatch(/^id +string +required +key +all different$/m);
    expect(told).toContain('made datasets/orders: 3 columns, 30 rows in 1 file');
    expect((await schemaOf('orders'))['x-sluice']).toMatchObject({
      owner: 'sales',
      licence: 'CC0-1.0',
      primaryKey: ['id'],
    });
    expect(await judge()).toBe(0);
  });

  test('with --dry-run is only told', async () => {
    await put('a.csv', orders);
    const { code, told } = await run(['orders', 'a.csv', '--dry-run']);
    expect([code, await made()]).toEqual([0, []]);
    expect(told).toContain('nothing was written (--dry-run)');
  });

  test('with --json is JSON alone', async () => {
    await put('a.csv', orders);
    const { out } = await run(['orders', 'a.csv', '--json']);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      dataset: 'orders',
      rows: 30,
      key: ['id'],
      partition: 'day',
      files: ['a.csv'],
      written: true,
    });
    expect(told.columns[1]).toMatchObject({ name: 'amount', type: 'decimal', scale: 2 });
  });

  test('is drafted in place where files lie in a folder without a schema', async () => {
    await mkdir(join(project.datasets, 'orders'));
    await writeFile(join(project.datasets, 'orders', 'a.csv'), orders);
    expect((await run(['orders'])).code).toBe(0);
    expect(await readdir(join(project.datasets, 'orders'))).toEqual(['a.csv', 'schema.json']);
    expect(await judge()).toBe(0);
  });

  test('asks about dates that may be read either way', async () => {
    await put(
      'a.csv',
      `id,day\n${lines(20, (at) => `A${at},${String((at % 9) + 1).padStart(2, '0')}/${String((at % 8) + 2).padStart(2, '0')}/2025`)}`,
    );
    const asked: string[] = [];
    await run(['orders', 'a.csv'], async (question) => {
      asked.push(question);
      return 'd';
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('day: in 01/02/2025 and all others');
    expect((await schemaOf('orders')).properties.day).toMatchObject({
      format: 'date',
      'x-sluice': { formats: ['DD/MM/YYYY'] },
    });
    await run(['others', 'a.csv', '--date-order', 'mdy']);
    expect((await schemaOf('others')).properties.day['x-sluice'].formats).toEqual(['MM/DD/YYYY']);
    await run(['third', 'a.csv']);
    expect((await schemaOf('third')).properties.day).toEqual({ type: 'string', description: '' });
  });
});

describe('personal data', () => {
  test('stops before a file is copied where nobody can be asked', async () => {
    await put('a.csv', people);
    const { code, told } = await run(['people', 'a.csv']);
    expect([code, await made()]).toEqual(['2 personal-data', []]);
    expect(told).toMatch(/e_mail \(e-mail addresses: .*\); first_name \(names of people: .*--declared public/);
  });

  test.each([
    [['', 'd', 'p'], { e_mail: 'tokenise', first_name: 'drop' }, 'public', ['a.csv', 'schema.json']],
    [['m', '', ''], { e_mail: 'mask', first_name: 'mask' }, undefined, ['schema.json']],
    [['x', 'k', 'k'], {}, undefined, ['a.csv', 'schema.json']],
    [['t', 'm', 's'], { e_mail: 'tokenise', first_name: 'mask' }, 'synthetic', ['a.csv', 'schema.json']],
  ])('answered with %j', async (answers, sensitive, declared, files) => {
    await put('a.csv', people);
    const left = [...answers];
    expect((await run(['people', 'a.csv'], async () => left.shift() ?? '')).code).toBe(0);
    const { properties, 'x-sluice': own } = await schemaOf('people');
    const found = Object.entries<{ 'x-sluice'?: { sensitive?: string } }>(properties).flatMap(([name, property]) =>
      property['x-sluice']?.sensitive === undefined ? [] : [[name, property['x-sluice'].sensitive]],
    );
    expect(Object.fromEntries(found)).toEqual(sensitive);
    expect([own.declared, await readdir(join(project.datasets, 'people'))]).toEqual([declared, files]);
    expect(await judge()).toBe(0);
  });

  test('is settled by options', async () => {
    await put('a.csv', people);
    expect((await run(['one', 'a.csv', '--declared', 'synthetic'])).code).toBe(0);
    expect((await run(['two', 'a.csv', '--source', 'upload'])).code).toBe(0);
    expect((await run(['three', 'a.csv', '--not-personal', 'e_mail', '--not-personal', 'first_name'])).code).toBe(0);
    expect(await readdir(join(project.datasets, 'two'))).toEqual(['schema.json']);
    expect(await judge()).toBe(0);
  });
});

describe('a dataset that is there', () => {
  test('is widened only with --apply', async () => {
    await put('a.csv', orders);
    await put(
      'b.csv',
      `id,amount,day,extra\n${lines(12, (at) => `B${at},${at === 3 ? 'NA' : at}.125,${at + 1}.2.2026,x`).replace('NA.125', 'NA')}`,
    );
    await run(['orders', 'a.csv']);
    const before = await readFile(join(project.datasets, 'orders', 'schema.json'), 'utf8');
    const shown = await run(['orders', 'b.csv']);
    expect(shown.code).toBe(1);
    expect(shown.out).toMatch(/^\+ .*"extra": \{ "type": \["string", "null"\]/m);
    expect(shown.out).toContain('amount: "NA" is no value');
    expect(await readFile(join(project.datasets, 'orders', 'schema.json'), 'utf8')).toBe(before);
    expect(await readdir(join(project.datasets, 'orders'))).toEqual(['a.csv', 'schema.json']);
    expect((await run(['orders', 'b.csv', '--apply'])).code).toBe(0);
    expect(await readdir(join(project.datasets, 'orders'))).toEqual(['a.csv', 'b.csv', 'schema.json']);
    expect(await judge()).toBe(0);
  });

  test('keeps its schema to the byte where files need nothing', async () => {
    await put('a.csv', orders);
    await put('b.csv', orders.replaceAll('A', 'C'));
    await run(['orders', 'a.csv']);
    const before = await readFile(join(project.datasets, 'orders', 'schema.json'), 'utf8');
    const { code, told } = await run(['orders', 'b.csv', '--apply']);
    expect([code, await readFile(join(project.datasets, 'orders', 'schema.json'), 'utf8')]).toEqual([0, before]);
    expect(told).toContain('the schema takes them as it is');
  });
});

const workbook = async (): Promise<Uint8Array> => {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const part of ['[Content_Types].xml', 'xl/workbook.xml']) await writer.add(part, new TextReader('<x/>'));
  return await writer.close();
};

describe('bad input', () => {
  const wide = Array.from({ length: 2000 }, (_, at) => `c${at}`);
  const cases: [string, string, () => string | Uint8Array | Promise<Uint8Array>, number | string, RegExp][] = [
    ['an empty file', 'a.csv', () => '', 1, /a\.csv: expected at least a header or a record, got nothing/],
    ['only blank lines', 'a.csv', () => '\n\n  \n', 1, /expected at least a header or a record/],
    ['a header only', 'a.csv', () => 'id,amount\n', 1, /expected a header and at least one record, got a header alone/],
    ['one column', 'a.csv', () => `word\n${lines(20, (at) => `w${at}`)}`, 0, /word +string/],
    [
      'headers twice',
      'a.csv',
      () => `id,v,v\n${lines(20, (at) => `x${at},${at},${at * 2}`)}`,
      0,
      /look some headers are empty or come twice/,
    ],
    ['an empty header', 'a.csv', () => `id,,v\n${lines(20, (at) => `x${at},a${at % 3},${at}`)}`, 0, /column_2 +string/],
    [
      '2,000 columns',
      'a.csv',
      () => `${wide.join(',')}\n${lines(12, (row) => wide.map((_, at) => at * row).join(','))}`,
      0,
      /c1999 +integer/,
    ],
    [
      'mixed types',
      'a.csv',
      () => `id,v\n${lines(40, (at) => `x${at},${at % 3 === 0 ? 'low' : at}`)}`,
      0,
      /look v: \d+ of its 40 values are numbers, the others are not, such as "low": it stays text/,
    ],
    [
      'a picture named .csv',
      'a.csv',
      () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      1,
      /expected text, got a PNG picture/,
    ],
    ['a database named .csv', 'a.csv', () => 'SQLite format 3\0 and more', 1, /got an SQLite database/],
    ['Parquet named .csv', 'a.csv', () => 'PAR1 and more', 1, /got Parquet/],
    [
      'a workbook named .csv',
      'a.csv',
      workbook,
      1,
      /got an Excel workbook \(\.xlsx\); in Excel: File, Save As, "CSV UTF-8 \(Comma delimited\)"/,
    ],
    ['a workbook', 'a.xlsx', workbook, '2 usage', /got "a\.xlsx"; in Excel: File, Save As/],
    [
      'an old workbook',
      'a.csv',
      () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      1,
      /got an old Excel workbook/,
    ],
    ['a web page', 'a.csv', () => '<!DOCTYPE html>\n<html><body>Sign in</body></html>', 1, /got a web page/],
    ['a web page, compressed', 'a.csv.gz', () => gzipSync('<html><body>Sign in</body></html>'), 1, /got a web page/],
    ['JSON named .csv', 'a.csv', () => '[{"a": 1}]', 1, /got JSON; rename it to end in \.json/],
    [
      'ragged rows',
      'a.csv',
      () => `id,a,b\n${lines(60, (at) => (at % 30 === 5 ? `x${at},1` : `x${at},1,2`))}`,
      0,
      /look 2 of 60 rows go to quarantine by this draft/,
    ],
    [
      'rows that are mostly ragged',
      'a.csv',
      () => `id,a,b\n${lines(60, (at) => (at % 2 === 0 ? `x${at},1,2` : `x${at},1,2,3`))}`,
      1,
      /expected at most 20 % of the rows to be unlike the others/,
    ],
    [
      'two tables',
      'a.csv',
      () =>
        `day,n\n${lines(5, (at) => `2026-01-0${at + 1},${at}`)}\nregion,people,area\n${lines(4, (at) => `r${at},${at},${at}`)}`,
      1,
      /a\.csv:8: expected records of 2 fields to the end, got another table of 3 fields/,
    ],
    [
      'a NUL in the middle',
      'a.csv',
      () => `id,a\n${lines(40, (at) => (at === 9 ? 'x\0,1' : `x${at},1`))}`,
      0,
      /look 1 of 40 rows go to quarantine/,
    ],
    ['a file that is not there', 'b.csv', () => '', '2 unreadable-file', /expected a file that can be read/],
  ];
  test.each(cases)('%s', async (_, name, content, code, says) => {
    await put(name === 'b.csv' ? 'a.csv' : name, await content());
    const ran = await run(['drafted', name]);
    expect(ran.out + ran.told).toMatch(says);
    expect(ran.code).toBe(code);
    // No half-made folder: all of it, or nothing.
    expect(await made()).toEqual(code === 0 ? ['drafted'] : []);
    if (code === 0) expect(await judge()).toBe(0);
  });

  test.each([
    ['Orders', /write it like orders/],
    ['2026', /expected a name in snake_case/],
    ['../x', /expected a name in snake_case/],
    ['nul', /no device of Windows/],
    ['a'.repeat(65), /at most 64/],
  ])('the name %s', async (name, says) => {
    await put('a.csv', orders);
    const { code, told } = await run([name, 'a.csv']);
    expect([code, await made()]).toEqual(['2 usage', []]);
    expect(told).toMatch(says);
  });

  test('a name that a table has', async () => {
    await mkdir(join(project.tables, 'orders'), { recursive: true });
    await put('a.csv', orders);
    expect((await run(['orders', 'a.csv'])).code).toBe('2 name-taken');
  });

  test('two files of one name', async () => {
    await mkdir(join(project.root, 'x'));
    await put('a.csv', orders);
    await put(join('x', 'A.csv'), orders);
    const { code, told } = await run(['orders', 'a.csv', join('x', 'A.csv')]);
    expect([code, await made()]).toEqual(['2 file-taken', []]);
    expect(told).toContain('rename one of the two');
  });

  test('a room that can’t be written', async () => {
    await put('a.csv', orders);
    await rm(project.datasets, { recursive: true });
    await put('datasets', 'a file in its place');
    const { code, told } = await run(['orders', 'a.csv']);
    expect(code).toBe('3 not-writable');
    expect(told).toContain('nothing was made');
  });
});
