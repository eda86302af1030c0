import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAsciiTable } from './compile-ascii-table.ts';
import type { PairTable } from './pair-table.ts';
import { arbitraryExpression, arbitraryText } from './testing/arbitrary-expression.ts';
import { nativeTest } from './testing/native-test.ts';

/** Reads a text as the kernel does. */
function matches({ classes, ways, accepting }: PairTable, text: string): boolean {
  const codes = [...text].map((character) => classes[character.charCodeAt(0)] ?? 15);
  let state = 0;
  for (let at = 0; at < codes.length; at += 2) {
    state = ways[state * 256 + (codes[at] ?? 15) * 16 + (codes[at + 1] ?? 15)] ?? 0;
  }
  return accepting[state] === 1;
}

describe('compileAsciiTable', () => {
  it('says what ECMAScript says of texts of ASCII', () => {
    const texts = fc.array(
      arbitraryText.filter((text) => /^[\0-\x7f]*$/.test(text)),
      { minLength: 6, maxLength: 6 },
    );
    let tables = 0;
    let matched = 0;
    fc.assert(
      fc.property(arbitraryExpression, texts, (source, cases) => {
        const table = compileAsciiTable(source);
        if (table === undefined) return;
        tables++;
        for (const text of cases) {
          const expected = nativeTest(source, 'u', text);
          if (expected) matched++;
          expect([source, text, matches(table, text)]).toEqual([source, text, expected]);
        }
      }),
      { numRuns: 500 },
    );
    expect(tables).toBeGreaterThan(100);
    expect(matched).toBeGreaterThan(50);
  });

  it.each(['^S[0-9]{8}$', '^[a-z0-9._+-]+@[a-z0-9.-]+\\.[a-z]{2,10}$', '^\\+[0-9]{1,3} [0-9 ]{6,14}$', 'a|b'])(
    'knows %s',
    (source) => {
      expect(compileAsciiTable(source)).toBeDefined();
    },
  );

  it.each([
    ['with lookarounds', '(?=a)b'],
    ['with more than 256 states', '^[a-z]{300}$'],
    ['with more than 15 classes of characters', '^(?:a0|b1|c2|d3|e4|f5|g6|h7|i8|j9)$'],
  ])('leaves expressions %s to the text', (_, source) => {
    expect(compileAsciiTable(source)).toBeUndefined();
  });
});
