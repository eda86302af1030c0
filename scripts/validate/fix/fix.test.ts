import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { main } from '../main.ts';
import { cleanInMemory } from './clean-in-memory.ts';
import { enumTypo } from './enum-typo.ts';
import { planFixes } from './plan-fixes.ts';

const orders = {
  type: 'object',
  'x-sluice': { primaryKey: ['id'], tolerance: 1, dialect: { delimiter: ';' } },
  properties: {
    id: { type: 'integer' },
    status: { type: ['string', 'null'], enum: ['shipped', 'ordered', 'größer', null] },
    note: { type: ['string', 'null'] },
  },
  required: ['id'],
};

function schemaOf(json: object) {
  const read = parseDatasetSchema(JSON.stringify(json), { name: 'orders', file: 'datasets/orders/schema.json' });
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  return read.schema;
}
const schema = schemaOf(orders);

async function fixed(text: string | Uint8Array, by = schema) {
  const bytes = Buffer.from(text);
  const planned = await planFixes(bytes, 'datasets/orders/a.csv', by);
  const kinds = planned?.fixes.map(({ kind }) => kind) ?? [];
  const { fixes = [], unmended = [] } = planned ?? {};
  return { text: Buffer.from(planned?.bytes ?? bytes).toString('utf8'), kinds, fixes, unmended };
}

describe('mends', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['a byte order mark', '\ufeffid;status\n1;shipped\n', 'id;status\n1;shipped\n', ['byte-order-mark']],
    ['CRLF', 'id;status\r\n1;shipped\r\n', 'id;status\n1;shipped\n', ['line-ends']],
    ['CR', 'id;status\r1;shipped\r', 'id;status\n1;shipped\n', ['line-ends']],
    ['ends of lines alone', 'id;note\r\n1;"a\r\nb"\r\n\r\n2;c', 'id;note\n1;"a\r\nb"\n\n2;c', ['line-ends']],
    ['a delimiter', 'id,status,note\n1,shipped,"a,b"\n', 'id;status;note\n1;shipped;"a,b"\n', ['delimiter']],
    ['a delimiter where the wanted one is text', 'id,note\n1,a;b\n2, c \n', 'id;note\n1;"a;b"\n2; c \n', ['delimiter']],
    [
      'a slip',
      'id;status\n1;shiped\n2; Ordered \n3;"shippde"\n',
      'id;status\n1;shipped\n2; ordered \n3;"shipped"\n',
      ['enum', 'enum', 'enum'],
    ],
    [
      'a slip in UTF-8',
      'id;status;note\n1;grösser;x\n2;gröser;à\n',
      'id;status;note\n1;grösser;x\n2;größer;à\n',
      ['enum'],
    ],
    [
      'a slip before and after a quote that stands where it may not',
      'id;status;note\n1;shiped;a\n2;shiped;"a"b\n3;Ordered;"c\nd"\n',
      'id;status;note\n1;shipped;a\n2;shiped;"a"b\n3;ordered;"c\nd"\n',
      ['enum', 'enum'],
    ],
    [
      'a slip before a quote that nothing closes',
      'id;status;note\n1;shiped;a\n2;shiped;"a\nb\n',
      'id;status;note\n1;shipped;a\n2;shiped;"a\nb\n',
      ['enum'],
    ],
    [
      'all of it',
      '\ufeffid,status\r\n1,SHIPPED\r\n',
      'id;status\n1;shipped\n',
      ['byte-order-mark', 'delimiter', 'line-ends', 'enum'],
    ],
  ])('%s', async (_, before, after, kinds) => {
    expect(await fixed(before)).toMatchObject({ text: after, kinds });
    expect((await fixed(after)).kinds).toEqual([]);
  });

  test('a slip at its line, masked in a sensitive column', async () => {
    const text = 'id;note;status\n1;"a\nb";shipped\n2;c;shiped\n';
    expect((await fixed(text)).fixes).toEqual([
      {
        kind: 'enum',
        file: 'datasets/orders/a.csv',
        line: 4,
        count: 1,
        column: 'status',
        before: '"shiped"',
        after: '"shipped"',
      },
    ]);
    const status = { ...orders.properties.status, 'x-sluice': { sensitive: 'mask' } };
    const { fixes, text: after } = await fixed(
      text,
      schemaOf({ ...orders, properties: { ...orders.properties, status } }),
    );
    expect(JSON.stringify(fixes)).not.toMatch(/ship/);
    expect(after).toContain('2;c;shipped');
  });
});

describe('leaves alone', () => {
  test.each([
    ['what is fine', 'id;status\n1;shipped\n'],
    ['rows that are not as wide as the header', 'id,status\n1,shipped,more\n'],
    ['a word that may be two', 'id;status\n1;xxxxxxx\n'],
    ['a file with a quote that nothing closes', 'id;note\r\n1;"a\r\n2;b\r\n'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['UTF-16', Buffer.from('\ufeffid;status\r\n1;shiped\r\n', 'utf16le')],
    ['nothing', ''],
  ])('%s', async (_, content) => {
    expect((await fixed(content)).kinds).toEqual([]);
  });

  test('a slip whose right word is no ASCII, in a file that is declared to be no UTF-8', async () => {
    const status = { type: 'string', enum: ['gar\u00e7on', 'madame'] };
    const dialect = { delimiter: ';', encoding: 'windows-1252' };
    const json = { ...orders, 'x-sluice': { ...orders['x-sluice'], dialect } };
    const by = schemaOf({ ...json, properties: { ...orders.properties, status } });
    expect((await fixed('id;status\n1;garcon\n2;Madame\n', by)).text).toBe('id;status\n1;garcon\n2;madame\n');
  });

  test('a slip whose mending would push out a row that is clean', async () => {
    const text = 'id;status\n1;shiped\n1;ordered\n';
    expect((await fixed(text)).kinds).toEqual([]);
  });
});

describe('says what is left and why', () => {
  test.each<[string, string, readonly object[]]>([
    [
      'line ends around what is no record',
      'id;status;note\r\n1;shiped;"a"b\r\n',
      [{ kind: 'line-ends', line: 2, reason: 'not-a-record' }],
    ],
    [
      'a delimiter, where a record is no record',
      'id,status,note\n1,shipped,a\n2,ordered,b\n3,ordered,"a"b\n',
      [{ kind: 'delimiter', line: 4, reason: 'not-a-record' }],
    ],
    [
      'a delimiter, where a record has more fields',
      'id,status,note\n1,shipped,a\n2,ordered,b,c\n',
      [{ kind: 'delimiter', line: 3, reason: 'other-width' }],
    ],
    [
      'a slip whose mending would push out a row that is clean',
      'id;status\n1;shiped\n1;ordered\n',
      [{ kind: 'enum', line: 2, reason: 'changes-rows' }],
    ],
    ['nothing where nothing is to be mended', 'id;note\n1;"a"b\n', []],
  ])('%s', async (_, text, left) => {
    const { fixes, unmended } = await fixed(text);
    expect([fixes, unmended]).toEqual([[], left.map((one) => expect.objectContaining(one))]);
  });
});

describe('a slip is certain', () => {
  test.each<[string, readonly unknown[], string | undefined]>([
    ['shiped', ['shipped', 'ordered'], 'shipped'],
    ['SHIPPED', ['shipped', 'ordered'], 'shipped'],
    ['hsipped', ['shipped'], 'shipped'],
    ['shipxxx', ['shipped'], undefined],
    ['DK', ['DE', 'FR'], undefined],
    ['dk', ['DK', 'FR'], 'DK'],
    ['Mr', ['MR', 'mR'], undefined],
    ['plan2', ['plan1'], undefined],
    ['cast', ['cost', 'case'], undefined],
    ['', ['none'], undefined],
    ['1', [1, null], undefined],
  ])('%s of %j is %s', (written, values, meant) => {
    expect(enumTypo(written, values)).toBe(meant);
  });
});

test('whatever the file: no row comes or goes, what was clean stays, what is mended stays mended', async () => {
  const cell = fc.constantFrom(
    '',
    'shipped',
    'shiped',
    'ordered',
    'Ordered',
    ' größer ',
    'x',
    '"a;b"',
    '"q""q"',
    'à',
    '"l\r\nm"',
    '7',
    '"',
    'a,b',
  );
  const row = fc.tuple(fc.integer({ min: 1, max: 4 }).map(String), cell, cell);
  const file = fc.record({
    rows: fc.array(row, { maxLength: 6 }),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    delimiter: fc.constantFrom(';', ',', '\t'),
    mark: fc.constantFrom('', '\ufeff'),
    last: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(file, async ({ rows, end, delimiter, mark, last }) => {
      const lines = [['id', 'status', 'note'], ...rows].map((fields) => fields.join(delimiter));
      const bytes = Buffer.from(mark + lines.join(end) + (last ? end : ''));
      const before = await cleanInMemory(bytes, 'a.csv', schema);
      const planned = await planFixes(bytes, 'a.csv', schema);
      const after = await cleanInMemory(planned?.bytes ?? bytes, 'a.csv', schema);
      for (const [place, text] of before.rows) expect(after.rows.get(place)).toBe(text);
      if (before.result.rowsIn > 0) expect(after.result.rowsIn).toBe(before.result.rowsIn);
      expect(after.rows.size).toBeGreaterThanOrEqual(before.rows.size);
      const again = await planFixes(Buffer.from(planned?.bytes ?? bytes), 'a.csv', schema);
      expect(again?.fixes ?? []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe('validate --fix', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluice-fix-'));
    await mkdir(join(root, 'datasets/orders'), { recursive: true });
    await writeFile(join(root, 'datasets/orders/schema.json'), JSON.stringify(orders));
    await writeFile(join(root, 'datasets/orders/a.csv'), '\ufeffid;status\n1;shiped\n');
    await writeFile(join(root, 'datasets/orders/b.csv'), 'id;status\n2;shipped\n');
  });
  afterEach(() => rm(root, { recursive: true }));

  async function run(...args: string[]) {
    let [stdout, stderr] = ['', ''];
    const code = await main(args, {
      ...{ cwd: root, env: {}, now: () => new Date(0) },
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { code, stdout, stderr };
  }
  const content = (name: string) => readFile(join(root, 'datasets/orders', name), 'utf8');

  test('mends files in place, lists it, says how to take it back, and judges what came out', async () => {
    await chmod(join(root, 'datasets/orders/a.csv'), 0o640);
    expect(await run('--fix', '--plan')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^would fix /) });
    expect(await content('a.csv')).toMatch(/^\ufeff/);
    const untouched = await stat(join(root, 'datasets/orders/b.csv'));
    const { code, stdout, stderr } = await run('--fix');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'fixed datasets/orders/a.csv:1: a byte order mark becomes none',
      'fixed datasets/orders/a.csv:2: status: "shiped" becomes "shipped"',
      '',
    ]);
    expect(stderr).toMatch(/^2 fixes in 1 file: .*git checkout.*\n0 errors and 0 warnings/);
    expect(await content('a.csv')).toBe('id;status\n1;shipped\n');
    expect((await stat(join(root, 'datasets/orders/a.csv'))).mode & 0o777).toBe(0o640);
    expect((await stat(join(root, 'datasets/orders/b.csv'))).mtimeMs).toBe(untouched.mtimeMs);
    expect((await readdir(join(root, 'datasets/orders'))).sort()).toEqual(['a.csv', 'b.csv', 'schema.json']);
    expect((await run('--fix')).stderr).toMatch(/^0 fixes in 0 files\n/);
  });

  test('only in the paths that were given, and not through a link', async () => {
    await symlink('a.csv', join(root, 'datasets/orders/link.csv'));
    await run('--fix', 'datasets/orders/link.csv');
    expect(await content('a.csv')).toMatch(/^\ufeff/);
  });

  test('tells by line what it left, in text and as JSON', async () => {
    await writeFile(join(root, 'datasets/orders/b.csv'), 'id;status;note\r\n1;shiped;"a"b\r\n2;shiped;c\r\n');
    const { stdout } = await run('--fix', '--plan', 'datasets/orders/b.csv');
    expect(stdout.split('\n')).toEqual([
      'would fix datasets/orders/b.csv:3: status: "shiped" becomes "shipped"',
      expect.stringMatching(
        /^not fixed datasets\/orders\/b\.csv:2: line ends as before: .*; mend its quotes, and run --fix again$/,
      ),
      '',
    ]);
    const told = JSON.parse((await run('--fix', '--json', 'datasets/orders/b.csv')).stdout);
    expect(told).toMatchObject({ unmended: [{ kind: 'line-ends', line: 2, reason: 'not-a-record' }] });
    expect(await content('b.csv')).toBe('id;status;note\r\n1;shiped;"a"b\r\n2;shipped;c\r\n');
  });

  test('--json has the fixes beside the verdict', async () => {
    const { stdout } = await run('--fix', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ fixes: [{ kind: 'byte-order-mark' }, { kind: 'enum' }], findings: [] });
  });
});
