import type { Buffer } from 'node:buffer';
import { shortText } from './short-text.ts';

/** Values that are told one from the other: the days of twenty years, in several ways of writing. */
export const mostFrequent = 8192;
const leastSlots = 64;
/** Values that are no longer counted, after which it is asked whether counting is worth it. */
const trial = 65_536;

/** A value, a long one cut short, and how often it came. */
export interface CountedValue {
  readonly text: string;
  readonly count: number;
}

/** Counts the first different values of a column, 8,192 of them at most, by their hashes of 64 bits. */
export class FrequentValues {
  /** There were others too. */
  isFull = false;
  /** So few of the next values were among those that are counted that they are looked for no more. */
  isOver = false;
  #hits = 0;
  #misses = 0;
  #first = new Uint32Array(leastSlots);
  #second = new Uint32Array(leastSlots);
  /** Place among the texts, plus one. */
  #place = new Uint16Array(leastSlots);
  #counts = new Uint32Array(leastSlots);
  readonly #texts: string[] = [];
  readonly #most: number;

  /** @param most values that are counted, up to 8,192 */
  constructor(most = mostFrequent) {
    this.#most = most;
  }

  /** @returns how often the value had come before, or -1 where it is none of those that are counted */
  add(first: number, second: number, bytes: Buffer, start: number, end: number): number {
    if (this.isOver) return -1;
    const slot = this.#slotOf(first, second);
    const place = this.#place[slot] ?? 0;
    if (place !== 0) {
      if (this.isFull) this.#hits++;
      const before = this.#counts[place - 1] ?? 0;
      this.#counts[place - 1] = before + 1;
      return before;
    }
    if (this.isFull || this.#texts.length === this.#most) {
      this.isFull = true;
      if (++this.#misses === trial) this.isOver = this.#hits < trial;
      return -1;
    }
    this.#keep(slot, first, second, shortText(bytes, start, end));
    return 0;
  }

  #slotOf(first: number, second: number): number {
    const last = this.#place.length - 1;
    let slot = first & last;
    while (this.#place[slot] !== 0 && (this.#first[slot] !== first || this.#second[slot] !== second))
      slot = (slot + 1) & last;
    return slot;
  }

  #keep(slot: number, first: number, second: number, text: string): void {
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#counts[this.#texts.length] = 1;
    this.#texts.push(text);
    this.#place[slot] = this.#texts.length;
    if (this.#texts.length * 2 === this.#place.length) this.#grow();
  }

  #grow(): void {
    const [firsts, seconds, places, counts] = [this.#first, this.#second, this.#place, this.#counts];
    const slots = places.length * 2;
    this.#first = new Uint32Array(slots);
    this.#second = new Uint32Array(slots);
    this.#place = new Uint16Array(slots);
    this.#counts = new Uint32Array(slots);
    this.#counts.set(counts);
    for (let slot = 0; slot < places.length; slot++) {
      if (places[slot] === 0) continue;
      const [first = 0, second = 0] = [firsts[slot], seconds[slot]];
      const to = this.#slotOf(first, second);
      this.#first[to] = first;
      this.#second[to] = second;
      this.#place[to] = places[slot] ?? 0;
    }
  }

  /** In the order in which they first came. */
  get values(): CountedValue[] {
    return this.#texts.map((text, index) => ({ text, count: this.#counts[index] ?? 0 }));
  }

  /** Hashes of what is counted, in pairs. */
  *hashes(): Generator<readonly [number, number]> {
    for (let slot = 0; slot < this.#place.length; slot++)
      if (this.#place[slot] !== 0) yield [this.#first[slot] ?? 0, this.#second[slot] ?? 0];
  }
}
