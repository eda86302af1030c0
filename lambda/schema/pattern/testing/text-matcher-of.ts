import { modesOf, parseExpression } from '../parse-expression.ts';
import { TextMatcher } from '../text-matcher.ts';

/** The automaton of an expression, also where the native engine would do. */
export function textMatcherOf(source: string, flags = 'u'): TextMatcher {
  const pattern = parseExpression(source, flags);
  if ('refused' in pattern) throw new TypeError(`${source}: ${pattern.refused.problem}`);
  return new TextMatcher(pattern, modesOf(flags));
}
