import { type Alphabet, edgeClass } from './alphabet.ts';
import type { Direction } from './build-program.ts';
import type { Program } from './program.ts';
import { type Place, ProgramWalk } from './program-walk.ts';
import { type State, StateCache } from './state-cache.ts';

/** What was found out about the places of a text: one byte a place, one bit a lookaround. A text of n has n + 1 places. */
export type Marks = Uint8Array;

/**
 * A state is worth remembering when some ten characters are read for each; when fewer were read before there was no more room, the rest
 * of the text is walked without remembering. The measure is RE2's.
 */
const worthwhile = 10;

/** A deterministic automaton for texts of ASCII, whole, by single characters: it starts in state 0. */
export interface AsciiTable {
  /** The next state, by state times 128 plus character. */
  readonly ways: Uint8Array;
  /** 1 for each state in which a text that ends there matches. */
  readonly accepting: Uint8Array;
}

export const asciiCharacters = 128;
const mostTableStates = 256;
/** The state that a text has reached that matches whatever follows, and the one that none can match from. */
const [acceptedState, deadState] = [1, 2];

const noMarks: Marks = new Uint8Array(0);

/** A state's way on, as one number: the state after the character, and whether the program accepts before it. */
const entryOf = (state: number, accepts: boolean): number => state * 2 + (accepts ? 1 : 0);

/**
 * Runs a program on texts as a deterministic automaton whose states are found when they are first needed (Aho, Sethi and Ullman,
 * "Compilers", 3.7; Cox, "Regular Expression Matching Can Be Simple And Fast"). Each character costs one look-up, or at most one walk
 * over the program: time is at most instructions times characters, whatever the text.
 */
export class Automaton {
  /** Characters read and instructions walked since it was made: what a run cost. */
  steps = 0;
  readonly #program: Program;
  readonly #alphabet: Alphabet;
  readonly #direction: Direction;
  readonly #unicode: boolean;
  readonly #cache: StateCache;
  readonly #walk: ProgramWalk;
  #isLoose = false;
  #forgotAt = 0;
  readonly #symbols: (Int32Array | undefined)[] = [];
  readonly #symbolClass: number[] = [];
  readonly #symbolMarks: number[] = [];

  constructor(program: Program, alphabet: Alphabet, direction: Direction, unicode: boolean) {
    this.#program = program;
    this.#alphabet = alphabet;
    this.#direction = direction;
    this.#unicode = unicode;
    this.#cache = new StateCache(program.start);
    this.#walk = new ProgramWalk(program);
  }

  /** Whether the program matches anywhere in the text; forward programs only. */
  test(text: string, marks: Marks = noMarks): boolean {
    const { length } = text;
    const { looks } = this.#program;
    const cache = this.#cache;
    const alphabet = this.#alphabet;
    const unicode = this.#unicode;
    let { entries, stride } = cache;
    let state = StateCache.initial;
    this.#begin();
    for (let at = 0; at < length; at++) {
      const place = at;
      let character = text.charCodeAt(at);
      if (unicode && (character & 0xfc00) === 0xd800) {
        character = text.codePointAt(at) ?? character;
        if (character > 0xffff) at++;
      }
      const characterClass = alphabet.classOf(character);
      const symbol = looks === 0 ? characterClass : this.#symbol(characterClass, (marks[place] ?? 0) & looks);
      let entry = symbol < stride ? (entries[state * stride + symbol] ?? StateCache.unknown) : StateCache.unknown;
      if (entry === StateCache.unknown) {
        entry = this.#step(state, symbol, at);
        ({ entries, stride } = cache);
      }
      state = entry >> 1;
      if ((entry & 1) === 1 || state === StateCache.dead) {
        this.steps += at + 1;
        return (entry & 1) === 1;
      }
    }
    this.steps += length + 1;
    return (this.#read(state, edgeClass, length, marks, length) & 1) === 1;
  }

  /**
   * The whole automaton for texts of ASCII.
   * @returns undefined where it has more than 254 states
   */
  asciiTable(): AsciiTable | undefined {
    // Once its symbols are known the cache forgets nothing before it is full.
    for (let tries = 0; tries < 4; tries++) {
      const { generation } = this.#cache;
      const table = this.#fillTable();
      if (this.#isLoose || table === undefined) return undefined;
      if (generation === this.#cache.generation) return table;
    }
    return undefined;
  }

  #fillTable(): AsciiTable | undefined {
    this.#begin();
    const ways: number[] = [];
    const accepting = [0, 1, 0];
    const found = [StateCache.initial];
    /** By the cache's number of a state: its own. */
    const numbers = new Map([
      [StateCache.initial, 0],
      [StateCache.dead, deadState],
    ]);
    ways.length = (deadState + 1) * asciiCharacters;
    ways.fill(acceptedState, acceptedState * asciiCharacters).fill(deadState, deadState * asciiCharacters);
    for (const state of found) {
      const number = numbers.get(state) ?? 0;
      for (let character = 0; character < asciiCharacters; character++) {
        const entry = this.#read(state, this.#alphabet.classOf(character), 0, noMarks, 0);
        let next = (entry & 1) === 1 ? acceptedState : numbers.get(entry >> 1);
        if (next === undefined) {
          next = accepting.push(0) - 1;
          numbers.set(entry >> 1, next);
          found.push(entry >> 1);
        }
        ways[number * asciiCharacters + character] = next;
      }
      accepting[number] = this.#read(state, edgeClass, 0, noMarks, 0) & 1;
      if (accepting.length > mostTableStates) return undefined;
    }
    return { ways: Uint8Array.from(ways), accepting: Uint8Array.from(accepting) };
  }

  /** Sets `bit` at every place where the program, read in its direction from any place, can end. */
  mark(text: string, marks: Marks, bit: number): void {
    const { length } = text;
    const forward = this.#direction === 'forward';
    const last = forward ? length : 0;
    let place = forward ? 0 : length;
    let state = StateCache.initial;
    this.#begin();
    for (;;) {
      const character = place === last ? undefined : this.#neighbour(text, place, forward);
      const characterClass = character === undefined ? edgeClass : this.#alphabet.classOf(character);
      const entry = this.#read(state, characterClass, place, marks, forward ? place : length - place);
      this.steps++;
      if ((entry & 1) === 1) marks[place] = (marks[place] ?? 0) | bit;
      if (character === undefined) return;
      state = entry >> 1;
      const width = character > 0xffff ? 2 : 1;
      place += forward ? width : -width;
    }
  }

  #begin(): void {
    this.#isLoose = false;
    this.#forgotAt = 0;
  }

  #neighbour(text: string, place: number, forward: boolean): number {
    if (forward) return (this.#unicode ? text.codePointAt(place) : undefined) ?? text.charCodeAt(place);
    const unit = text.charCodeAt(place - 1);
    if (!this.#unicode || (unit & 0xfc00) !== 0xdc00 || place < 2) return unit;
    const whole = text.codePointAt(place - 2) ?? unit;
    return whole > 0xffff ? whole : unit;
  }

  #read(state: number, characterClass: number, place: number, marks: Marks, read: number): number {
    const { looks } = this.#program;
    const { entries, stride } = this.#cache;
    const symbol = looks === 0 ? characterClass : this.#symbol(characterClass, (marks[place] ?? 0) & looks);
    const known = symbol < stride ? (entries[state * stride + symbol] ?? StateCache.unknown) : StateCache.unknown;
    return known === StateCache.unknown ? this.#step(state, symbol, read) : known;
  }

  /** Where a program asks lookarounds, what it reads is a character's class together with the marks of its place. */
  #symbol(characterClass: number, marks: number): number {
    let row = this.#symbols[characterClass];
    if (row === undefined) {
      row = new Int32Array(this.#program.looks + 1).fill(-1);
      this.#symbols[characterClass] = row;
    }
    const known = row[marks] ?? -1;
    if (known !== -1) return known;
    this.#symbolMarks.push(marks);
    row[marks] = this.#symbolClass.push(characterClass) - 1;
    return this.#symbolClass.length - 1;
  }

  /** @param read how many characters of the text were read */
  #step(state: number, symbol: number, read: number): number {
    const asks = this.#program.looks !== 0;
    const characterClass = asks ? (this.#symbolClass[symbol] ?? 0) : symbol;
    const from = this.#cache.stateAt(state);
    const ahead = this.#alphabet.contextOf(characterClass);
    const forward = this.#direction === 'forward';
    const place: Place = {
      left: forward ? from.context : ahead,
      right: forward ? ahead : from.context,
      marks: asks ? (this.#symbolMarks[symbol] ?? 0) : 0,
    };
    const reached = this.#walk.walk(from.kernel, place, this.#alphabet.membersOf(characterClass));
    this.steps += reached.steps;
    return this.#remember(from, symbol, { kernel: reached.kernel, context: ahead }, reached.accepts, read);
  }

  #remember(from: State, symbol: number, to: State, accepts: boolean, read: number): number {
    if (!this.#isLoose) {
      const forgotten = this.#cache.makeRoom(symbol);
      if (forgotten > 0) {
        this.#isLoose = read - this.#forgotAt < forgotten * worthwhile;
        this.#forgotAt = read;
      }
    }
    if (this.#isLoose) return entryOf(to.kernel.length === 0 ? StateCache.dead : this.#cache.keepLoose(to), accepts);
    const entry = entryOf(this.#cache.intern(to), accepts);
    this.#cache.setEntry(this.#cache.intern(from), symbol, entry);
    return entry;
  }
}
