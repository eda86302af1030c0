import type { AST } from '@eslint-community/regexpp';
import { backtrackingSteps } from './backtracking-work.ts';
import { beginningOf, bitsOf, type CharacterBits } from './first-characters.ts';
import { type Alternatives, isCharacter, type Modes } from './parse-expression.ts';

/** Alternatives that are compared pair by pair, repetitions of a group, and characters after a guess: small enough to be constants. */
const mostAlternatives = 300;
const mostRepetitions = 100;
const longestTail = 64;
/** Elements tried at a place: of a pattern that begins with `^`, tried at one place only, and of any other. */
const mostStepsOnce = 10_000;
const mostStepsEverywhere = 100;

const disjoint = (left: CharacterBits, right: CharacterBits): boolean => (left & right) === 0n;

/** The sets of a word: single characters one after the other; undefined for anything else. */
function wordOf(elements: readonly AST.Element[], modes: Modes): CharacterBits[] | undefined {
  const word: CharacterBits[] = [];
  for (const element of elements) {
    if (!isCharacter(element)) return undefined;
    word.push(bitsOf(element, modes));
  }
  return word;
}

/** Whether at most one of two words can match at a place: they differ before the shorter ends. */
const differ = (left: readonly CharacterBits[], right: readonly CharacterBits[]): boolean =>
  left.some((bits, index) => disjoint(bits, right[index] ?? bits));

/** How many characters an element takes, where that is fixed and the element is simple. */
function fixedLength(element: AST.Element): number {
  if (isCharacter(element)) return 1;
  if (element.type === 'Assertion') return 'alternatives' in element ? Number.POSITIVE_INFINITY : 0;
  const isFixed = element.type === 'Quantifier' && isCharacter(element.element) && element.min === element.max;
  return isFixed ? element.max : Number.POSITIVE_INFINITY;
}

/** Where a sequence's last run of characters stands, when what follows it takes a fixed and small number of characters; or -1. */
function lastRun(elements: readonly AST.Element[]): number {
  let length = 0;
  for (let at = elements.length - 1; at >= 0 && length <= longestTail; at--) {
    const element = elements[at];
    if (element === undefined) return -1;
    const fixed = fixedLength(element);
    if (fixed === Number.POSITIVE_INFINITY) {
      return element.type === 'Quantifier' && isCharacter(element.element) ? at : -1;
    }
    length += fixed;
  }
  return -1;
}

function areDecided(alternatives: Alternatives, after: CharacterBits, modes: Modes): boolean {
  const begins = alternatives.map(({ elements }) => beginningOf(elements, modes));
  const nullable = begins.filter((begin) => begin.nullable).length;
  if (nullable > 1 || alternatives.length > mostAlternatives) return false;
  if (nullable === 1 && begins.some(({ first }) => !disjoint(first, after))) return false;
  const words = alternatives.map(({ elements }) => wordOf(elements, modes));
  return begins.every(({ first }, index) =>
    begins.every((other, later) => {
      if (later <= index || disjoint(first, other.first)) return true;
      const [left, right] = [words[index], words[later]];
      return left !== undefined && right !== undefined && differ(left, right);
    }),
  );
}

function isLinearQuantifier(quantifier: AST.Quantifier, after: CharacterBits, modes: Modes): boolean {
  const { element, min, max } = quantifier;
  const { first, nullable } = beginningOf([element], modes);
  if (nullable || !(min === max || disjoint(first, after))) return false;
  if (isCharacter(element)) return true;
  return max <= mostRepetitions && isLinearElement(element, max > 1 ? first | after : after, modes);
}

function isLinearElement(element: AST.Element, after: CharacterBits, modes: Modes): boolean {
  if (isCharacter(element)) return true;
  if (element.type === 'Quantifier') return isLinearQuantifier(element, after, modes);
  if (element.type === 'Assertion') return !('alternatives' in element);
  if (element.type === 'Backreference' || (element.type === 'Group' && element.modifiers !== null)) return false;
  const { alternatives } = element;
  return (
    areDecided(alternatives, after, modes) &&
    alternatives.every(({ elements }) => isLinearSequence(elements, after, modes))
  );
}

function isLinearSequence(elements: readonly AST.Element[], after: CharacterBits, modes: Modes): boolean {
  let following = after;
  for (const element of elements.toReversed()) {
    if (!isLinearElement(element, following, modes)) return false;
    const { first, nullable } = beginningOf([element], modes);
    following = nullable ? first | following : first;
  }
  return true;
}

/** A sequence after which nothing comes: one guess, about one run of characters, is allowed before a short tail. */
function isLinearWhole(elements: readonly AST.Element[], modes: Modes): boolean {
  const guess = lastRun(elements);
  if (guess === -1) return isLinearSequence(elements, 0n, modes);
  return isLinearSequence(elements.slice(0, guess), beginningOf(elements.slice(guess), modes).first, modes);
}

const isLookahead = (element: AST.Element | undefined): element is AST.LookaheadAssertion =>
  element?.type === 'Assertion' && element.kind === 'lookahead';

function isLinearFromStart(elements: readonly AST.Element[], modes: Modes): boolean {
  const others = elements.slice(1);
  const bodyAt = others.findIndex((element) => !isLookahead(element));
  const looks = bodyAt === -1 ? others : others.slice(0, bodyAt);
  const linearLooks = looks.every(
    (look) => isLookahead(look) && look.alternatives.every((one) => isLinearWhole(one.elements, modes)),
  );
  return linearLooks && isLinearWhole(bodyAt === -1 ? [] : others.slice(bodyAt), modes);
}

const startsWithEdge = ({ elements: [first] }: AST.Alternative): boolean =>
  first?.type === 'Assertion' && first.kind === 'start';

/**
 * Whether the syntax alone proves that a backtracking engine tests any text in time linear in its length.
 *
 * Either nothing repeats without end, and the paths through the pattern are so few that what is tried at one place is a small constant.
 * (One that may take nothing must begin with `^` all the same: V8 finds nothing also inside a character beyond U+FFFF, which is no place.)
 * Or all of this holds:
 *
 * 1. Every alternative of the pattern begins with `^` (without `m`), so that it is tried at one place only.
 * 2. Every choice is decided by the next character: what a quantifier repeats begins with no character that may follow it, and takes
 *    at least one; of two alternatives of a group at most one can match at a place, by its first character or because both are
 *    words that differ before the shorter ends; at most one takes nothing, and then the others begin with nothing that may follow.
 *    So at most one path through the pattern lives on after each character, and the engine leaves every other within a constant.
 * 3. Only single characters are repeated without end, so that a path has as many runs as the pattern has quantifiers, and giving a run
 *    back one character at a time costs its length times a constant. Groups repeat at most 100 times.
 * 4. One choice need not be decided: how long the last run of the pattern is, when a fixed number of at most 64 characters
 *    follows: it costs 64 for each of its lengths. `^.+\.csv$` is such a pattern.
 * 5. Lookaheads stand directly after that `^`, each alternative of them as in 2 to 4: the engine asks each once and never goes back
 *    into it. There are no lookbehinds, back references and `(?i:…)`.
 *
 * Characters beyond ASCII count as shared by any two sets that may have some.
 */
export function isLinear({ alternatives }: AST.Pattern, modes: Modes): boolean {
  const isTriedOnce = !modes.multiline && alternatives.every(startsWithEdge);
  const most = isTriedOnce ? mostStepsOnce : mostStepsEverywhere;
  const takesSome = alternatives.every(({ elements }) => !beginningOf(elements, modes).nullable);
  if ((isTriedOnce || takesSome) && backtrackingSteps(alternatives, most) <= most) return true;
  return isTriedOnce && alternatives.every(({ elements }) => isLinearFromStart(elements, modes));
}
