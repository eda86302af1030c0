import type { AST } from '@eslint-community/regexpp';
import { characterSet } from './character-set.ts';
import { type CharacterLeaf, isCharacter, type Modes } from './parse-expression.ts';

/** Characters as bits: one for each of ASCII, and bit 128 for "perhaps some beyond". Two sets that share no bit share no character. */
export type CharacterBits = bigint;

const beyond = 1n << 128n;
const beyondAscii = 128;

function isAsciiOnly(leaf: CharacterLeaf | AST.CharacterClassElement, { ignoreCase, unicode }: Modes): boolean {
  // Unicode's case folding makes U+017F an s and U+212A a k; without `u` nothing beyond ASCII folds into it.
  if (ignoreCase && unicode) return false;
  if (leaf.type === 'Character') return leaf.value < beyondAscii;
  if (leaf.type === 'CharacterClassRange') return leaf.max.value < beyondAscii;
  if (leaf.type === 'CharacterSet') return (leaf.kind === 'digit' || leaf.kind === 'word') && !leaf.negate;
  return leaf.type === 'CharacterClass' && !leaf.negate;
}

/** An element is asked for its bits again and again, always in the modes of its place. */
const known = new WeakMap<CharacterLeaf, CharacterBits>();

/** The bits of the characters that an element takes. */
export function bitsOf(leaf: CharacterLeaf, modes: Modes): CharacterBits {
  const bits = known.get(leaf) ?? findBits(leaf, modes);
  known.set(leaf, bits);
  return bits;
}

function findBits(leaf: CharacterLeaf, modes: Modes): CharacterBits {
  const set = characterSet(leaf, modes);
  const inside =
    leaf.type === 'CharacterClass' && !leaf.negate
      ? leaf.elements.every((element) => isAsciiOnly(element, modes))
      : isAsciiOnly(leaf, modes);
  let bits = inside ? 0n : beyond;
  for (let character = 0; character < beyondAscii; character++) {
    if (set.has(character)) bits |= 1n << BigInt(character);
  }
  return bits;
}

/** What an expression may begin with. */
export interface Beginning {
  readonly first: CharacterBits;
  /** Whether it may take nothing; assertions always do. */
  readonly nullable: boolean;
}

/** What a sequence may begin with, given what may come after it. */
export function beginningOf(elements: readonly AST.Element[], modes: Modes): Beginning {
  let first = 0n;
  for (const element of elements) {
    const begin = elementBeginning(element, modes);
    first |= begin.first;
    if (!begin.nullable) return { first, nullable: false };
  }
  return { first, nullable: true };
}

function elementBeginning(element: AST.Element, modes: Modes): Beginning {
  if (isCharacter(element)) return { first: bitsOf(element, modes), nullable: false };
  if (element.type === 'Quantifier') {
    const body = elementBeginning(element.element, modes);
    return { first: body.first, nullable: element.min === 0 || body.nullable };
  }
  if (element.type === 'Assertion' || element.type === 'Backreference') return { first: 0n, nullable: true };
  const begins = element.alternatives.map(({ elements }) => beginningOf(elements, modes));
  return {
    first: begins.reduce((bits, { first }) => bits | first, 0n),
    nullable: begins.some(({ nullable }) => nullable),
  };
}
