import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** A flag of a regular expression that this room knows. */
export interface Modes {
  /** `u`: the text is read by code points, and escapes are strict. */
  readonly unicode: boolean;
  /** `i` */
  readonly ignoreCase: boolean;
  /** `m`: `^` and `$` hold at line terminators too. */
  readonly multiline: boolean;
  /** `s`: the dot takes line terminators too. */
  readonly dotAll: boolean;
}

/** One alternative after another, as a pattern, a group and a lookaround have them. */
export type Alternatives = readonly AST.Alternative[];

/** An element that takes exactly one character. */
export type CharacterLeaf = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

/** Why a regular expression is not taken. */
export interface Refusal {
  /** `invalid`: JavaScript does not take it either; `unbounded`: no bound on its time can be given. */
  readonly kind: 'invalid' | 'unbounded';
  /** What is wrong: completes "got …". */
  readonly problem: string;
  /** What to do, as an imperative. */
  readonly fix: string;
}

/** Longest source, in UTF-16 code units: what is worked out about an expression takes time that grows with it. */
const longestSource = 20_000;
/** How deep groups and classes may nest: parsers and engines walk them by recursion. */
const mostDepth = 200;

/** Whether the element takes exactly one character, whatever it is. */
export function isCharacter(element: AST.Element): element is CharacterLeaf {
  return (
    element.type === 'Character' ||
    element.type === 'CharacterClass' ||
    element.type === 'CharacterSet' ||
    element.type === 'ExpressionCharacterClass'
  );
}

/** The modes that flags stand for; `g` and `y` say nothing about whether a text matches from its start on. */
export function modesOf(flags: string): Modes {
  return {
    unicode: flags.includes('u'),
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
  };
}

/** The modes inside a group: `(?i-m:…)` sets some and clears others. */
export function modesInside(group: AST.Group, modes: Modes): Modes {
  const { add, remove } = group.modifiers ?? {};
  const pick = (name: 'ignoreCase' | 'multiline' | 'dotAll'): boolean =>
    remove?.[name] === true ? false : add?.[name] === true || modes[name];
  return { ...modes, ignoreCase: pick('ignoreCase'), multiline: pick('multiline'), dotAll: pick('dotAll') };
}

/** Deepest nesting of parentheses, escapes and classes left out; at once wrong and no matter where the expression is broken. */
function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') deepest = Math.max(deepest, ++depth);
    else if (character === ')') depth--;
  }
  return deepest;
}

function nativeProblem(source: string, flags: string): string | undefined {
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'not readable';
  }
}

/**
 * Reads a regular expression. What is valid is JavaScript's own word; the parser only says how it is built.
 * @param flags any of `u`, `i`, `m`, `s`, `g`; without `u` the text is read by UTF-16 code units
 * @returns the syntax tree, or why there is none
 */
export function parseExpression(source: string, flags: string): AST.Pattern | { refused: Refusal } {
  if (source.length > longestSource) {
    const problem = `${source.length} characters, more than ${longestSource}`;
    return { refused: { kind: 'unbounded', problem, fix: 'list the values in enum, or split the pattern by allOf' } };
  }
  if (depthOf(source) > mostDepth) {
    const problem = `groups nested more than ${mostDepth} deep`;
    return { refused: { kind: 'unbounded', problem, fix: 'nest them less' } };
  }
  const problem = nativeProblem(source, flags);
  if (problem !== undefined) return { refused: { kind: 'invalid', problem, fix: `mend it: ${problem}` } };
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u') });
  } catch (error) {
    const unread = error instanceof Error ? error.message : 'not readable';
    const fix = 'write it with the syntax of ECMAScript 2025';
    return { refused: { kind: 'unbounded', problem: `syntax that can't be judged: ${unread}`, fix } };
  }
}
