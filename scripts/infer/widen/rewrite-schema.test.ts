import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { rewriteSchema } from './rewrite-schema.ts';

/** Members with a text of their own each: odd blanks, line breaks, escapes, long numbers. */
const member = fc.constantFrom(
  '{"type":   "string"}',
  '{ "type": "integer",\n        "minimum": 1.0 }',
  '{"enum":["a",  "b"] , "description":"caf\\u00e9"}',
  '[1,2,\n3]',
  '9007199254740993',
  '1.50',
  '"caf\\u00e9 \\/ bar"',
  '{ }',
);
const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), member, {
  minKeys: 1,
  maxKeys: 6,
  noNullPrototype: true,
});

const parse = (text: string): JsonObject => {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new TypeError('no object');
  return value;
};
const textOf = (all: Readonly<Record<string, string>>): string =>
  `{\n  "properties": {\n${Object.entries(all)
    .map(([key, value]) => `      "${key}" : ${value}`)
    .join(',\n')}\n  },"title":"x"}`;

describe('rewriteSchema', () => {
  it('is the text as it was where nothing changed', () => {
    fc.assert(
      fc.property(members, (all) => {
        const text = textOf(all);
        expect(rewriteSchema(text, parse(text), parse(text))).toBe(text);
      }),
    );
  });

  it('says what it is to say, and keeps the text of each member that did not change', () => {
    fc.assert(
      fc.property(members, fc.nat(), fc.constantFrom('change', 'remove', 'add'), (all, at, what) => {
        const text = textOf(all);
        const after = parse(text);
        const properties = isJsonObject(after['properties']) ? after['properties'] : {};
        const names = Object.keys(all);
        const name = names[at % names.length] ?? '';
        if (what === 'remove') delete properties[name];
        else properties[what === 'add' ? 'added_one' : name] = { type: ['number', 'null'] };
        const written = rewriteSchema(text, parse(text), after);
        expect(JSON.parse(written)).toEqual(after);
        expect(Object.keys(parse(written)['properties'] ?? {})).toEqual(Object.keys(properties));
        for (const [key, source] of Object.entries(all))
          if (key !== name || what === 'add') expect(written).toContain(`"${key}": ${source}`);
      }),
    );
  });
});
