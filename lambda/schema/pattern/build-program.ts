import type { AST } from '@eslint-community/regexpp';
import { SetRegistry } from './alphabet.ts';
import { characterSet, lineTerminators, wordCharacters } from './character-set.ts';
import { type Alternatives, isCharacter, type Modes, modesInside } from './parse-expression.ts';
import { isAnchored, op, type Program } from './program.ts';

/** Which way a program reads its text. */
export type Direction = 'forward' | 'backward';

/** A lookaround as an expression of its own: where it matches is found for every place of the text before it is asked. */
export interface Look {
  readonly program: Program;
  /** A lookahead matches where its expression, read backward from some later place, ends; a lookbehind is read forward. */
  readonly direction: Direction;
  readonly bit: number;
}

/** An expression as programs; `looks` are in an order in which each asks only earlier ones. */
export interface Programs {
  readonly main: Program;
  readonly looks: readonly Look[];
  readonly sets: SetRegistry;
}

interface Shared {
  readonly sets: SetRegistry;
  readonly looks: Look[];
  /** A lookaround under a counted repetition is met again and again: it is one. */
  readonly bits: Map<AST.LookaroundAssertion, number>;
}

/** Writes a program from its end: each part is given the instruction that follows it and returns the one that begins it. */
class ProgramWriter {
  readonly #ops: number[] = [];
  readonly #next: number[] = [];
  readonly #operand: number[] = [];
  readonly #shared: Shared;
  readonly #direction: Direction;
  #asked = 0;

  constructor(shared: Shared, direction: Direction) {
    this.#shared = shared;
    this.#direction = direction;
  }

  write(alternatives: Alternatives, modes: Modes): Program {
    const start = this.#alternatives(alternatives, modes, this.#add(op.accept, 0, 0));
    const program = {
      ops: Uint8Array.from(this.#ops),
      next: Int32Array.from(this.#next),
      operand: Int32Array.from(this.#operand),
      start,
      looks: this.#asked,
    };
    return { ...program, anchored: isAnchored(program, this.#direction === 'forward' ? op.start : op.end) };
  }

  #add(kind: number, next: number, operand: number): number {
    this.#next.push(next);
    this.#operand.push(operand);
    return this.#ops.push(kind) - 1;
  }

  #alternatives(alternatives: Alternatives, modes: Modes, next: number): number {
    const starts = alternatives.map(({ elements }) => {
      const last = this.#direction === 'forward' ? elements.toReversed() : elements;
      return last.reduce((after, element) => this.#element(element, modes, after), next);
    });
    return starts.reduceRight((other, start) => this.#add(op.split, start, other));
  }

  #element(element: AST.Element, modes: Modes, next: number): number {
    if (isCharacter(element)) {
      return this.#add(op.character, next, this.#shared.sets.numberOf(characterSet(element, modes)));
    }
    if (element.type === 'Quantifier') return this.#quantifier(element, modes, next);
    if (element.type === 'Assertion') return this.#assertion(element, modes, next);
    if (element.type === 'Group') return this.#alternatives(element.alternatives, modesInside(element, modes), next);
    return element.type === 'CapturingGroup' ? this.#alternatives(element.alternatives, modes, next) : next;
  }

  #quantifier({ element, min, max }: AST.Quantifier, modes: Modes, next: number): number {
    let start = next;
    let copies = min;
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.#add(op.split, next, next);
      const body = this.#element(element, modes, loop);
      this.#next[loop] = body;
      start = min === 0 ? loop : body;
      copies = Math.max(0, min - 1);
    } else {
      for (let left = max - min; left > 0; left--) {
        start = this.#add(op.split, this.#element(element, modes, start), next);
      }
    }
    for (; copies > 0; copies--) start = this.#element(element, modes, start);
    return start;
  }

  #assertion(assertion: AST.Assertion, modes: Modes, next: number): number {
    const { sets } = this.#shared;
    switch (assertion.kind) {
      case 'start':
        if (!modes.multiline) return this.#add(op.start, next, 0);
        return this.#add(op.lineStart, next, sets.contextBit(lineTerminators(modes)));
      case 'end':
        if (!modes.multiline) return this.#add(op.end, next, 0);
        return this.#add(op.lineEnd, next, sets.contextBit(lineTerminators(modes)));
      case 'word': {
        const bit = sets.contextBit(wordCharacters(modes));
        return this.#add(assertion.negate ? op.noBoundary : op.boundary, next, bit);
      }
      default: {
        const bit = this.#lookBit(assertion, modes);
        this.#asked |= bit;
        return this.#add(assertion.negate ? op.noLook : op.look, next, bit);
      }
    }
  }

  #lookBit(assertion: AST.LookaroundAssertion, modes: Modes): number {
    const { bits, looks } = this.#shared;
    const known = bits.get(assertion);
    if (known !== undefined) return known;
    const direction = assertion.kind === 'lookahead' ? 'backward' : 'forward';
    const program = new ProgramWriter(this.#shared, direction).write(assertion.alternatives, modes);
    const bit = 1 << looks.length;
    looks.push({ program, direction, bit });
    bits.set(assertion, bit);
    return bit;
  }
}

/**
 * Turns an expression into programs. That an iteration which takes nothing ends a loop, that quantifiers are greedy or lazy, and which
 * alternative comes first change what a match is, never whether there is one; so none of it is kept.
 * @param pattern without back references, and measured to be small enough
 */
export function buildPrograms(pattern: AST.Pattern, modes: Modes): Programs {
  const shared: Shared = { sets: new SetRegistry(), looks: [], bits: new Map() };
  const main = new ProgramWriter(shared, 'forward').write(pattern.alternatives, modes);
  return { main, looks: shared.looks, sets: shared.sets };
}
