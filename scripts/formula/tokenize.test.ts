import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';

const piece = fc.oneof(
  fc.constantFrom(
    "'a\\'b'",
    '"x"',
    '{A b}',
    '$' + '{P}',
    'name',
    'a.b',
    'é',
    'नाम',
    '1.5e3',
    '<>',
    '!=',
    '[',
    '!',
    '/',
    '//c\n',
    '/* * */',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom(' ', '\n', '\t'),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('tokenize', () => {
  it('covers every character once: tokens in order, and between them space and comments only', () => {
    fc.assert(
      fc.property(text, (given) => {
        const lexed = tokenize(given);
        if (!('tokens' in lexed)) {
          expect(lexed.error.offset).toBeLessThan(given.length);
          return;
        }
        let at = 0;
        for (const { start, end, kind } of lexed.tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(given.slice(at, start)).toMatch(/^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*$/);
          expect(end > start || kind === 'end').toBe(true);
          at = end;
        }
        expect(at).toBe(given.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["concat('a", "a closing '", 7],
    ['{Sales', 'a closing }', 0],
    ['1 /* x', 'a closing */', 2],
    ['{a} ; {b}', 'an operator, a name or a value', 4],
  ])('%s', (given, expected, offset) => {
    expect(tokenize(given)).toMatchObject({ error: { expected, offset } });
  });

  it('takes names of every script, with their marks', () => {
    expect(tokenize('größe + नाम + 名前')).toMatchObject({
      tokens: ['größe', '+', 'नाम', '+', '名前', ''].map((word) => ({ text: word })),
    });
  });
});
