import { type AsciiTable, asciiCharacters } from './automaton.ts';

/** A deterministic automaton for texts of ASCII that reads two characters at a time: it starts in state 0. */
export interface PairTable {
  /** By character: its class. All characters of a class lead the same way from each state. */
  readonly classes: Uint8Array;
  /** The state after two characters, by state times 256, plus the first one's class times 16, plus the second one's; class 15: none. */
  readonly ways: Uint8Array;
  /** 1 for each state in which a text that ends there matches. */
  readonly accepting: Uint8Array;
}

/** One class stands for no character. */
const mostClasses = 15;

/** @returns undefined where the characters fall into more than 15 classes */
export function pairTable({ ways, accepting }: AsciiTable): PairTable | undefined {
  const states = [...accepting.keys()];
  const step = (state: number, character: number): number => ways[state * asciiCharacters + character] ?? 0;
  const characters = Array.from({ length: asciiCharacters }, (_, character) => character);
  const groups = [
    ...Map.groupBy(characters, (character) => states.map((state) => step(state, character)).join()).values(),
  ];
  if (groups.length > mostClasses) return undefined;
  const classes = Uint8Array.from(characters, (character) => groups.findIndex((group) => group.includes(character)));
  const after = (state: number, group: number): number => step(state, groups[group]?.[0] ?? 0);
  const pairs = new Uint8Array(states.length * 256);
  for (const state of states) {
    for (const first of groups.keys()) {
      const between = after(state, first);
      pairs[state * 256 + first * 16 + mostClasses] = between;
      for (const second of groups.keys()) pairs[state * 256 + first * 16 + second] = after(between, second);
    }
  }
  return { classes, ways: pairs, accepting };
}
