import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFinding } from './finding.ts';
import { schemaCodes } from './findings.ts';
import { parseDatasetSchema } from './parse-dataset-schema.ts';
import { goldenFile } from './testing/golden-file.ts';

const testdata = join(import.meta.dirname, 'testdata');
const situations = await readdir(join(testdata, 'ok'));
const errors = await readdir(join(testdata, 'err'));
const schemaAt = (folder: string): Promise<string> => readFile(join(testdata, folder, 'schema.json'), 'utf8');
const options = { name: 'orders', file: 'datasets/orders/schema.json' };

describe('parseDatasetSchema', () => {
  it.each(situations)('reads %s', async (situation) => {
    const read = parseDatasetSchema(await schemaAt(`ok/${situation}`), options);
    if ('findings' in read) return expect.fail(read.findings.map(formatFinding).join('\n'));
    const { json: _json, hash, ...schema } = read.schema;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const actual = `${JSON.stringify(schema, null, 2)}\n`;
    expect(actual).toBe(await goldenFile(join(testdata, 'ok', situation, 'expected.json'), actual));
  });

  it.each(errors)('says what is wrong: %s', async (code) => {
    const read = parseDatasetSchema(await schemaAt(`err/${code}`), options);
    if ('schema' in read) return expect.fail('it was accepted');
    expect(new Set(read.findings.map((finding) => finding.code))).toEqual(new Set([code]));
    const actual = read.findings.map((finding) => `${formatFinding(finding)}\n`).join('');
    expect(actual).toBe(await goldenFile(join(testdata, 'err', code, 'expected.txt'), actual));
  });

  it('has a fixture and a heading in FINDINGS.md for every code, and no other', async () => {
    const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
    const headings = [...text.matchAll(/^## ([a-z-]+)$/gm)].map(([, heading]) => heading);
    expect(errors.sort()).toEqual([...schemaCodes].sort());
    expect(headings.sort()).toEqual([...schemaCodes].sort());
  });

  it('shows in FINDINGS.md what the fixtures give', async () => {
    const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
    for (const code of schemaCodes) {
      const [first] = (await readFile(join(testdata, 'err', code, 'expected.txt'), 'utf8')).split('\n');
      expect(text).toContain(`## ${code}\n`);
      expect(text).toContain(`    ${first}\n`);
    }
  });

  it('adapts names outside the lake, and takes the defaults given', () => {
    const text = '{"properties": {"Sold At": {"type": "string", "format": "date"}, "userId": {}}}';
    const defaults = { tolerance: 1, format: 'ndjson', unknownColumns: 'drop' } as const;
    const read = parseDatasetSchema(text, { ...options, names: 'adapt', defaults });
    expect(read).toMatchObject({
      schema: {
        ...defaults,
        columns: [
          { name: 'sold_at', path: ['Sold At'] },
          { name: 'user_id', path: ['userId'] },
        ],
      },
    });
  });

  it.each([
    ['{ "additionalProperties": true, ', 'drop'],
    ['{ "additionalProperties": false, ', 'fail'],
    ['{ "additionalProperties": { "type": "string" }, ', 'quarantine'],
    ['{ ', 'quarantine'],
    ['{ "additionalProperties": true, "x-sluice": { "unknownColumns": "fail" }, ', 'fail'],
    ['{ "additionalProperties": false, "x-sluice": { "unknownColumns": "quarantine" }, ', 'quarantine'],
  ])('takes %s… for unknown columns as %s', (begin, unknownColumns) => {
    const defaults = { unknownColumns: 'quarantine' } as const;
    const read = parseDatasetSchema(`${begin} "properties": { "id": {} } }`, { ...options, defaults });
    expect(read).toMatchObject({ schema: { unknownColumns } });
  });

  it('shows no value of a sensitive column', () => {
    const text = '{ "properties": { "mail": { "enum": "ann@example.org", "x-sluice": { "sensitive": "mask" } } } }';
    const read = parseDatasetSchema(text, options);
    expect('findings' in read ? read.findings.map(formatFinding) : []).toEqual([
      'datasets/orders/schema.json:1:37: enum: expected an array, got a value that is not shown; write enum as JSON Schema 2020-12 has it [schema-invalid]',
    ]);
  });

  it('refuses to leave out columns that the schema forbids', () => {
    const text =
      '{ "additionalProperties": false, "x-sluice": { "unknownColumns": "drop" }, "properties": { "id": {} } }';
    const read = parseDatasetSchema(text, options);
    expect('findings' in read ? read.findings.map(formatFinding) : []).toEqual([
      'datasets/orders/schema.json:1:66: unknownColumns: expected "fail" or "quarantine", since "additionalProperties" is false, got "drop"; change unknownColumns [keyword-value]',
    ]);
  });

  it('reads text with a byte order mark and with Windows line ends, and counts lines alike', () => {
    const text = '\uFEFF{\r\n  "properties": {\r\n    "A": {}\r\n  }\r\n}\r\n';
    const read = parseDatasetSchema(text, options);
    expect(read).toMatchObject({ findings: [{ code: 'column-name', place: { line: 3, column: 5 } }] });
  });
});

describe('parseDatasetSchema never throws', () => {
  const judge = (text: string): void => {
    const read = parseDatasetSchema(text, options);
    if ('findings' in read) {
      expect(read.findings.length).toBeGreaterThan(0);
      for (const { place, code } of read.findings) {
        expect(schemaCodes).toContain(code);
        expect(place.line).toBeGreaterThan(0);
      }
    } else expect(read.schema.columns.length).toBeGreaterThan(0);
  };

  it('on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), judge));
  });

  it('on any JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), judge));
  });

  it('on JSON made of the words of schemas', () => {
    const words = [
      ...[
        '$schema',
        '$ref',
        '$defs',
        '$id',
        '$anchor',
        '$dynamicRef',
        'type',
        'properties',
        'items',
        'anyOf',
        'allOf',
        'not',
        'if',
      ],
      ...[
        'required',
        'enum',
        'const',
        'format',
        'pattern',
        'patternProperties',
        'minimum',
        'multipleOf',
        'x-sluice',
        'primaryKey',
      ],
      ...[
        'onDuplicate',
        'rule',
        'by',
        'formats',
        'aliases',
        'precision',
        'scale',
        'sensitive',
        'timeZone',
        'dialect',
        '__proto__',
      ],
      ...[
        'constructor',
        'toString',
        'a',
        'b_c',
        'unevaluatedProperties',
        'prefixItems',
        'dependentRequired',
        'nullTokens',
      ],
    ];
    const values = [
      ...[
        'string',
        'integer',
        'number',
        'object',
        'array',
        'null',
        'date',
        'date-time',
        'decimal',
        '#',
        '#/properties/a',
        '#/%',
        '(',
      ],
      ...['YYYY-MM-DD', '1,234.5', 'latest', 'mask', 'UTC', 'a', 'b_c', '0', 'dataset.schema.json', '__proto__'],
    ];
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<unknown>(...values, true, false, null, 0, -1, 1e99),
        fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 6 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    const object = fc.dictionary(fc.constantFrom(...words), tree, { maxKeys: 6 });
    const rooted = fc.tuple(object, object).map(([root, properties]) => ({ ...root, type: 'object', properties }));
    fc.assert(
      fc.property(fc.oneof(rooted, tree), (value) => judge(JSON.stringify(value) ?? 'null')),
      { numRuns: 300 },
    );
  });

  it('on a fixture with a piece cut out', async () => {
    const texts = await Promise.all(
      [...situations.map((one) => `ok/${one}`), ...errors.map((one) => `err/${one}`)].map(schemaAt),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 20 }), (text, from, length) => {
        const at = from % text.length;
        judge(text.slice(0, at) + text.slice(at + length));
      }),
      { numRuns: 200 },
    );
  });

  it('on nesting that would overflow a stack, and on references that multiply', () => {
    judge('['.repeat(100_000));
    judge(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    judge(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    judge(`${'{"properties":{"a":'.repeat(90)}{}${'}}'.repeat(90)}`);
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [
        `d${level}`,
        { type: 'object', properties: { l: { $ref: `#/$defs/d${level + 1}` }, r: { $ref: `#/$defs/d${level + 1}` } } },
      ]),
    );
    judge(JSON.stringify({ properties: { a: { $ref: '#/$defs/d0' } }, $defs: { ...$defs, d40: { type: 'string' } } }));
  });
});
