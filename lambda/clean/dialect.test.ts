import { describe, expect, it } from 'vitest';
import { formatFinding } from '../schema/finding.ts';
import { runClean, schemaOf } from './testing/run-clean.ts';

const text = { type: 'string' };
const sales = { id: { type: 'integer' }, name: text, day: { type: 'string', format: 'date' } };

const schema = (dialect: object, properties: object = sales, required: readonly string[] = ['id']) =>
  schemaOf({ type: 'object', 'x-sluice': { tolerance: 1, dialect }, properties, required });

/** What the engine makes of a file: its findings, the clean rows, and what it found out of the dialect. */
async function read(file: string, ...declared: Parameters<typeof schema>) {
  const { result, clean, quarantine } = await runClean(file, schema(...declared));
  return {
    findings: result.findings.map(formatFinding),
    rows: clean.split('\n').slice(1, -1),
    quarantined: quarantine.split('\n').length - 1,
    ...result.report.dialect,
    assumed: result.report.assumed,
  };
}

describe('a dialect that the file contradicts', () => {
  it.each([
    [
      'another quote, in the header too',
      { quote: "'" },
      '"id","name"\n1,"a, b"\n',
      'orders/input.csv:1: expected fields quoted by \', as the schema declares, got fields quoted by "; declare "quote": "\\"", or write the file with \' [dialect-mismatch]',
    ],
    [
      'another quote, by which alone the fields come out even',
      { quote: '"' },
      "id,name\n1,'a, b'\n2,'c'\n",
      'orders/input.csv:1: expected fields quoted by ", as the schema declares, got fields quoted by \'; declare "quote": "\'", or write the file with " [dialect-mismatch]',
    ],
    [
      'a header',
      { header: false },
      'id,name,day\n1,a,2026-01-31\n',
      'orders/input.csv:1: expected a record in the first line, as "header": false declares, got the columns\' names; declare "header": true, or take the line out [dialect-mismatch]',
    ],
    [
      'a delimiter that is rare',
      { delimiter: ',' },
      'id^name^day\n1^a^2026-01-31\n',
      'orders/input.csv:1: expected fields between ",", as the schema declares, got a header that names the columns between "^"; declare "delimiter": "^", or write the file with "," [dialect-mismatch]',
    ],
    [
      'no header',
      { header: true },
      '1,a,2026-01-31\n',
      'orders/input.csv:1: expected a header that names columns such as "id", "name", "day", got 3 fields, none of which names a column; it reads as a record: declare "header": false, or add a header [no-header]',
    ],
    [
      'a header after declared lines only',
      { skipLines: 1 },
      'x\ny\nid,name\n1,a\n',
      'orders/input.csv:2: expected a header that names columns such as "id", "name", "day", got 1 field, none of which names a column; add a header, or declare "header": false, or "skipLines" if it comes later [no-header]',
    ],
  ])('is told: %s', async (_, dialect, file, message) => {
    expect((await read(file, dialect)).findings).toEqual([message]);
  });

  it.each([
    [
      'a column whose values are in other quotes, as they are',
      { quote: '"' },
      "id,name\n1,'a'\n2,'b'\n",
      ["1,'a',,1", "2,'b',,2"],
    ],
    ['fields that are never quoted', { quote: '' }, 'id,name\n1,"a"\n2,"b"\n', ['1,"""a""",,1', '2,"""b""",,2']],
    ['a value that is a name', { header: false }, '1,name,2026-01-31\n', ['1,name,2026-01-31,1']],
  ])('is not seen in %s', async (_, dialect, file, rows) => {
    expect(await read(file, dialect)).toMatchObject({ findings: [], rows });
  });
});

describe('an undeclared quote', () => {
  it.each([
    ['is found in one column', "id,name\n1,'a,b'\n2,'c'\n", "'", ['1,"a,b",,1', '2,c,,2']],
    ['is found in a header and one value', "'id','name'\n'1','a'\n", "'", ['1,a,,1']],
    ['is found by the delimiter that it goes with', "id;name\n1;'a;b, c'\n2;'d'\n", "'", ['1,"a;b, c",,1', '2,d,,2']],
    ['is " where values are quoted now and then', "id,name\n1,'a'\n2,b\n", '"', ["1,'a',,1", '2,b,,2']],
    ['is " where one value is quoted', "id,name\n1,'a'\n", '"', ["1,'a',,1"]],
    ['is " where texts have apostrophes', "id,name\n1,'t is 'x'\n2,'y'\n", '"', ["1,'t is 'x',,1", "2,'y',,2"]],
    ['is " where both are', "id,name\n1,'a'\n2,\"b\"\n3,'c'\n", '"', ["1,'a',,1", '2,b,,2', "3,'c',,3"]],
  ])('%s', async (_, file, quote, rows) => {
    const { sniffed, ...rest } = await read(file, {});
    expect(rest).toMatchObject({ findings: [], quote, rows });
    expect(sniffed?.includes('quote')).toBe(quote === "'");
  });
});

describe('an undeclared delimiter', () => {
  it.each([':', '^', '~', '\x01'])('may be %j where it names columns', async (delimiter) => {
    const line = (...fields: string[]): string => `${fields.join(delimiter)}\n`;
    const file = line('id', 'name', 'day') + line('1', 'a,b;c', '2026-01-31') + line('2', '', '');
    expect(await read(file, {})).toMatchObject({ findings: [], delimiter, rows: ['1,"a,b;c",2026-01-31,1', '2,,,2'] });
  });

  it('is a common one where a header has colons', async () => {
    const dotted = { 'sale:id': text, 'sale:name': text };
    const options = { type: 'object', 'x-sluice': { format: 'ndjson' }, properties: dotted };
    const { result } = await runClean('sale:id,sale:name\n1,a\n', { ...schemaOf(options), format: 'csv' });
    expect(result.report).toMatchObject({ dialect: { delimiter: ',' }, rowsClean: 1 });
  });
});

describe('lines before a header, undeclared', () => {
  it.each([
    ['a title', 'Sales of January\n', 1],
    ['a title, padded as spreadsheets do', 'Sales of January,,\n', 1],
    ['stray quotes', 'the "sales" file\n"\n', 2],
    ['blank lines', '\n\nExport\n\n', 3],
    ['twenty lines', 'x\n'.repeat(20), 20],
  ])('are passed over: %s', async (_, before, skipLines) => {
    const told = await read(`${before}id,name,day\n1,a,\n`, {});
    expect(told).toMatchObject({ findings: [], skipLines, rows: ['1,a,,1'], sniffed: ['delimiter', 'skipLines'] });
    expect(told.assumed).toContain(
      skipLines === 1
        ? '1 line before the header is no data: none names a column'
        : `${skipLines} lines before the header are no data: none names a column`,
    );
  });

  it.each([
    ['more than twenty', `${'x\n'.repeat(21)}id,name,day\n1,a,\n`],
    ['as many values as the header has names', '7,b,2026-01-31\nid,name,day\n1,a,\n'],
    ['a header that names one column', 'Export\nid,x,y\n1,a,\n'],
    ['a header that lacks most required columns', 'Export\nid,x,y\n1,a,\n'],
  ])('are none: %s', async (_, file) => {
    const told = await read(file, {}, sales, ['id', 'name', 'day']);
    expect(told.findings).toEqual([expect.stringContaining('[no-header]')]);
    expect(told.skipLines).toBe(0);
  });

  it('are not looked for where the schema says how many there are, or that there is no header', async () => {
    const file = 'x\nid,name\n1,a\n';
    expect((await read(file, { skipLines: 0 })).findings).toEqual([expect.stringContaining('[no-header]')]);
    expect(await read(file, { header: false })).toMatchObject({ skipLines: 0, quarantined: 3 });
  });
});
