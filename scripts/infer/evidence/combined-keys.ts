import type { Buffer } from 'node:buffer';
import { UniqueValues } from './unique-values.ts';

const [QUOTE, COMMA, LF] = [34, 44, 10];

/** Tells which combinations of columns have no values together that come twice, from the lines of a clean file. */
export class CombinedKeys {
  readonly #combinations: readonly (readonly number[])[];
  readonly #unique: readonly UniqueValues[];
  readonly #first: Uint32Array;
  readonly #second: Uint32Array;

  /** @param width columns of the file, without `_row` @param combinations of their indexes */
  constructor(width: number, combinations: readonly (readonly number[])[]) {
    this.#combinations = combinations;
    this.#unique = combinations.map(() => new UniqueValues());
    this.#first = new Uint32Array(width);
    this.#second = new Uint32Array(width);
  }

  /** @param bytes whole lines, without the header */
  read(bytes: Buffer): void {
    if (this.found === undefined) return;
    const width = this.#first.length;
    for (let at = 0; at < bytes.length; ) {
      for (let index = 0; index < width; index++) at = this.#readField(bytes, at, index);
      while (at < bytes.length && bytes[at] !== LF) at++;
      at++;
      this.#add();
    }
  }

  /** @returns where the next field begins */
  #readField(bytes: Buffer, start: number, index: number): number {
    let [first, second] = [0x811c9dc5, 0x9e3779b9];
    let isQuoted = false;
    let at = start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? LF;
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (!isQuoted && (byte === COMMA || byte === LF)) break;
      first = Math.imul(first ^ byte, 0x01000193);
      second = Math.imul(second ^ byte, 0x85ebca6b);
      second ^= second >>> 15;
    }
    this.#first[index] = first;
    this.#second[index] = second;
    return at + 1;
  }

  #add(): void {
    for (const [place, indexes] of this.#combinations.entries()) {
      const unique = this.#unique[place];
      if (unique?.holds !== true) continue;
      // Other seeds than a field's: with the same an empty first field would come to 0, 0, which stands for no value.
      let [first, second] = [0x2545f491, 0x1b873593];
      for (const index of indexes) {
        first = Math.imul(first ^ (this.#first[index] ?? 0), 0x01000193);
        first ^= first >>> 13;
        second = Math.imul(second ^ (this.#second[index] ?? 0), 0x85ebca6b);
        second ^= second >>> 15;
      }
      unique.add(first >>> 0, second >>> 0);
    }
  }

  /** The place of the first combination that is unique; undefined: none is. */
  get found(): number | undefined {
    const place = this.#unique.findIndex(({ holds }) => holds);
    return place === -1 ? undefined : place;
  }
}
