import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonPath, parseJsonDocument } from '../../../lambda/schema/json-document.ts';
import { parsePlacedJson } from './parse-placed-json.ts';

function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

describe('parsePlacedJson', () => {
  it('places every value and key where the other parser does', async () => {
    const layout = fc.constantFrom(undefined, 1, 2, '\t');
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), layout, ends, fc.boolean(), async (value, indent, end, mark) => {
        const text = (mark ? '\uFEFF' : '') + JSON.stringify(value, undefined, indent).replaceAll('\n', end);
        const [ours, other] = [await parsePlacedJson(text, 'f'), parseJsonDocument(text, 'f')];
        if ('findings' in ours || 'findings' in other) throw new RangeError('expected documents');
        expect(ours.document.value).toEqual(other.document.value);
        for (const path of [...pathsOf(value), ['no', 'such', 0]]) {
          expect(ours.document.placeOf(path)).toEqual(other.document.placeOf(path));
          expect(ours.document.placeOfKey(path)).toEqual(other.document.placeOfKey(path));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('places characters of texts where the other parser does, escapes as they are written', async () => {
    const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const unit = fc
      .tuple(fc.constantFrom('a', 'é', '\n', '"', '\\', '\t', '/', '\ud83d'), fc.boolean())
      .map(([value, long]) => (long ? escaped(value) : JSON.stringify(value).slice(1, -1)));
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 20 }), fc.nat(25), async (units, offset) => {
        const text = `{\n  "a": ["${units.join('')}", 12]\n}`;
        const [ours, other] = [await parsePlacedJson(text, 'f'), parseJsonDocument(text, 'f')];
        if ('findings' in ours || 'findings' in other) throw new RangeError('expected documents');
        const column = '  "a": ["'.length + 1 + units.slice(0, offset).join('').length;
        expect(ours.document.placeInText(['a', 0], offset)).toEqual({ file: 'f', line: 2, column });
        for (const path of [['a', 0], ['a', 1], ['a'], ['no']])
          expect(ours.document.placeInText(path, offset)).toEqual(other.document.placeInText(path, offset));
      }),
    );
  });

  it('says of any text what the other parser says', async () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"b\\n"',
      ':',
      ',',
      '1',
      'null',
      ' ',
      '\n',
      '"',
      '\\',
      'x',
    );
    const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const [ours, other] = [await parsePlacedJson(text, 'f'), parseJsonDocument(text, 'f')];
        const said = (read: object) =>
          'findings' in read && Array.isArray(read.findings)
            ? read.findings.map(({ code, place, got }) => ({ code, place, got }))
            : 'document';
        expect(said(ours)).toEqual(said(other));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses nesting that would overflow', async () => {
    const read = await parsePlacedJson('['.repeat(100_000), 'f');
    expect(read).toMatchObject({ findings: [{ code: 'json-syntax', got: 'more than 200 nested brackets' }] });
  });
});
