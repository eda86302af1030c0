import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../schema/finding.ts';
import type { QuarantinedRecord } from './clean-file.ts';
import { runClean, schemaOf } from './testing/run-clean.ts';

/** All that is said of a file: findings, then `row: reason` for each reason. */
async function told(
  text: string | Uint8Array,
  properties: object,
  own: object = {},
  keywords: object = {},
): Promise<string[]> {
  const schema = schemaOf({ type: 'object', 'x-sluice': { tolerance: 1, ...own }, properties, ...keywords });
  const { result, quarantine } = await runClean(text, schema);
  const records: QuarantinedRecord[] = quarantine
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return [
    ...result.findings.map(formatFinding),
    ...records.flatMap(({ row, reasons }) => reasons.map(({ column, message }) => `${row}: ${column}: ${message}`)),
  ];
}

const text = { type: 'string' };
const integer = { type: 'integer' };
const mask = { 'x-sluice': { sensitive: 'mask' } };

describe('a delimiter at the end of every line', () => {
  it('makes no column, as long as nothing stands behind it', async () => {
    expect(await told('id,a,\n1,x,\n2,y,"" \n', { id: integer, a: text })).toEqual([]);
    expect(await told('id,a,\n1,x,\n2,y,z\n', { id: integer, a: text })).toEqual([
      '2: null: expected values in columns of the schema only, got one in field 3, which the header does not name; name it in the header, or take the value out',
    ]);
  });

  it('is no excuse for a field without a name elsewhere', async () => {
    expect(await told(',id\n0,1\n', { id: integer })).toEqual([
      'orders/input.csv:1: expected only columns of the schema: "id", got a field without a name; name it, take it out of the header and every row, or set "unknownColumns" to "drop" [unknown-column]',
    ]);
  });

  it('is dropped with what stands behind it where unknown columns are', async () => {
    expect(await told('id,\n1,x\n', { id: integer }, { unknownColumns: 'drop' })).toEqual([
      'orders/input.csv:1: expected only columns of the schema, got "", which were left out [columns-dropped]',
    ]);
  });
});

describe('messages', () => {
  it('suggest no name for a single letter', async () => {
    expect((await told('a,z\nx,y\n', { a: text }))[0]).not.toContain('did you mean');
  });

  it('name the nested names that JSON records should have', async () => {
    const user = { type: 'object', properties: { id: integer } };
    expect(await told('{"user_id":1}\n', { user }, { format: 'ndjson' })).toEqual([
      'orders/input.csv:1: "user_id": expected only columns of the schema: "user.id", got "user_id"; did you mean "user.id"? add it to the schema or to an alias, or set "unknownColumns" to "drop" [unknown-column]',
    ]);
  });

  it('tell once of a JSON file that was cut inside gzip', async () => {
    const whole = gzipSync(`[${'{"id":1},'.repeat(5000)}{"id":2}]`);
    const messages = await told(whole.subarray(0, -20), { id: integer }, { format: 'json' });
    expect(messages.filter((message) => message.includes('[file-cut]'))).toHaveLength(1);
  });

  it('say where in a list the fault is', async () => {
    const items = { type: 'object', properties: { n: integer }, required: ['n'] };
    expect(await told('{"t":[{"n":1},{"n":"x"},{}]}\n', { t: { type: 'array', items } }, { format: 'ndjson' })).toEqual(
      [
        '1: t: expected an integer at /1/n, got "[{\\"n\\":1},{\\"n\\":\\"x\\"},{}]"; correct it, or change "type" in the schema',
        expect.stringMatching(/^1: t: expected a value at \/2\/n, got /),
      ],
    );
  });

  it('say what to do about a value that another one asks for', async () => {
    const rule = { dependentRequired: { a: ['b'] } };
    expect(await told('a,b\nx,\n', { a: text, b: text }, {}, rule)).toEqual([
      '1: b: expected a value for b beside a, got none; fill it in, or change "dependentRequired" in the schema',
    ]);
  });

  it.each([
    ['in another case', 'secret,note\nAnna,about ANNA\n', {}],
    ['with accents composed otherwise', 'secret,note\nRene\u0301,\u00e9t\u00e9 ren\u00e9\n', {}],
    ['as a value in a list', 'secret,note\n"[""k1"",{""a"":""b2c""}]",has b2c in it\n', { type: 'array' }],
    ['in its canonical form', 'secret,note\n"1,234",no 1234\n', { type: 'integer', formats: ['1,234'] }],
  ])(
    'hold no sensitive value %s',
    async (_, file, { type = 'string', formats }: { type?: string; formats?: string[] }) => {
      const secret = { type, 'x-sluice': { sensitive: 'mask', ...(formats === undefined ? {} : { formats }) } };
      expect(await told(file, { secret, note: { ...text, maxLength: 1 } })).toEqual([
        '1: note: expected at most 1 character, got a value that is not shown; shorten or complete it, or change the schema',
      ]);
    },
  );

  it('show a cell that holds no sensitive value', async () => {
    expect(
      (await told('secret,note\nAnna,Bob\n', { secret: { ...text, ...mask }, note: { ...text, maxLength: 1 } }))[0],
    ).toContain('got "Bob"');
  });
});

describe('the tolerance', () => {
  it.each([
    [0.29, 29, true],
    [0.29, 30, false],
    [0.07, 7, true],
    [0, 0, true],
    [0, 1, false],
  ])('of %d takes %i bad rows of a hundred: %s', async (tolerance, bad, taken) => {
    const rows = Array.from({ length: 100 }, (_, row) => (row < bad ? 'x' : row));
    const findings = await told(`a\n${rows.join('\n')}\n`, { a: integer }, { tolerance });
    expect(findings.some((message) => message.includes('too-many-rejects'))).toBe(!taken);
  });
});
