import { type Attack, clean, failed, fitting, longestRecord, MB, texts, times, twoColumns } from './attack.ts';

const sound = '{"id":7,"name":"a name"}\n';
const item = ',{"id":7,"name":"a name"}\n';
const any = (own: object = {}): object => ({
  ...twoColumns({ unknownColumns: 'drop', ...own }),
  properties: { id: { type: 'integer' }, list: { type: 'array', items: { type: 'integer' } } },
});
const unknownName = (index: number): string => `{"id":7,"name${String(index).padStart(8, '0')}":1}\n`;
const wrongList = `{"id":7,"list":[${'"x",'.repeat(200_000)}1]}\n`;

export const jsonAttacks: readonly Attack[] = [
  {
    name: 'JSON nested a million deep',
    ...{ file: 'attack.ndjson', schema: any(), small: 1 * MB, large: 1 * MB },
    bytes: (size) => texts('{"id":1,"list":', times(size, '['), '\n', '{"id":7}\n'),
    outcome: () => clean(2, 1, 'json-depth'),
  },
  {
    name: 'JSON nested without end',
    ...{ file: 'attack.ndjson', schema: any(), small: 3 * MB, large: 100 * MB },
    bytes: (size) => texts(times(size / 5, '{"a":'), '\n', '{"id":7}\n'),
    outcome: () => clean(2, 1, 'record-too-long'),
  },
  {
    name: 'a JSON array nested without end',
    ...{ file: 'attack.json', schema: any(), small: 3 * MB, large: 100 * MB },
    bytes: (size) => texts(times(size, '['), '\n'),
    outcome: () => failed(1, 1, 'file-cut', 'record-too-long'),
  },
  {
    name: 'a line of NDJSON without end',
    ...{ file: 'attack.ndjson', schema: twoColumns(), small: 3 * MB, large: 600 * MB },
    bytes: (size) => texts('{"id":1,"name":"', times(size, 'x'), '"}\n', sound),
    outcome: () => clean(2, 1, 'record-too-long'),
  },
  {
    name: 'a brace that nothing closes, at the start of an array',
    ...{ file: 'attack.json', schema: twoColumns(), small: 3 * MB, large: 100 * MB },
    bytes: (size) => texts('[{"id":1,"name":{\n', sound.trim(), times(fitting(size, item), item), ']\n'),
    outcome: (size) => clean(fitting(size, item) + 2, 1, 'json-syntax'),
  },
  {
    name: 'an array cut in an item',
    ...{ file: 'attack.json', schema: twoColumns(), small: 0.2 * MB, large: 100 * MB },
    bytes: (size) => texts('[', sound.trim(), times(fitting(size, item), item), ',{"id":7,"na'),
    outcome: (size) => failed(fitting(size, item) + 2, 1, 'file-cut', 'json-syntax'),
  },
  {
    name: 'braces and nothing else',
    ...{ file: 'attack.json', schema: twoColumns(), small: 2 * MB, large: 20 * MB },
    bytes: (size) => texts('[', times(size, '{'), '\n]'),
    outcome: () => clean(1, 1, 'record-too-long'),
  },
  {
    name: 'braces on lines of their own',
    ...{ file: 'attack.json', schema: twoColumns(), small: 0.2 * MB, large: 20 * MB },
    bytes: (size) => texts('[\n', times(fitting(size, '{\n'), '{\n'), ']'),
    // What nothing closes is given up at the longest record.
    outcome: (size) => clean(Math.ceil(size / longestRecord), Math.ceil(size / longestRecord), 'json-syntax'),
  },
  {
    name: 'a text that nothing closes in every item',
    ...{ file: 'attack.json', schema: twoColumns(), small: 0.2 * MB, large: 30 * MB },
    bytes: (size) => texts('[', times(fitting(size, '{"id":7,"name":"open},\n'), '{"id":7,"name":"open},\n'), ']'),
    outcome: (size) =>
      clean(fitting(size, '{"id":7,"name":"open},\n'), fitting(size, '{"id":7,"name":"open},\n'), 'json-syntax'),
  },
  {
    name: 'a hundred thousand names that no column has',
    ...{ file: 'attack.ndjson', schema: any({ unknownColumns: 'fail' }), small: 0.2 * MB, large: 26 * 100_000 },
    bytes: (size) => texts(times(Math.floor(size / 26), unknownName)),
    outcome: (size) => failed(Math.floor(size / 26), 0, 'unknown-column'),
  },
  {
    name: 'a hundred thousand names that no column has, dropped',
    ...{ file: 'attack.ndjson', schema: any(), small: 0.2 * MB, large: 26 * 100_000 },
    bytes: (size) => texts(times(Math.floor(size / 26), unknownName)),
    outcome: (size) => clean(Math.floor(size / 26), 0, 'columns-dropped'),
  },
  {
    name: 'two hundred thousand reasons in each record',
    ...{ file: 'attack.ndjson', schema: any(), small: wrongList.length, large: 20 * wrongList.length },
    bytes: (size) => texts(times(fitting(size, wrongList), wrongList)),
    outcome: (size) => clean(fitting(size, wrongList), fitting(size, wrongList), 'wrong-type'),
  },
  {
    name: 'names that every object has, as JSON',
    ...{ file: 'attack.ndjson', schema: any(), small: 0.2 * MB, large: 50 * MB },
    bytes: (size) => texts(times(fitting(size, hostile), hostile)),
    outcome: (size) => clean(fitting(size, hostile), 0, 'columns-dropped'),
  },
];
const hostile = '{"__proto__":{"id":"x"},"id":7,"constructor":{"prototype":{}},"toString":null}\n';
