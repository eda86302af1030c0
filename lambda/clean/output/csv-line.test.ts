import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv-line.ts';

it.each([
  [[null, 'a', 1], ',a,1\n'],
  [['a,b', 'a"b', 'a\nb', 'a\rb'], '"a,b","a""b","a\nb","a\rb"\n'],
  [[' a', 'a\t', '\u00a0a', 'a b'], '" a","a\t","\u00a0a",a b\n'],
])('%j is %j', (values, line) => {
  expect(csvLine(values)).toBe(line);
});

it('is read back as it was, also by a reader that trims', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (values) => {
      expect(parse(csvLine(values), { record_delimiter: '\n', trim: true })).toEqual([values]);
    }),
  );
});
