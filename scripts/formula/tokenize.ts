import { quote } from '../../lambda/schema/finding.ts';
import type { Span, SyntaxProblem } from './expression.ts';

/** A lexical unit. `text` of a string, field or parameter is its content, without marks. */
export interface Token extends Span {
  readonly kind: 'number' | 'string' | 'field' | 'parameter' | 'name' | 'mark' | 'end';
  readonly text: string;
}

const space = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
/** What no blank begins with, so that it need not be tried. */
const startsToken = /[\w{$'"(),[\]]/;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const parameter = /\$\{([^}]+)\}/y;
const field = /\{([^}]+)\}/y;
const name = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*/uy;
const mark = /<>|!=|<=|>=|\/(?!\*)|[-+*%^=<>(),[\]!]/y;

/**
 * Cuts an expression into tokens; the last is always `end`.
 * @returns a problem at the first character that starts no token, or at a string, field or comment that never ends
 */
export function tokenize(text: string): { readonly tokens: readonly Token[] } | { readonly error: SyntaxProblem } {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const blank = startsToken.test(text.charAt(at)) ? null : match(space);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const token = stringAt(text, at) ?? patternAt(match, text, at);
    if (token === undefined) return { error: problemAt(text, at) };
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return { tokens };
}

const marks = new Set('+-*/%^=<>(),[]!');

interface Pattern {
  readonly kind: Token['kind'];
  readonly pattern: RegExp;
}

const patterns = {
  parameter: { kind: 'parameter', pattern: parameter },
  field: { kind: 'field', pattern: field },
  number: { kind: 'number', pattern: number },
  name: { kind: 'name', pattern: name },
  mark: { kind: 'mark', pattern: mark },
} as const satisfies Record<string, Pattern>;

/** What a character can start: trying the patterns one after the other is slow. */
function patternFor(character: string): Pattern {
  if (character === '{') return patterns.field;
  if (character === '$') return patterns.parameter;
  if (marks.has(character)) return patterns.mark;
  return character === '.' || (character >= '0' && character <= '9') ? patterns.number : patterns.name;
}

function patternAt(match: (pattern: RegExp) => RegExpExecArray | null, text: string, start: number): Token | undefined {
  const { kind, pattern } = patternFor(text.charAt(start));
  const found = match(pattern);
  return found === null ? undefined : { kind, text: found[1] ?? found[0], start, end: start + found[0].length };
}

/** A backslash before the string's own mark is an escape, unless no other mark would then end the string. */
function stringAt(text: string, start: number): Token | undefined {
  const mark = text.charAt(start);
  if (mark !== "'" && mark !== '"') return undefined;
  let content = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === mark) return { kind: 'string', text: content, start, end: at + 1 };
    if (character === '\\' && text.charAt(at + 1) === mark && text.includes(mark, at + 2)) {
      content += mark;
      at += 1;
    } else content += character;
  }
  return undefined;
}

function problemAt(text: string, offset: number): SyntaxProblem {
  const character = text.charAt(offset);
  if (character === "'" || character === '"') return { offset, expected: `a closing ${character}`, got: 'the end' };
  if (character === '{' || text.startsWith('${', offset)) return { offset, expected: 'a closing }', got: 'the end' };
  if (text.startsWith('/*', offset)) return { offset, expected: 'a closing */', got: 'the end' };
  return { offset, expected: 'an operator, a name or a value', got: quote(character) };
}
