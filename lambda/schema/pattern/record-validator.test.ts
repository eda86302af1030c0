import { describe, expect, it } from 'vitest';
import { compileRecordValidator } from '../compile-record-validator.ts';
import { parseDatasetSchema } from '../parse-dataset-schema.ts';

function validatorOf(schema: object) {
  const read = parseDatasetSchema(JSON.stringify(schema), { name: 'hostile', file: 'schema.json' });
  return 'schema' in read ? compileRecordValidator(read.schema) : expect.fail(JSON.stringify(read.findings));
}

const hostile = 50_000;

describe('a schema whose patterns backtrack', () => {
  const validate = validatorOf({
    properties: {
      id: { type: 'string', pattern: '^(\\w+\\s?)*$' },
      code: { type: 'string', pattern: '(a|aa)+$' },
      site: { type: 'string', format: 'url' },
      more: { type: 'object', patternProperties: { '^(x+x+)+y$': { type: 'integer' } }, additionalProperties: true },
    },
    'x-sluice': { format: 'ndjson' },
  });

  it('judges every record of a hostile file, and rightly', () => {
    const good = { id: 'one two ', code: 'aaa', site: 'https://example.org/a', more: { xxxxy: 1, x: 'x' } };
    const bad = {
      id: `${'a'.repeat(hostile)}!`,
      code: `${'a'.repeat(hostile)}!`,
      site: `http://${':'.repeat(hostile)} `,
      more: { [`${'x'.repeat(hostile)}!`]: 'x', [`${'x'.repeat(100)}y`]: 'x' },
    };
    const records = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? good : bad));
    const keywords = records.map((record) => validate(record).map(({ keyword }) => keyword));
    expect(keywords.filter((found) => found.length === 0)).toHaveLength(20);
    for (const found of keywords.filter((one) => one.length > 0)) {
      expect(found.sort()).toEqual(['format', 'pattern', 'pattern', 'type']);
    }
  });

  it('is matched against names of its own properties in bounded time, and refuses one described twice', () => {
    const name = `${'a'.repeat(100)}_b`;
    const schemaWith = (pattern: string) =>
      JSON.stringify({ properties: { [name]: {} }, patternProperties: { [pattern]: { type: 'string' } } });
    const options = { name: 'hostile', file: 'schema.json' };
    expect(parseDatasetSchema(schemaWith('^(a+)+$'), options)).toHaveProperty('schema');
    expect(parseDatasetSchema(schemaWith('^(a+)+_b$'), options)).toMatchObject({
      findings: [{ code: 'schema-refused', got: expect.stringContaining('matches pattern "^(a+)+_b$" too') }],
    });
  });
});
