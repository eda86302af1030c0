import { Buffer } from 'node:buffer';
import type { Column } from '../../schema/dataset-schema.ts';
import type { ColumnReport } from '../file-report.ts';
import { DistinctEstimate } from './distinct-estimate.ts';
import { hashBytes, hashNumber } from './hash-bytes.ts';

/** Characters of a minimum or maximum that a report shows, and as many bytes as they can have. */
const shown = 100;
const kept = shown * 4;
/** Decimals of so many digits differ when their doubles do (IEEE 754). */
const exactDigits = 15;

/** Plain numbers of any length, exactly: as many digits after the point in both. */
function isLessByDigits(left: string, right: string): boolean {
  const [negative, other] = [left.startsWith('-'), right.startsWith('-')];
  if (negative !== other) return negative;
  const [a, b] = negative ? [right.slice(1), left.slice(1)] : [left, right];
  return a.length === b.length ? a < b : a.length < b.length;
}

/** What a tier gathered of the values of one column by itself; of a sensitive one only nulls. */
export interface GatheredValues {
  readonly nulls: number;
  /** Fewest and most characters of text; -1: it had none. */
  readonly shortest: number;
  readonly longest: number;
  /** Registers of `DistinctEstimate`. */
  readonly ranks: Uint8Array;
  /** As in the clean file but without quotes, up to 400 bytes; undefined: there was no value. */
  readonly minimum: Buffer | undefined;
  readonly maximum: Buffer | undefined;
}

/** The least or the greatest value so far. */
class Extreme {
  bytes: Buffer = Buffer.allocUnsafe(64);
  length = -1;
  /** The first byte, which settles most comparisons. */
  first: number;
  value = 0;

  /** @param first beyond every byte's */
  constructor(first: number) {
    this.first = first;
  }

  set(bytes: Buffer, start: number, end: number, value: number): void {
    const length = Math.min(end - start, kept);
    if (length > this.bytes.length) this.bytes = Buffer.allocUnsafe(kept);
    // A loop, for most values are short, and in a sorted file each is the greatest.
    for (let at = 0; at < length; at++) this.bytes[at] = bytes[start + at] ?? 0;
    this.length = length;
    this.first = bytes[start] ?? 0;
    this.value = value;
  }

  /** Negative where the bytes come before it. @param cut bytes at the end that are not compared */
  compare(bytes: Buffer, start: number, end: number, cut: number): number {
    const own = this.length - cut;
    const length = Math.min(end - start, kept) - cut;
    const both = Math.min(length, own);
    for (let at = 0; at < both; at++) {
      const difference = (bytes[start + at] ?? 0) - (this.bytes[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - own;
  }

  get text(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }

  report(): string | null {
    return this.length < 0 ? null : Array.from(this.text).slice(0, shown).join('');
  }
}

/**
 * Gathers what the values of one column in the clean file are like; of a sensitive column only nulls are counted. Text is compared by
 * code points, which is how its bytes compare; only its first 400 bytes are.
 */
export class ColumnProfile {
  nulls = 0;
  readonly #column: Column;
  readonly #isOpen: boolean;
  readonly #isText: boolean;
  readonly #isNumber: boolean;
  readonly #isExact: boolean;
  /** Instants are of equal form but for the fraction: without Z, the shorter text comes first. */
  readonly #cut: number;
  readonly #distinct = new DistinctEstimate();
  readonly #minimum = new Extreme(256);
  readonly #maximum = new Extreme(-1);
  #shortest = Number.POSITIVE_INFINITY;
  #longest = -1;

  constructor(column: Column) {
    const { kind } = column.type;
    this.#column = column;
    this.#isOpen = column.sensitive === undefined;
    this.#isText = kind === 'string';
    this.#isNumber = kind === 'integer' || kind === 'decimal' || kind === 'number';
    this.#isExact = kind === 'integer' || kind === 'decimal';
    this.#cut = kind === 'timestamp' ? 1 : 0;
  }

  /**
   * @param bytes hold the value from `start` to before `end`, as in the clean file but without quotes
   * @param value of a number: the nearest double; of text: how many characters (code points) it has
   */
  add(bytes: Buffer, start: number, end: number, value: number): void {
    if (!this.#isOpen) return;
    if (this.#isNumber) {
      // A number of few digits is its double; those of more are told apart by their digits.
      this.#distinct.add(end - start <= exactDigits ? hashNumber(value) : hashBytes(bytes, start, end));
      this.#addNumber(bytes, start, end, value);
      return;
    }
    this.#distinct.add(hashBytes(bytes, start, end));
    if (this.#isText) {
      if (value < this.#shortest) this.#shortest = value;
      if (value > this.#longest) this.#longest = value;
    }
    this.#addText(bytes, start, end, value);
  }

  #addText(bytes: Buffer, start: number, end: number, value: number): void {
    const minimum = this.#minimum;
    const maximum = this.#maximum;
    const cut = this.#cut;
    const first = bytes[start] ?? 0;
    if (first <= minimum.first && (minimum.length < 0 || minimum.compare(bytes, start, end, cut) < 0)) {
      minimum.set(bytes, start, end, value);
    }
    if (first >= maximum.first && (maximum.length < 0 || maximum.compare(bytes, start, end, cut) > 0)) {
      maximum.set(bytes, start, end, value);
    }
  }

  #addNumber(bytes: Buffer, start: number, end: number, value: number): void {
    const minimum = this.#minimum;
    const maximum = this.#maximum;
    if (minimum.length < 0 || value < minimum.value) minimum.set(bytes, start, end, value);
    if (maximum.length < 0 || value > maximum.value) maximum.set(bytes, start, end, value);
    if (!this.#isExact || end - start <= exactDigits) return;
    const text = bytes.toString('latin1', start, end);
    if (value === minimum.value && isLessByDigits(text, minimum.text)) minimum.set(bytes, start, end, value);
    if (value === maximum.value && isLessByDigits(maximum.text, text)) maximum.set(bytes, start, end, value);
  }

  /** Adds what was gathered elsewhere. */
  addGathered({ nulls, shortest, longest, ranks, minimum, maximum }: GatheredValues): void {
    this.nulls += nulls;
    this.#distinct.addRanks(ranks);
    if (shortest < this.#shortest) this.#shortest = shortest;
    if (longest > this.#longest) this.#longest = longest;
    for (const bytes of [minimum, maximum]) {
      if (bytes === undefined) continue;
      if (this.#isNumber) this.#addNumber(bytes, 0, bytes.length, Number(bytes.toString('latin1')));
      else this.#addText(bytes, 0, bytes.length, 0);
    }
  }

  /** @param source the header's text of the column */
  report(source: string | null, values: number): ColumnReport {
    const any = this.#maximum.length >= 0;
    return {
      name: this.#column.name,
      source,
      nulls: this.nulls,
      distinct: this.#isOpen ? Math.min(this.#distinct.estimate(), values - this.nulls) : null,
      minimum: any ? this.#minimum.report() : null,
      maximum: any ? this.#maximum.report() : null,
      lengths: this.#longest < 0 ? null : { minimum: this.#shortest, maximum: this.#longest },
    };
  }
}
