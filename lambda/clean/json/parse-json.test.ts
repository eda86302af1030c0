import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson, toPlain } from './json-value.ts';
import { parseJson } from './parse-json.ts';

const parseOrUndefined = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};
const ours = (text: string): { value: unknown } | undefined => {
  const parsed = parseJson(text, 100);
  return 'value' in parsed ? { value: toPlain(parsed.value) } : undefined;
};

describe('parseJson', () => {
  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(ours(spaced)).toEqual(parseOrUndefined(spaced));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '01',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '\\u00',
      '\u00a0',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!/"a"\s*:[\s\S]*"a"\s*:/.test(text));
        expect(ours(text)).toEqual(parseOrUndefined(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps numbers as written, and a name like __proto__ harmless', () => {
    const parsed = parseJson('{"__proto__": {"polluted": 1}, "n": 9007199254740993, "d": 1.50}', 5);
    const text = 'value' in parsed ? toCanonicalJson(parsed.value) : undefined;
    expect(text).toBe('{"__proto__":{"polluted":1},"d":1.5,"n":9007199254740993}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('refuses a name that comes twice, and nesting beyond the limit, also a million deep', () => {
    expect(parseJson('{"a":1,"a":1}', 5)).toMatchObject({ fault: { code: 'json-duplicate-name' } });
    expect(parseJson('[[[1]]]', 2)).toMatchObject({ fault: { code: 'json-depth' } });
    expect(parseJson('['.repeat(1_000_000), 64)).toMatchObject({ fault: { code: 'json-depth' } });
  });

  it('tells the place by line and character', () => {
    expect(parseJson('{"a": 1,\n  b}', 5)).toMatchObject({
      fault: { got: "something else at character 3 of the record's line 2" },
    });
  });
});
