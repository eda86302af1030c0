import type { CharacterLeaf, Modes } from './parse-expression.ts';

/** The characters that one element of an expression takes. */
export interface CharacterSet {
  /** The same for two elements that take the same characters by the same words. */
  readonly key: string;
  /** The one character, where the set is one; code point, or code unit without `u`. */
  readonly only: number | undefined;
  /** Whether the set has the character: a code point, or a code unit without `u`. */
  has(character: number): boolean;
}

const escapeCharacter = (value: number): string =>
  value > 0xffff ? `\\u{${value.toString(16)}}` : `\\u${value.toString(16).padStart(4, '0')}`;

function nativeSet(source: string, { unicode, ignoreCase, dotAll }: Modes): CharacterSet {
  const flags = `${unicode ? 'u' : ''}${ignoreCase ? 'i' : ''}${dotAll ? 's' : ''}`;
  const one = new RegExp(`^(?:${source})$`, flags);
  return {
    key: `${flags}/${source}`,
    only: undefined,
    has: (character) => one.test(String.fromCodePoint(character)),
  };
}

/**
 * The set of an element. It is decided by a native expression on one character, so that case folding, Unicode properties and the
 * oddities of `\w` and `\s` are JavaScript's own.
 */
export function characterSet(leaf: CharacterLeaf, modes: Modes): CharacterSet {
  if (leaf.type !== 'Character') return nativeSet(leaf.raw, modes);
  const { value } = leaf;
  if (modes.ignoreCase) return nativeSet(escapeCharacter(value), modes);
  return { key: `=${value}`, only: value, has: (character) => character === value };
}

/** What `\b` takes for a word's character: as `\w`, by the modes that hold at its place. */
export const wordCharacters = (modes: Modes): CharacterSet => nativeSet('\\w', modes);

/** What `^` and `$` take for the end of a line in multiline mode: ECMAScript's LineTerminator. */
export const lineTerminators = (modes: Modes): CharacterSet => nativeSet('[\\n\\r\\u2028\\u2029]', modes);
