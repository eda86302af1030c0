import { describe, expect, it } from 'vitest';
import { compileRecordValidator } from './compile-record-validator.ts';
import { parseDatasetSchema } from './parse-dataset-schema.ts';
import { compileJsonSchema } from './record-ajv.ts';

function validator(properties: object, root: object = {}) {
  const read = parseDatasetSchema(JSON.stringify({ properties, ...root }), { name: 'orders', file: 'schema.json' });
  return 'schema' in read ? compileRecordValidator(read.schema) : expect.fail(JSON.stringify(read.findings));
}

const problems = (validate: ReturnType<typeof validator>, record: unknown) =>
  validate(record).map(({ keyword, path, column, expected }) => [keyword, path.join('.'), column?.name, expected]);

describe('compileRecordValidator', () => {
  it('gives every problem of a record, with the column that has it', () => {
    const user = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };
    const tags = { type: 'array', items: { type: 'string' } };
    const kind = { type: 'string', enum: ['a', 'b'], 'x-sluice': { sensitive: 'mask' } };
    const validate = validator(
      { quantity: { type: 'integer', minimum: 1, maximum: 9 }, user, tags, kind },
      { required: ['quantity', 'kind'], 'x-sluice': { format: 'ndjson' } },
    );
    expect(validate({ quantity: 3, user: { id: 1 }, tags: ['x'], kind: 'a' })).toEqual([]);
    expect(problems(validate, { quantity: 0, user: {}, tags: ['x', 1], kind: 'secret' })).toEqual([
      ['minimum', 'quantity', 'quantity', 'a number >= 1'],
      ['required', 'user.id', 'user_id', 'a value for id'],
      ['type', 'tags.1', 'tags', 'a string'],
      ['enum', 'kind', 'kind', 'one of a, b'],
    ]);
    expect(problems(validate, {})).toEqual([
      ['required', 'quantity', 'quantity', 'a value for quantity'],
      ['required', 'kind', 'kind', 'a value for kind'],
    ]);
    expect(problems(validate, [])).toEqual([['type', '', undefined, 'an object']]);
  });

  it.each([
    ['0', []],
    ['99.99', []],
    ['-0.5', ['minimum']],
    ['100', ['precision', 'maximum']],
    ['99.991', ['precision', 'maximum']],
    ['99.990', []],
    ['9.999', ['precision']],
    ['1e3', ['format']],
    ['', ['format']],
    [null, []],
  ])('judges the decimal %j exactly', (price, keywords) => {
    const own = { precision: 4, scale: 2, minimum: '0', maximum: '99.99' };
    const validate = validator({ price: { type: ['string', 'null'], format: 'decimal', 'x-sluice': own } });
    expect(validate({ price }).map(({ keyword }) => keyword)).toEqual(keywords);
  });

  it.each([
    ['date', '2024-02-29', true],
    ['date', '2023-02-29', false],
    ['date', '2024-2-9', false],
    ['date-time', '2026-01-01T00:00:00.123456Z', true],
    ['date-time', '2026-01-01T24:00:00Z', false],
    ['date-time', '2026-01-01T00:00:00', false],
    ['email', 'a@example.org', true],
    ['email', 'a@', false],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', true],
    ['ipv4', '256.1.1.1', false],
  ])('judges %s %s fully', (format, value, fine) => {
    expect(validator({ a: { type: 'string', format } })({ a: value })).toHaveLength(fine ? 0 : 1);
  });

  it('takes 19.99 as a multiple of 0.01', () => {
    const validate = validator({ a: { type: 'number', multipleOf: 0.01 } });
    expect(validate({ a: 19.99 })).toEqual([]);
    expect(problems(validate, { a: 19.995 })).toEqual([['multipleOf', 'a', 'a', 'a multiple of 0.01']]);
  });

  it('keeps rules between columns, and leaves out the echo of a branch', () => {
    const validate = validator(
      { kind: { type: 'string' }, amount: { type: ['number', 'null'] } },
      JSON.parse('{"if": {"properties": {"kind": {"const": "sale"}}}, "then": {"required": ["amount"]}}'),
    );
    expect(validate({ kind: 'gift' })).toEqual([]);
    expect(problems(validate, { kind: 'sale' })).toEqual([['required', 'amount', 'amount', 'a value for amount']]);
  });

  it('takes schemas that have one $id, one after the other', () => {
    const make = (maximum: number) =>
      validator({ a: { type: 'integer', maximum } }, { $id: 'https://example.org/same' });
    const [one, two] = [make(1), make(2)];
    expect([one({ a: 2 }).length, two({ a: 2 }).length]).toEqual([1, 0]);
  });

  it('counts the errors of a long list, but remembers the first of them only', () => {
    const json = {
      properties: { list: { type: 'array', items: { type: 'integer' } }, b: { anyOf: [{ const: 1 }, { const: 2 }] } },
    };
    const validate = compileJsonSchema(json);
    const list = new Array(50_000).fill('x');
    expect(validate({ list, b: 2 })).toBe(false);
    expect([validate.errors?.length, new Set(validate.errors).size]).toEqual([50_000, 20_000]);
    expect(validate({ list, b: 3 })).toBe(false);
    expect(validate.errors).toHaveLength(50_003);
  });
});
