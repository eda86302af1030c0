import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine, readText } from '../engine.ts';
import { datasetSchema, LakeFixture } from '../testing/lake-fixture.ts';
import { datasetView } from './dataset-view.ts';

let engine: Engine;
let lake: LakeFixture;

beforeAll(async () => {
  engine = await openEngine();
  lake = await LakeFixture.create();
});

afterAll(async () => {
  engine.close();
  await lake.remove();
});

const traps = fileURLToPath(new URL('../testdata/processed/traps.csv', import.meta.url));
const trapTypes = {
  id: 'bigint',
  code: 'string',
  note: 'string',
  amount: 'decimal(12,2)',
  ratio: 'double',
  flag: 'boolean',
  day: 'date',
  at: 'timestamp',
};

describe('a processed file', () => {
  test('is read with the types of the schema, whatever its texts hold', async () => {
    const schema = datasetSchema('traps', trapTypes);
    await datasetView(engine.connection, schema, [{ path: traps, file: 'traps/traps.csv' }]);
    const rows = await readText(engine.connection, 'SELECT CAST(COLUMNS(*) AS VARCHAR) FROM traps ORDER BY _row');
    expect(rows).toEqual([
      [
        '1',
        '007',
        'she said "no", twice',
        '12.50',
        '0.1',
        'true',
        '2026-01-02',
        '2026-01-02 03:04:05.123456',
        'traps/traps.csv',
        '1',
      ],
      [
        '2',
        'a,b',
        'first line\nsecond line',
        '0.00',
        '1e-07',
        'false',
        '0001-01-01',
        '1969-12-31 23:59:59.999999',
        'traps/traps.csv',
        '2',
      ],
      [
        '3',
        'cr\r\nlf',
        'lone\rreturn',
        '-9999999999.99',
        '-0.0',
        'true',
        '9999-12-31',
        '9999-12-31 23:59:59.999999',
        'traps/traps.csv',
        '3',
      ],
      [
        '9223372036854775807',
        'éü😀',
        '',
        '99.99',
        '1.7976931348623157e+308',
        'false',
        '2024-02-29',
        '2026-03-29 01:30:00',
        'traps/traps.csv',
        '4',
      ],
      ['-9223372036854775808', ' padded ', '#not a comment', null, null, null, null, null, 'traps/traps.csv', '5'],
      ['6', 'NULL', '\\n', '0.01', '5e-324', 'true', '2026-12-31', '2026-12-31 23:59:59', 'traps/traps.csv', '6'],
    ]);
    const types = await readText(engine.connection, 'SELECT column_type FROM (DESCRIBE traps)');
    expect(types.flat()).toEqual([
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'DECIMAL(12,2)',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'BIGINT',
    ]);
  });

  test('with a row too long, too short or badly quoted is an error, not fewer rows', async () => {
    const schema = datasetSchema('bad', { a: 'bigint', b: 'string' });
    for (const body of ['1,x,1,more\n', '1,x\n', '1,"x" y,1\n', '9223372036854775808,x,1\n']) {
      const path = join(lake.root, 'bad.csv');
      await writeFile(path, `a,b,_row\n${body}`);
      await datasetView(engine.connection, schema, [{ path, file: 'bad/bad.csv' }]);
      await expect(readText(engine.connection, 'SELECT CAST(COLUMNS(*) AS VARCHAR) FROM bad'), body).rejects.toThrow(
        /CSV Error/,
      );
    }
  });

  test('of an older schema is read by its own header', async () => {
    const schema = datasetSchema('grown', { id: 'bigint', added: 'double', name: 'string' });
    const paths = ['old', 'new'].map((name) => join(lake.root, `${name}.csv`));
    await writeFile(paths[0] ?? '', 'name,id,gone,_row\nann,1,x,1\n');
    await writeFile(paths[1] ?? '', 'id,added,name,_row\n2,0.5,bob,1\n');
    await datasetView(
      engine.connection,
      schema,
      paths.map((path) => ({ path, file: path })),
    );
    const rows = await readText(
      engine.connection,
      "SELECT CAST(COLUMNS(['id', 'added', 'name', '_row']) AS VARCHAR) FROM grown ORDER BY id",
    );
    expect(rows).toEqual([
      ['1', null, 'ann', '1'],
      ['2', '0.5', 'bob', '1'],
    ]);
  });

  test('of an older schema keeps no value that is not of the type of today', async () => {
    const schema = datasetSchema('retyped', { a: 'bigint', b: 'decimal(6,2)' });
    const path = join(lake.root, 'retyped.csv');
    const read = async (line: string) => {
      await writeFile(path, `a,b,_row\n${line},1\n`);
      await datasetView(engine.connection, schema, [{ path, file: 'retyped/a.csv', older: true }]);
      return readText(engine.connection, 'SELECT CAST(a AS VARCHAR), CAST(b AS VARCHAR) FROM retyped');
    };
    expect(await read('12,1.230')).toEqual([['12', '1.23']]);
    expect(await read(',')).toEqual([[null, null]]);
    await expect(read('1.5,1')).rejects.toThrow('BIGINT expected, got "1.5"');
    await expect(read('1,1.239')).rejects.toThrow('DECIMAL(6,2) expected, got "1.239"');
  });

  test('that does not exist yet is an empty view of the same types', async () => {
    await datasetView(engine.connection, datasetSchema('none', trapTypes), []);
    expect(await readText(engine.connection, 'SELECT CAST(COLUMNS(*) AS VARCHAR) FROM none')).toEqual([]);
    const types = await readText(engine.connection, 'SELECT column_type FROM (DESCRIBE none)');
    expect(types.flat()).toEqual([
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'DECIMAL(12,2)',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'BIGINT',
    ]);
  });
});

const cell = (value: string | null) => {
  if (value === null) return '';
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};

test('any texts written as RFC 4180 are read back', async () => {
  const schema = datasetSchema('texts', { a: 'string', b: 'string' });
  // NUL is no character of a text that DuckDB or Spark read from CSV.
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'));
  const tricky = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', "'", '\\', '#'), maxLength: 6 });
  const value = fc.option(fc.oneof(text, tricky), { nil: null });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }), async (rows) => {
      const path = join(lake.root, 'texts.csv');
      const lines = rows.map(([a, b], index) => `${cell(a)},${cell(b)},${index + 1}\n`);
      await writeFile(path, `a,b,_row\n${lines.join('')}`);
      await datasetView(engine.connection, schema, [{ path, file: 'texts/texts.csv' }]);
      expect(await readText(engine.connection, 'SELECT a, b FROM texts ORDER BY _row')).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});
