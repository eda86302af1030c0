import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinear } from './is-linear.ts';
import { modesOf, parseExpression } from './parse-expression.ts';
import { Backtracker } from './testing/backtrack.ts';

const modes = modesOf('u');

function patternOf(source: string) {
  const pattern = parseExpression(source, 'u');
  return 'refused' in pattern ? expect.fail(`${source}: ${pattern.refused.problem}`) : pattern;
}

function stepsOf(source: string, text: string): number {
  const matcher = new Backtracker(text, modes);
  expect(matcher.test(patternOf(source)), JSON.stringify([source, text])).toBe(new RegExp(source, 'u').test(text));
  return matcher.steps;
}

const character = fc.constantFrom('a', 'b', '-', '\\d', '\\w', '[ab]', '[^a]', '.', '\\W');
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?');
const { sequence } = fc.letrec<{ sequence: string; term: string }>((tie) => ({
  sequence: fc.array(tie('term'), { minLength: 1, maxLength: 4, size: 'max' }).map((terms) => terms.join('')),
  term: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.tuple(character, quantifier).map((one) => one.join('')),
    fc.constantFrom('$', '\\b'),
    fc
      .tuple(fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }), quantifier)
      .map(([sequences, times]) => `(?:${sequences.join('|')})${times}`),
  ),
}));
const lookaheads = fc.array(
  fc.tuple(fc.constantFrom('(?=', '(?!'), sequence, fc.constant(')')).map((one) => one.join('')),
  {
    maxLength: 2,
  },
);
const anchored = fc
  .tuple(
    fc.constant('^'),
    lookaheads.map((looks) => looks.join('')),
    sequence,
    fc.constantFrom('$', '', '!'),
  )
  .map((parts) => parts.join(''));

describe('isLinear', () => {
  it.each([
    '(a+)+$',
    '^(a+)+$',
    'a+$',
    '^a*a*$',
    '^(?:a|a)*$',
    '^\\w+\\d+$',
    '^(?:a?){30}a{30}$',
    '^a*(?:ab?|b)*$',
    '^(?=(a*)*$)',
  ])('does not claim %s', (source) => {
    expect(isLinear(patternOf(source), modes)).toBe(false);
  });

  it('claims only expressions of which a backtracking matcher tries so much more as the text is longer', () => {
    const units = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), minLength: 1, maxLength: 3 });
    let proven = 0;
    const property = fc.property(anchored, units, fc.constantFrom('', '!', 'a!'), (source, unit, end) => {
      fc.pre(/[*+]|\{2,\}/.test(source) && isLinear(patternOf(source), modes));
      proven++;
      const [short, long] = [40, 160].map((times) => stepsOf(source, unit.repeat(times) + end));
      // Four times the text: quadratic would be sixteen times the steps. What does not depend on the text is the 2,000.
      expect(long, JSON.stringify([source, unit, end])).toBeLessThan(6 * (short ?? 0) + 2000);
    });
    fc.assert(property, { numRuns: 400, maxSkipsPerRun: 200 });
    expect(proven).toBeGreaterThanOrEqual(400);
  });

  it('would notice a quadratic expression', () => {
    const [short, long] = [40, 160].map((times) => stepsOf('^a*a*!', 'a'.repeat(times)));
    expect(long).toBeGreaterThan(6 * (short ?? 0) + 2000);
  });
});
