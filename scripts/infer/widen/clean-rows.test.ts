import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { csvLine } from '../../../lambda/clean/output/csv-line.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { fileOf } from '../testing/input-files.ts';
import { cleanRows } from './clean-rows.ts';

const parsed = parseDatasetSchema(
  JSON.stringify({
    title: 'T',
    description: '',
    type: 'object',
    'x-sluice': { owner: 'unknown', licence: 'unknown', source: 'repository', format: 'csv' },
    properties: {
      a: { type: ['string', 'null'], 'x-sluice': { sensitive: 'drop' } },
      b: { type: ['integer', 'null'] },
      c: { type: ['string', 'null'] },
    },
  }),
  { name: 't', file: 'schema.json' },
);
if ('findings' in parsed) throw new TypeError(JSON.stringify(parsed.findings));
const { schema } = parsed;

const values = [
  ['plain', '1', null],
  ['a "quoted" one', null, 'with, a comma'],
  [null, '3', 'over\ntwo lines'],
  ['"', '4', '""'],
  ['x', '5', 'y'],
];
const text = `a,b,c\n${values.map(csvLine).join('')}`;

it('gives every value of a clean row as it is, sensitive ones too', async () => {
  const rows = [];
  for await (const row of cleanRows(schema, fileOf('t.csv', Buffer.from(text)))) rows.push(row);
  expect(rows).toEqual(values.map((one, at) => ({ row: at + 1, values: one })));
});

it('leaves out rows that are refused, and counts them', async () => {
  const rows = [];
  for await (const { row } of cleanRows(schema, fileOf('t.csv', Buffer.from('a,b,c\nx,1,y\nx,one,y\nx,3,y\n'))))
    rows.push(row);
  expect(rows).toEqual([1, 3]);
});

it('says of a file that is refused that it is', async () => {
  const reading = cleanRows(schema, fileOf('t.csv', Buffer.from('other\n1\n')));
  expect(await reading.next()).toEqual({ done: true, value: { isRefused: true } });
});

it('may be left before the end of a large file', async () => {
  const large = `a,b,c\n${'x,1,y\n'.repeat(200_000)}`;
  const rows = [];
  for await (const { row } of cleanRows(schema, fileOf('t.csv', Buffer.from(large), 65_536))) {
    rows.push(row);
    if (row === 2) break;
  }
  expect(rows).toEqual([1, 2]);
});
