import type { RegExpEngine } from 'ajv/dist/types/index.js';
import { compileExpression } from './compile-expression.ts';
import { compilePattern } from './compile-pattern.ts';
import { PatternError } from './pattern-error.ts';

/** What ajv makes its patterns with; it tells two patterns apart by how they print. */
function createPattern(source: string, flags: string): { test(text: string): boolean; toString(): string } {
  const compiled = flags === 'u' ? compilePattern(source) : compileExpression(source, flags);
  if ('refused' in compiled) throw new PatternError(source, compiled.refused.problem);
  return { test: (text) => compiled.test(text), toString: () => `/${source}/${flags}` };
}

/**
 * ajv's option `code.regExp`: `pattern` and `patternProperties` test texts in linear time.
 * `code` names the function in standalone code, of which we make none.
 * @throws PatternError (through ajv's compile) for a pattern that `checkKeywords` would have refused
 */
export const ajvPattern: RegExpEngine = Object.assign(createPattern, { code: 'ajvPattern' });
