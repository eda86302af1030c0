import type { TableProject } from './table-project.ts';

const text = { type: 'string' };
const maybe = { type: ['string', 'null'] };
const integer = { type: 'integer' };
const number = { type: ['number', 'null'] };
const date = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const money = { type: 'string', format: 'decimal', 'x-sluice': { precision: 10, scale: 2, unit: 'EUR' } };

const lines = (header: string, rows: number, line: (row: number) => string): string =>
  `${[header, ...Array.from({ length: rows }, (_, index) => line(index))].join('\n')}\n`;
const day = (row: number): string => `2026-0${1 + (row % 4)}-${10 + (row % 18)}`;

/** Situations that a draft has to be sound in, by the dataset's name; a table of each is drafted, judged and built. */
export async function putSituations({ dataset: put }: TableProject): Promise<void> {
  await put(
    'keyless',
    { properties: { place: text, seen: number }, required: ['place'] },
    { 'a.csv': lines('place,seen', 40, (row) => `p${row % 5},${row % 3}`) },
  );
  await put(
    'no_numbers',
    { own: { primaryKey: ['code'] }, properties: { code: text, label: maybe }, required: ['code'] },
    { 'a.csv': lines('code,label', 25, (row) => `c${row},${row % 2 === 0 ? 'even' : ''}`) },
  );
  await put('one_column', { properties: { word: text }, required: ['word'] }, { 'a.csv': 'word\nred\nred\nblue\n' });
  await put(
    'all_null',
    { properties: { a: maybe, b: number } },
    { 'a.ndjson': '{"a":null,"b":null}\n{"a":null,"b":null}\n' },
  );
  const wide = Array.from({ length: 300 }, (_, index) => `c${index}`);
  await put(
    'wide',
    {
      own: { primaryKey: ['c0'] },
      properties: Object.fromEntries(wide.map((name) => [name, name === 'c0' ? integer : number])),
      required: ['c0'],
    },
    {
      'a.csv': lines(wide.join(','), 30, (row) => wide.map((_, index) => (index === 0 ? row : row * index)).join(',')),
    },
  );
  const words = [
    'order',
    'group',
    'select',
    'from',
    'table',
    'user',
    'interval',
    'null',
    'date',
    'end',
    'values',
    'time',
  ];
  await put(
    'order',
    {
      own: { primaryKey: ['order'] },
      properties: Object.fromEntries(words.map((name) => [name, name === 'date' ? date : text])),
      required: words,
    },
    {
      'a.csv': lines(words.join(','), 30, (row) =>
        words.map((name) => (name === 'date' ? day(row) : `${name}${row}`)).join(','),
      ),
    },
  );
  await put(
    'only_dates',
    { properties: { start: date, finish: { type: ['string', 'null'], format: 'date' } }, required: ['start'] },
    { 'a.csv': 'start,finish\n2026-01-02,2026-03-01\n2026-02-03,\n' },
  );
  await put(
    'prices',
    {
      own: { primaryKey: ['id'] },
      properties: { id: integer, price: money, paid: { ...money, type: ['string', 'null'] } },
      required: ['id', 'price'],
    },
    { 'a.csv': lines('id,price,paid', 40, (row) => `${row},${row * 3 - 9}.25,${row % 3 === 0 ? '' : '12345678.90'}`) },
  );
  await put(
    'years',
    {
      own: { primaryKey: ['id'] },
      properties: { id: integer, year: integer, month: maybe, on: date },
      required: ['id', 'year', 'on'],
    },
    { 'a.csv': lines('id,year,month,on', 24, (row) => `${row},1999,x,${day(row)}`) },
  );
  await put(
    'local_times',
    {
      own: { primaryKey: ['id'] },
      properties: {
        id: text,
        at: { ...moment, 'x-sluice': { timeZone: 'Europe/Berlin', formats: ['YYYY-MM-DD HH:mm:ss'] } },
      },
      required: ['id', 'at'],
    },
    { 'a.csv': 'id,at\na,2026-07-01 00:30:00\nb,2026-08-01 12:00:00\n' },
  );
  await put(
    'nested',
    {
      own: { format: 'ndjson', primaryKey: ['id'] },
      properties: {
        id: text,
        tags: { type: ['array', 'null'], items: text },
        at: { type: 'object', properties: { city: maybe, zip: maybe } },
      },
      required: ['id'],
    },
    {
      'a.ndjson':
        '{"id":"a","tags":["x"],"at":{"city":"Bonn","zip":"1"}}\n{"id":"b","tags":null,"at":{"city":null,"zip":null}}\n',
    },
  );
  await put('uploads', {
    own: { source: 'upload', primaryKey: ['id'] },
    properties: { id: integer, at: moment, amount: number },
    required: ['id', 'at'],
  });
  await put(
    'secrets',
    {
      own: { declared: 'synthetic', primaryKey: ['id'] },
      properties: {
        id: integer,
        mail: { type: 'string', 'x-sluice': { sensitive: 'tokenise', readers: ['privacy'] } },
        phone: { type: ['string', 'null'], 'x-sluice': { sensitive: 'mask' } },
        born: { ...date, type: ['string', 'null'], 'x-sluice': { sensitive: 'mask' } },
        gone: { type: ['string', 'null'], 'x-sluice': { sensitive: 'drop' } },
        plan: text,
      },
      required: ['id', 'mail', 'plan'],
    },
    {
      'a.csv': lines(
        'id,mail,phone,born,gone,plan',
        30,
        (row) =>
          `${row},m${row % 4}@example.org,555-${row},1990-01-0${1 + (row % 9)},g${row},${row % 2 === 0 ? 'free' : 'paid'}`,
      ),
    },
  );
  await put(
    'customers',
    {
      own: { primaryKey: ['id'] },
      properties: { id: integer, name: text, country_code: maybe },
      required: ['id', 'name'],
    },
    { 'a.csv': 'id,name,country_code\n1,Ada,de\n2,Bo,fr\n3,Cy,\n' },
  );
  await put(
    'countries',
    {
      own: { primaryKey: ['code'] },
      properties: { code: text, name: text, population: number },
      required: ['code', 'name'],
    },
    { 'a.csv': 'code,name,population\nDE,Germany,83.5\nFR,France,68\n' },
  );
  await put(
    'purchases',
    {
      own: { primaryKey: ['id'] },
      properties: { id: integer, customer_id: { type: ['integer', 'null'] }, amount: money, on: date },
      required: ['id', 'amount', 'on'],
    },
    {
      'a.csv': lines(
        'id,customer_id,amount,on',
        40,
        (row) => `${row},${row % 7 === 0 ? '' : 1 + (row % 4)},${row}.50,${day(row)}`,
      ),
    },
  );
  await put(
    'repeated',
    { properties: { customer_id: integer, note: maybe }, required: ['customer_id'] },
    { 'a.csv': 'customer_id,note\n1,a\n1,b\n2,c\n' },
  );
  await put(
    'region_list',
    {
      own: { primaryKey: ['region'], readers: ['all', { audience: 'north', rows: { region: ['N'] } }] },
      properties: { region: text, chief: text },
      required: ['region', 'chief'],
    },
    { 'a.csv': 'region,chief\nN,Nora\nS,Sam\n' },
  );
  await put(
    'visits',
    {
      own: { primaryKey: ['id'], readers: ['all', { audience: 'north', rows: { region: ['N'] } }] },
      properties: {
        id: integer,
        region: text,
        count: { type: 'integer', minimum: 0, 'x-sluice': { readers: ['all'] } },
      },
      required: ['id', 'region', 'count'],
    },
    { 'a.csv': lines('id,region,count', 20, (row) => `${row},${row % 2 === 0 ? 'N' : 'S'},${row}`) },
  );
  await put(
    'clients',
    {
      own: { primaryKey: ['id'], readers: ['all', { audience: 'north', rows: { state: ['N'] } }] },
      properties: { id: integer, name: text, state: text },
      required: ['id', 'name', 'state'],
    },
    { 'a.csv': 'id,name,state\n1,A,N\n2,B,S\n' },
  );
  await put(
    'bills',
    { own: { primaryKey: ['id'] }, properties: { id: integer, client_id: integer }, required: ['id', 'client_id'] },
    { 'a.csv': 'id,client_id\n1,1\n2,2\n3,9\n' },
  );
  await put('aliases', { properties: { client_id: text, nick: text } }, { 'a.csv': 'client_id,nick\nx1,A\n' });
  await put(
    'labels',
    { properties: { code: text, label: text }, required: ['code'] },
    { 'a.csv': 'code,label\na,A\nb,B\n' },
  );
  await put('facts', { properties: { code: maybe, n: integer } }, { 'a.csv': 'code,n\na,1\nb,2\n,3\na,1\n' });
  await put(
    'dirty',
    { own: { primaryKey: ['id'], tolerance: 0.3 }, properties: { id: integer }, required: ['id'] },
    { 'a.csv': 'id\n1\n2\n3\nx\n', 'b.csv': 'id\nx\ny\n' },
  );
  await put(
    'readings',
    { properties: { sensor: text, at: moment, celsius: number }, required: ['sensor', 'at'] },
    {
      'a.csv': lines(
        'sensor,at,celsius',
        40,
        (row) => `s${row % 4},2026-01-${10 + Math.floor(row / 4)}T00:00:00Z,${row}`,
      ),
    },
  );
}
