import { Buffer } from 'node:buffer';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewDatasetProject } from './testing/new-dataset-project.ts';

let at: NewDatasetProject;
beforeEach(async () => {
  at = await NewDatasetProject.make();
});
afterEach(() => at.project.dispose());

/** The first parts of a workbook, zipped as Excel does. */
async function workbook(): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const part of ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
    await zip.add(part, new TextReader('<?xml version="1.0"?><x/>'));
  return zip.close();
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const oldWorkbook = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
const towns = numbers(20)
  .map((index) => `town ${index},${index}\n`)
  .join('');

type Case = readonly [
  what: string,
  file: string,
  content: () => string | Uint8Array | Promise<Uint8Array>,
  said: RegExp,
];
const cases: readonly Case[] = [
  ['an empty file', 'a.csv', () => '', /a\.csv: .*\[empty-file\]/],
  ['blank lines', 'a.csv', () => '\n \n\n', /a\.csv: .*\[empty-file\]/],
  ['a header alone', 'a.csv', () => 'city,heads\n', /a\.csv: .*a header alone.*\[no-records\]/],
  ['a picture', 'a.csv', () => png, /a\.csv: .*\[binary-file\]/],
  ['a workbook under another name', 'a.csv', workbook, /a\.csv: .*\.xlsx.*CSV UTF-8.*\[excel-file\]/],
  ['a workbook', 'a.xlsx', workbook, /a\.xlsx.*CSV UTF-8/],
  ['an old workbook under another name', 'a.csv', () => oldWorkbook, /a\.csv: .*\.xls\).*CSV UTF-8.*\[excel-file\]/],
  ['an old workbook', 'a.xls', () => oldWorkbook, /a\.xls.*CSV UTF-8/],
  ['a web page', 'a.csv', () => '<html>\n<body>please log in</body></html>\n', /a\.csv: .*a web page.*\[markup-file\]/],
  [
    'two tables',
    'a.csv',
    () => `city,heads\n${towns}\nid,name,seen\n1,a,x\n2,b,y\n3,c,z\n`,
    /a\.csv:23: .*another table of 3 fields.*\[several-tables\]/,
  ],
  [
    'two tables of one width',
    'a.csv',
    () => `city,heads\n${towns}\ntree,height\noak,3\nelm,4\nash,5\n`,
    /a\.csv:23: .*another table of 2 fields.*\[several-tables\]/,
  ],
  [
    'a list of numbers',
    'a.json',
    () => '[1, 2, 3]',
    /a\.json: .*got 3 values, none of which is an object.*\[no-records\]/,
  ],
  ['objects that hold nothing', 'a.ndjson', () => '{}\n{}\n', /a\.ndjson: .*got objects without a key.*\[no-records\]/],
  [
    'a part of a web page',
    'a.csv',
    () => '<p>Hi</p>\n<ul>\n<li>x</li></ul>\n',
    /a\.csv: .*a web page.*\[markup-file\]/,
  ],
  [
    'columns set apart by blanks',
    'a.txt',
    () => '1   Berlin   12.5\n2   Paris    14.0\n3   Rome    15.0\n',
    /a\.txt: .*\[blank-separated\]/,
  ],
  [
    'rows of all widths',
    'a.csv',
    () =>
      `a,b,c\n${numbers(40)
        .map((index) => `1,2${',3'.repeat(index % 4)}\n`)
        .join('')}`,
    /a\.csv: .*\[draft-rejects\]/,
  ],
];

describe('a file that is no table', () => {
  it.each(cases)('%s is refused, and says what to do', async (_what, file, content, said) => {
    await at.write(file, await content());
    const { code, stdout, stderr } = await at.run(['towns', file]);
    expect([1, 2]).toContain(code);
    expect(`${stdout}${stderr}`).toMatch(said);
    expect(await at.left()).toEqual([]);
  });

  it('is refused on stderr with --json, and stdout stays empty', async () => {
    await at.write('a.csv', 'city,heads\n');
    const { code, stdout, stderr } = await at.run(['towns', 'a.csv', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('[no-records]');
  });

  it('beside one that is a table refuses both', async () => {
    await at.write('a.csv', `city,heads\n${towns}`);
    await at.write('b.csv', '');
    expect((await at.run(['towns', 'a.csv', 'b.csv'])).code).toBe(1);
    expect(await at.left()).toEqual([]);
  });

  it.each([
    [['towns', 'none.csv'], /none\.csv/],
    [['towns', 'a.parquet'], /a\.parquet/],
    [['towns'], /at least one FILE/],
    [[], /NAME FILE/],
    [['towns', 'x/a.csv', 'y/A.csv'], /A\.csv: expected files of different names/],
  ])('%j is wrong use', async (args, said) => {
    for (const file of ['a.parquet', 'x/a.csv', 'y/A.csv']) await at.write(file, `city,heads\n${towns}`);
    const { code, stderr } = await at.run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(await at.left()).toEqual([]);
  });
});

describe('a file that is odd and a table', () => {
  it.each([
    [
      'one column',
      `word\n${numbers(20)
        .map((index) => `word ${index}\n`)
        .join('')}`,
      ['word'],
    ],
    ['a header twice', `a,a,b\n${'1,2,3\n4,5,6\n'.repeat(10)}`, ['a', 'a_2', 'b']],
    ['an empty header', `a,,b\n${'1,x,3\n4,y,6\n'.repeat(10)}`, ['a', 'column_2', 'b']],
    ['mixed types', `a,b\n${'x,1\ny,later\nz,2.5\n'.repeat(10)}`, ['a', 'b']],
  ])('with %s is drafted', async (_what, text, columns) => {
    await at.write('a.csv', text);
    const { code, stdout } = await at.run(['odd', 'a.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ quarantined: 0 });
    expect(Object.keys(JSON.parse(await at.schema('odd')).properties)).toEqual(columns);
  });

  it('of 2,000 columns is drafted', async () => {
    const header = numbers(2000).map((index) => `reading_${index}`);
    const rows = numbers(20).map((row) => numbers(2000).map((index) => row + index));
    await at.write('wide.csv', [header, ...rows].map((fields) => `${fields.join(',')}\n`).join(''));
    const { code, stdout } = await at.run(['wide', 'wide.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 20, quarantined: 0 });
    expect(Object.values(JSON.parse(await at.schema('wide')).properties)).toHaveLength(2000);
  });
});
