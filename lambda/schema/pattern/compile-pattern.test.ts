import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './compile-expression.ts';
import { compilePattern } from './compile-pattern.ts';
import { arbitraryExpression, arbitraryText } from './testing/arbitrary-expression.ts';
import { nativeTest } from './testing/native-test.ts';
import { textMatcherOf } from './testing/text-matcher-of.ts';

const million = 1_000_000;
const fill = (unit: string, length = million): string => Buffer.from(unit.repeat(length / unit.length)).toString();

describe('compilePattern', () => {
  it('says what ECMAScript says, of any expression and text', () => {
    let matched = 0;
    let judged = 0;
    const flags = fc.constantFrom('u', 'u', 'u', 'iu', 'mu', 'su', 'imsu');
    const texts = fc.array(arbitraryText, { minLength: 6, maxLength: 6 });
    const property = fc.property(arbitraryExpression, flags, texts, (source, mode, cases) => {
      const compiled = compileExpression(source, mode);
      fc.pre(!('refused' in compiled));
      const automaton = textMatcherOf(source, mode);
      for (const text of cases) {
        const expected = nativeTest(source, mode, text);
        judged++;
        if (expected) matched++;
        expect([automaton.test(text), compiled.test(text)], JSON.stringify([source, mode, text])).toEqual([
          expected,
          expected,
        ]);
      }
    });
    fc.assert(property, { numRuns: 600 });
    // A grammar whose expressions all match, or none, would prove nothing.
    expect(matched / judged).toBeGreaterThan(0.1);
    expect(matched / judged).toBeLessThan(0.9);
  });

  it.each([
    ['(a+)+$', `${fill('a')}!`],
    ['(a|aa)+$', `${fill('a')}!`],
    ['^(a|a?)+$', `${fill('a')}!`],
    ['^(\\w+\\s?)*$', `${fill('ab ')}!`],
    ['(.*a){12}', fill('b')],
    ['(.*a){12}$', `${fill('a')}b`],
    ['a+$', `${fill('a')}b`],
    ['\\s+$', `${fill(' ')}x`],
    ['^\\S+@\\S+\\.\\S+$', `${fill('@.')} `],
    [
      '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
      fill('a'),
    ],
    ['^(?:\\p{L}+\\p{M}*)+$', `${fill('é')}!`],
    ['(?=(a+)+$)b', fill('a')],
    ['(?<=^(a|aa)+)b', fill('a')],
  ])('tests %s in a few steps a character, however hostile the text', (source, text) => {
    const automaton = textMatcherOf(source);
    expect(compilePattern(source)).toMatchObject({ kind: 'automaton' });
    expect(automaton.test(text)).toBe(false);
    expect(automaton.steps).toBeLessThan(4 * million);
    expect(automaton.test(text)).toBe(false);
    expect(automaton.steps).toBeLessThan(8 * million);
  });

  it('walks at most every state for each character when states are too many to remember', () => {
    const source = '(?:a|b)*a(?:a|b){200}c';
    const automaton = textMatcherOf(source);
    let state = 1;
    const text = Array.from({ length: 50_000 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state & 0x10000 ? 'a' : 'b';
    }).join('');
    expect(automaton.test(text)).toBe(false);
    expect(automaton.test(`${text}c`)).toBe(text.at(-201) === 'a');
    // 4 instructions a copy, and some around them.
    expect(automaton.steps).toBeLessThan(2 * text.length * (4 * 200 + 10));
  });

  it.each([
    '^[A-Z]{3}-\\d{4}$',
    '^\\d+(?:\\.\\d{1,2})?$',
    '^(?:AD|AE|AF)$',
    '^(?:cat|category)$',
    '^[^@]+@[^@]+$',
    '^(?=.*\\d)(?=.*[a-z])(?!.*\\s).{8,}$',
    '^.+\\.csv$',
    '^.{0,60000}$',
    '_id$',
  ])('leaves %s to the native engine', (source) => {
    expect(compilePattern(source)).toMatchObject({ kind: 'native' });
  });

  it('leaves texts to the automaton at which the native stack overflows', () => {
    const compiled = compilePattern('^\\p{Script=Han}*x');
    const text = '\u6f22'.repeat(16 * million);
    expect(() => /^\p{Script=Han}*x/u.test(text)).toThrow(RangeError);
    expect(compiled).toMatchObject({ kind: 'native' });
    expect('refused' in compiled || compiled.test(text)).toBe(false);
    expect('refused' in compiled || compiled.test(`${text}x`)).toBe(true);
  });

  it.each([
    ['no expression', '(', 'invalid', 'Unterminated group'],
    ['a back reference', '^(a)\\1$', 'unbounded', 'the back reference \\1'],
    ['a named back reference', '(?<a>x)\\k<a>', 'unbounded', 'the back reference \\k<a>'],
    ['counts', '(?:(?:a|b){100}){100}!', 'unbounded', 'states once repetitions are written out, more than 5000'],
    ['counts that nobody could write out', '(?:((a{999}){999}){999}|b)+', 'unbounded', 'more than 5000'],
    ['what is too large for long texts', '^[a-z]{5001}[0-9]*$', 'unbounded', 'more than 5000'],
    ['lookarounds', `${'(?=a)'.repeat(9)}b`, 'unbounded', '9 lookarounds, more than 8'],
    ['nesting', `${'('.repeat(201)}${')'.repeat(201)}`, 'unbounded', 'nested more than 200 deep'],
    ['length', 'a'.repeat(20_001), 'unbounded', '20001 characters, more than 20000'],
  ])('refuses %s', (_name, source, kind, problem) => {
    const compiled = compilePattern(source);
    expect(compiled).toMatchObject({ refused: { kind, problem: expect.stringContaining(problem) } });
  });

  it.each([
    ['^(?i:a|)b$', 'Ab', true],
    ['^(?i:a|)b$', 'AB', false],
    ['^(?i:k)k$', '\u212ak', true],
    ['^(?i:k)k$', '\u212a\u212a', false],
    ['(?i:)\\w', '\u017f', false],
    ['^(?s:.).$', '\na', true],
    ['^(?s:.).$', '\n\n', false],
    ['(?m:^a$)', 'b\u2028a\r', true],
    ['(?-i:a(?i:b))', 'aB', true],
    ['(?i:a(?-i:b))', 'AB', false],
  ])('gives the modifiers of %s to their group only: %j', (source, text, expected) => {
    const compiled = compilePattern(source);
    expect('refused' in compiled || compiled.test(text)).toBe(expected);
  });

  it('begins no match inside a character, as V8 does against ECMAScript', () => {
    expect(/\B/u.test('a\u{1f600}a')).toBe(true);
    const compiled = compilePattern('\\B');
    expect('refused' in compiled || compiled.test('a\u{1f600}a')).toBe(false);
  });

  it('remembers a pattern by its source', () => {
    expect(compilePattern('^remembered$')).toBe(compilePattern('^remembered$'));
  });
});
