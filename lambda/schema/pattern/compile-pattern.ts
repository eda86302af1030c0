import { type BoundedExpression, compileExpression } from './compile-expression.ts';
import type { Refusal } from './parse-expression.ts';

/** A process that cleans many datasets must not keep every pattern it ever saw. */
const mostRemembered = 1000;
const remembered = new Map<string, BoundedExpression | { refused: Refusal }>();

/**
 * Compiles a `pattern` of JSON Schema: a regular expression in Unicode mode that matches anywhere in a text. Remembered by its source.
 * @returns a test that takes time linear in the text's length, or why the pattern is refused
 */
export function compilePattern(source: string): BoundedExpression | { refused: Refusal } {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const compiled = compileExpression(source, 'u');
  remembered.set(source, compiled);
  return compiled;
}
