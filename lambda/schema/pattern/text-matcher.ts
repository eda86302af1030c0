import type { AST } from '@eslint-community/regexpp';
import { Alphabet } from './alphabet.ts';
import { type AsciiTable, Automaton } from './automaton.ts';
import { buildPrograms } from './build-program.ts';
import type { Modes } from './parse-expression.ts';

/** An expression that tests texts in time linear in their length. */
export class TextMatcher {
  readonly #main: Automaton;
  readonly #looks: readonly { readonly automaton: Automaton; readonly bit: number }[];

  /** @param pattern without back references, with at most 8 lookarounds, and measured to be small enough */
  constructor(pattern: AST.Pattern, modes: Modes) {
    const { main, looks, sets } = buildPrograms(pattern, modes);
    const alphabet = new Alphabet(sets);
    this.#main = new Automaton(main, alphabet, 'forward', modes.unicode);
    this.#looks = looks.map(({ program, direction, bit }) => ({
      automaton: new Automaton(program, alphabet, direction, modes.unicode),
      bit,
    }));
  }

  /** Whether the expression matches anywhere in the text, as `RegExp.prototype.test` says it. */
  test(text: string): boolean {
    if (this.#looks.length === 0) return this.#main.test(text);
    const marks = new Uint8Array(text.length + 1);
    for (const { automaton, bit } of this.#looks) automaton.mark(text, marks, bit);
    return this.#main.test(text, marks);
  }

  /** Says the same of texts of ASCII, as a table; undefined where lookarounds need the text, or there are too many states. */
  asciiTable(): AsciiTable | undefined {
    return this.#looks.length > 0 ? undefined : this.#main.asciiTable();
  }

  /** Characters read and instructions walked by all tests so far. */
  get steps(): number {
    return this.#looks.reduce((sum, { automaton }) => sum + automaton.steps, this.#main.steps);
  }
}
