import type { CharacterSet } from './character-set.ts';

/** The class of the place before the first and after the last character: it is in no set. */
export const edgeClass = 0;
/** The bit of a context that says "the text ends here". */
export const edgeBit = 1;

const pageBits = 8;
const unknown = -1;

/** Sets in the order of their numbers: what the elements of an expression take, and what its boundaries look at. */
export class SetRegistry {
  readonly sets: CharacterSet[] = [];
  readonly contexts: CharacterSet[] = [];
  readonly #setNumbers = new Map<string, number>();

  /** @returns the set's number, the same for the same key */
  numberOf(set: CharacterSet): number {
    const known = this.#setNumbers.get(set.key);
    if (known !== undefined) return known;
    this.#setNumbers.set(set.key, this.sets.length);
    return this.sets.push(set) - 1;
  }

  /** @returns the bit that says, in the context of a place, that the neighbour is in the set */
  contextBit(set: CharacterSet): number {
    const at = this.contexts.findIndex(({ key }) => key === set.key);
    return edgeBit << (at === -1 ? this.contexts.push(set) : at + 1);
  }
}

/**
 * Characters that no set of an expression tells apart are one class, and an automaton reads classes. A character's class is found
 * when it is first read and remembered: in pages of 256, so that memory is bounded by Unicode (some 4 MB) and not by the data.
 */
export class Alphabet {
  readonly #classes: CharacterSet[] = [];
  readonly #literals = new Map<number, number>();
  readonly #numbers = new Map<CharacterSet, number>();
  readonly #contexts: readonly CharacterSet[];
  readonly #firstPage = new Int32Array(1 << pageBits).fill(unknown);
  readonly #pages: (Int32Array | undefined)[] = [];
  readonly #known = new Map<string, number>();
  readonly #members: Int32Array[] = [new Int32Array(0)];
  readonly #contextOf: number[] = [edgeBit];

  constructor({ sets, contexts }: SetRegistry) {
    this.#contexts = contexts;
    for (const [number, set] of sets.entries()) {
      if (set.only !== undefined) this.#literals.set(set.only, number);
      else this.#classes.push(set);
      this.#numbers.set(set, number);
    }
  }

  /** @returns the class of a character (code point, or code unit without `u`), a small number */
  classOf(character: number): number {
    const page = character < 1 << pageBits ? this.#firstPage : this.#pageOf(character >> pageBits);
    const known = page[character & 0xff] ?? unknown;
    return known === unknown ? this.#classify(character, page) : known;
  }

  /** The numbers of the sets that have a class's characters. */
  membersOf(characterClass: number): Int32Array {
    return this.#members[characterClass] ?? new Int32Array(0);
  }

  /** The bits of the boundaries' sets that have a class's characters. */
  contextOf(characterClass: number): number {
    return this.#contextOf[characterClass] ?? 0;
  }

  #pageOf(number: number): Int32Array {
    const known = this.#pages[number];
    if (known !== undefined) return known;
    const page = new Int32Array(1 << pageBits).fill(unknown);
    this.#pages[number] = page;
    return page;
  }

  #classify(character: number, page: Int32Array): number {
    const literal = this.#literals.get(character);
    const members = literal === undefined ? [] : [literal];
    for (const set of this.#classes) {
      if (set.has(character)) members.push(this.#numbers.get(set) ?? 0);
    }
    const context = this.#contexts.reduce(
      (bits, set, index) => (set.has(character) ? bits | (edgeBit << (index + 1)) : bits),
      0,
    );
    const key = `${context}:${members.join()}`;
    const found = this.#known.get(key) ?? this.#members.push(Int32Array.from(members)) - 1;
    this.#known.set(key, found);
    this.#contextOf[found] = context;
    page[character & 0xff] = found;
    return found;
  }
}
