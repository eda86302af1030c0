import { isLinear } from './is-linear.ts';
import { measureAlternatives } from './measure-expression.ts';
import { modesOf, parseExpression, type Refusal } from './parse-expression.ts';
import { TextMatcher } from './text-matcher.ts';

/** A regular expression whose test takes time linear in the text's length. */
export interface BoundedExpression {
  /** What `RegExp.prototype.test` says. */
  test(text: string): boolean;
  /** Whether JavaScript's own engine runs it or an automaton of ours. */
  readonly kind: 'native' | 'automaton';
}

/** Most instructions of an automaton: a character costs at most one walk over them. */
export const mostStates = 5_000;
/** Most lookarounds: each has its bit in a byte. */
export const mostLookarounds = 8;
/** Longest text, in UTF-16 code units, that the native engine gets: at some 4,000,000 its stack for going back overflows. */
export const longestNative = 1_000_000;

const unbounded = (problem: string, fix: string): { refused: Refusal } => ({
  refused: { kind: 'unbounded', problem, fix },
});

/**
 * Compiles a regular expression, so that no text can make its test slow.
 * @param source as between the slashes of a literal
 * @param flags any of `u`, `i`, `m`, `s`, `g`
 * @returns the expression, or why it is refused: it is none, or no bound on its time can be given
 */
export function compileExpression(source: string, flags: string): BoundedExpression | { refused: Refusal } {
  const pattern = parseExpression(source, flags);
  if ('refused' in pattern) return pattern;
  const modes = modesOf(flags);
  const { states, lookarounds, isEndless, backReference } = measureAlternatives(pattern.alternatives);
  if (backReference !== undefined) {
    const fix = 'write out what may stand there, or judge it by a quality rule of the table';
    return unbounded(`the back reference ${backReference}`, fix);
  }
  const isSmall = states <= mostStates && lookarounds <= mostLookarounds;
  // Without end and too large for an automaton, nothing could test a text at which the native stack overflows.
  if ((isSmall || !isEndless) && isLinear(pattern, modes)) {
    const native = new RegExp(source, flags.replace('g', ''));
    let matcher: TextMatcher | undefined;
    const testLong = (text: string): boolean => {
      matcher ??= new TextMatcher(pattern, modes);
      return matcher.test(text);
    };
    return {
      kind: 'native',
      test: (text) => (text.length > longestNative && isSmall ? testLong(text) : native.test(text)),
    };
  }
  if (lookarounds > mostLookarounds) {
    return unbounded(`${lookarounds} lookarounds, more than ${mostLookarounds}`, 'ask for less in one pattern');
  }
  if (states > mostStates) {
    const fix = 'repeat less often, say how long the value is with maxLength, or list the values in enum';
    return unbounded(`${states} states once repetitions are written out, more than ${mostStates}`, fix);
  }
  const matcher = new TextMatcher(pattern, modes);
  return { kind: 'automaton', test: (text) => matcher.test(text) };
}
