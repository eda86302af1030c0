import type { Buffer } from 'node:buffer';
import { shortText } from './short-text.ts';

/** Values of all that are kept. */
export const mostSampled = 1000;

/**
 * Keeps some of all values that it is given, 1,000 at most, each with the same chance wherever in the files it stands (Li, algorithm L, 1994). Of the same
 * values it always keeps the same.
 */
export class ValueSample {
  readonly texts: string[] = [];
  /** Values that are passed over before the next is kept. */
  #wait = 0;
  #weight = 1;
  #state = 0x9e3779b9;
  readonly #most: number;

  /** @param most values that are kept, up to 1,000 */
  constructor(most = mostSampled) {
    this.#most = most;
  }

  add(bytes: Buffer, start: number, end: number): void {
    if (this.#wait > 0) {
      this.#wait--;
      return;
    }
    const text = shortText(bytes, start, end);
    if (this.texts.length < this.#most) this.texts.push(text);
    else this.texts[Math.floor(this.#random() * this.#most)] = text;
    if (this.texts.length < this.#most) return;
    this.#weight *= this.#random() ** (1 / this.#most);
    this.#wait = Math.floor(Math.log(this.#random()) / Math.log1p(-this.#weight));
  }

  /** Above 0 and below 1, of a fixed seed (mulberry32, public domain). */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  }
}
