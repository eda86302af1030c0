import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { inferDataset } from '../infer-dataset.ts';
import { fileOf, unsettled } from '../testing/input-files.ts';

const three = (at: number): string => `${(at % 40) + 1}.${at * 7 + 100}`;

/** The type of a file's second column, its formats, and what is said of it. */
async function drafted(name: string, text: string) {
  const read = await inferDataset([fileOf(name, Buffer.from(text))], unsettled);
  const column = 'inferred' in read ? read.inferred.columns[1] : undefined;
  return [
    column?.type,
    column?.formats,
    column?.lookAt.map((remark) => /the decimal mark|thousands/.exec(remark)?.[0]),
  ];
}

const csvOf = (delimiter: string, name: string, cell: (at: number) => string): string =>
  Array.from({ length: 100 }, (_, at) => `p${at}x${delimiter}${cell(at)}\n`).reduce(
    (text, line) => text + line,
    `place${delimiter}${name}\n`,
  );

test.each([
  ['three digits behind each point, in semicolons', ';', 'people', three, ['integer', ['1.234'], ['thousands']]],
  ['in commas', ',', 'people', three, ['number', [], ['the decimal mark']]],
  [
    'one of a hundred has two digits',
    ';',
    'people',
    (at: number) => (at === 7 ? '3.25' : three(at)),
    ['number', [], ['the decimal mark']],
  ],
  ['two of a hundred have', ',', 'people', (at: number) => (at < 2 ? '3.25' : three(at)), ['number', [], []]],
  ['some begin with zero', ',', 'people', (at: number) => (at % 3 ? three(at) : `0.${at + 100}`), ['number', [], []]],
  [
    'whole numbers beside have no mark',
    ';',
    'people',
    (at: number) => (at % 3 ? three(at) : String(at + 5000)),
    ['number', [], ['the decimal mark']],
  ],
  ['degrees', ';', 'latitude', three, ['number', [], []]],
] as const)('%s', async (_, delimiter, name, cell, expected) => {
  expect(await drafted('a.csv', csvOf(delimiter, name, cell))).toEqual(expected);
});

test('numbers of JSON have their point from JSON', async () => {
  const records = Array.from({ length: 50 }, (_, at) => `{"place":"p${at}x","people":${three(at)}}\n`);
  expect(await drafted('a.ndjson', records.join(''))).toEqual(['number', [], []]);
});

test('a column of text with some fractions proves nothing, one of fractions does', async () => {
  const beside = (cell: (at: number) => string): string =>
    csvOf(',', 'people,rate', (at) => `${three(at)},${cell(at)}`);
  const mixed = await drafted(
    'a.csv',
    beside((at) => (at % 2 ? '1.5' : `code ${'ab'.repeat(at)}`)),
  );
  expect(mixed).toEqual(['number', [], ['the decimal mark']]);
  expect(
    await drafted(
      'a.csv',
      beside((at) => `${at}.5`),
    ),
  ).toEqual(['number', [], []]);
});

test('a decimal comma in the same column leaves the point to the thousands', async () => {
  const text = csvOf(';', 'people', (at) => (at % 2 ? three(at) : `${at},5`));
  expect(await drafted('a.csv', text)).toEqual(['number', ['1.234,56'], ['thousands']]);
});
