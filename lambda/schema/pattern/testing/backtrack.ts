import type { AST } from '@eslint-community/regexpp';
import { characterSet } from '../character-set.ts';
import { type Alternatives, isCharacter, type Modes } from '../parse-expression.ts';

type Next = (at: number) => boolean;

/**
 * A backtracking matcher as ECMAScript describes it (22.2.2, "Pattern Semantics"), which counts what it tries: the measure that an
 * engine's time follows. For ASCII texts and syntax without lookbehinds and back references.
 */
export class Backtracker {
  steps = 0;
  readonly #text: string;
  readonly #modes: Modes;

  constructor(text: string, modes: Modes) {
    this.#text = text;
    this.#modes = modes;
  }

  test(pattern: AST.Pattern): boolean {
    for (let at = 0; at <= this.#text.length; at++) {
      if (this.#alternatives(pattern.alternatives, at, () => true)) return true;
    }
    return false;
  }

  #alternatives(alternatives: Alternatives, at: number, next: Next): boolean {
    return alternatives.some(({ elements }) => this.#sequence(elements, 0, at, next));
  }

  #sequence(elements: readonly AST.Element[], index: number, at: number, next: Next): boolean {
    const element = elements[index];
    if (element === undefined) return next(at);
    return this.#element(element, at, (after) => this.#sequence(elements, index + 1, after, next));
  }

  #element(element: AST.Element, at: number, next: Next): boolean {
    this.steps++;
    if (isCharacter(element)) {
      return (
        at < this.#text.length && characterSet(element, this.#modes).has(this.#text.charCodeAt(at)) && next(at + 1)
      );
    }
    if (element.type === 'Quantifier') return this.#repeat(element, 0, at, next);
    if (element.type === 'Assertion') return this.#holds(element, at) && next(at);
    return element.type !== 'Backreference' && this.#alternatives(element.alternatives, at, next);
  }

  #repeat(quantifier: AST.Quantifier, count: number, at: number, next: Next): boolean {
    const { element, min, max, greedy } = quantifier;
    const again = (): boolean =>
      count < max &&
      this.#element(element, at, (after) => {
        if (after === at && count >= min) return false;
        return this.#repeat(quantifier, count + 1, after, next);
      });
    const leave = (): boolean => count >= min && next(at);
    return greedy ? again() || leave() : leave() || again();
  }

  #holds(assertion: AST.Assertion, at: number): boolean {
    const isWord = (place: number): boolean => /^\w$/.test(this.#text[place] ?? '');
    if (assertion.kind === 'start') return at === 0;
    if (assertion.kind === 'end') return at === this.#text.length;
    if ('alternatives' in assertion)
      return this.#alternatives(assertion.alternatives, at, () => true) !== assertion.negate;
    return assertion.kind === 'word' && (isWord(at - 1) !== isWord(at)) !== assertion.negate;
  }
}
