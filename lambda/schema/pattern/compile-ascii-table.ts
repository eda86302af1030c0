import { mostStates } from './compile-expression.ts';
import { measureAlternatives } from './measure-expression.ts';
import { type PairTable, pairTable } from './pair-table.ts';
import { modesOf, parseExpression } from './parse-expression.ts';
import { TextMatcher } from './text-matcher.ts';

/** A process that cleans many datasets must not keep every pattern it ever saw. */
const mostRemembered = 1000;
const remembered = new Map<string, PairTable | undefined>();

/**
 * Compiles a `pattern` of JSON Schema for texts of ASCII that stand in bytes: no string is made of them.
 * Remembered by its source.
 * @returns what says the same as `compilePattern`'s test; undefined where the pattern needs the text itself, or is too large
 */
export function compileAsciiTable(source: string): PairTable | undefined {
  if (!remembered.has(source)) {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(source, compile(source));
  }
  return remembered.get(source);
}

function compile(source: string): PairTable | undefined {
  const pattern = parseExpression(source, 'u');
  if ('refused' in pattern) return undefined;
  const { states, lookarounds, backReference } = measureAlternatives(pattern.alternatives);
  if (states > mostStates || lookarounds > 0 || backReference !== undefined) return undefined;
  const table = new TextMatcher(pattern, modesOf('u')).asciiTable();
  return table && pairTable(table);
}
