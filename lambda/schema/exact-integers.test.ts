import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRecordValidator } from './compile-record-validator.ts';
import { formatFinding } from './finding.ts';
import { parseDatasetSchema } from './parse-dataset-schema.ts';

const parse = (text: string) => parseDatasetSchema(text, { name: 'orders', file: 'schema.json' });

/** Judges one integer by keywords as a schema's text writes them. @returns what was expected of it */
function judge(keywords: string, value: bigint): string[] {
  const read = parse(`{ "type": "object", "properties": { "n": { "type": "integer", ${keywords} } } }`);
  if ('findings' in read) return expect.fail(read.findings.map(formatFinding).join('\n'));
  const exact = Number.isSafeInteger(Number(value)) ? undefined : new Map([['/n', value]]);
  return compileRecordValidator(read.schema)({ n: Number(value) }, exact).map(({ expected }) => expected);
}

const large = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }).chain((value) => fc.constantFrom(value, -value));
/** Neighbours beyond 2^53, which as doubles are mostly one. */
const close = fc.tuple(large, fc.bigInt({ min: -3n, max: 3n })).map(([one, step]) => [one, one + step] as const);

const keywords: readonly (readonly [string, (value: bigint, limit: bigint) => boolean])[] = [
  ['minimum', (value, limit) => value >= limit],
  ['exclusiveMinimum', (value, limit) => value > limit],
  ['maximum', (value, limit) => value <= limit],
  ['exclusiveMaximum', (value, limit) => value < limit],
  ['const', (value, limit) => value === limit],
];

describe('integers beyond 2^53', () => {
  it.each(keywords)('are judged exactly by %s', (keyword, allows) => {
    fc.assert(
      fc.property(close, ([value, limit]) => {
        expect(judge(`"${keyword}": ${limit}`, value).length === 0).toBe(allows(value, limit));
      }),
      { numRuns: 100 },
    );
  });

  it('are judged exactly by multipleOf', () => {
    fc.assert(
      fc.property(large, fc.constantFrom('2', '3', '10', '0.5', '1.5', '9007199254740993'), (value, of) => {
        const [units, scale] = of.includes('.') ? [BigInt(of.replace('.', '')), 10n] : [BigInt(of), 1n];
        expect(judge(`"multipleOf": ${of}`, value).length === 0).toBe((value * scale) % units === 0n);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['"enum": [1, 9007199254740993]', 9007199254740993n, []],
    ['"enum": [1, 9007199254740993]', 9007199254740992n, ['one of 1, 9007199254740993']],
    ['"minimum": 9223372036854775807', 9223372036854775806n, ['a number >= 9223372036854775807']],
    ['"minimum": 9223372036854775807', 5n, ['a number >= 9223372036854775807']],
    ['"minimum": 9e18', 8999999999999999999n, ['a number >= 9000000000000000000']],
    ['"anyOf": [{ "minimum": 9007199254740993 }, { "const": 1 }]', 9007199254740993n, []],
    ['"not": { "maximum": 9007199254740993 }', 9007199254740994n, []],
    ['"minimum": 0.5, "const": 9007199254740993', 9007199254740993n, []],
  ])('%s of %d: %j', (written, value, expected) => {
    expect(judge(written, value)).toEqual(expected);
  });

  it('leave the judging of other values as it is', () => {
    const read = parse(`{ "properties": {
      "n": { "type": "integer" }, "x": { "type": "number", "minimum": 0.5, "multipleOf": 0.01 },
      "s": { "enum": ["a", "b"] }, "o": { "type": "object", "const": { "a": [1] } } } }`);
    if ('findings' in read) return expect.fail(read.findings.map(formatFinding).join('\n'));
    const validate = compileRecordValidator(read.schema);
    for (const record of [
      { n: 2 ** 60, x: 19.99, s: 'a', o: { a: [1] } },
      { n: 2 ** 60, x: 0.4, s: 'c', o: { a: [2] } },
    ])
      expect(new Set(validate(record, new Map([['/n', 2n ** 60n + 1n]])))).toEqual(new Set(validate(record)));
  });

  it('of which two have one double are refused', () => {
    const read = parse(
      '{ "properties": { "n": { "type": "integer", "enum": [\n9007199254740993,\n9007199254740992] } } }',
    );
    expect('findings' in read ? read.findings.map(formatFinding) : []).toEqual([
      'schema.json:3:1: expected integers beyond 2^53 that doubles tell apart from 9007199254740993, which comes before, got 9007199254740992; write one of the two in both places, or integers further apart [keyword-value]',
    ]);
  });

  it('change the hash', () => {
    const hashes = ['9007199254740992', '9007199254740993'].map((bound) => {
      const read = parse(`{ "properties": { "n": { "type": "integer", "minimum": ${bound} } } }`);
      return 'schema' in read ? read.schema.hash : '';
    });
    expect(new Set(hashes).size).toBe(2);
  });
});
