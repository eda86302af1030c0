import type { Buffer } from 'node:buffer';
import { byteKinds, DIGIT, EXPONENT, HIGH, LETTER } from './byte-kinds.ts';

/** More shapes than dates or amounts of one column have: what has more is text. */
const mostShapes = 80;
/** Pieces of a shape of which is known what they hold: a date with its time and offset has 18. */
const mostPieces = 24;
/** More words in one place than there are months. */
const mostWords = 40;
const longestWord = 12;
const mostExamples = 6;
/** Longer values have no shape: they are text. */
const longest = 48;
/** Values after which a column of which most are free text is looked at no more. */
const enough = 20_000;

/** A run of digits in all values of a shape: how many digits it has, and what its numbers can't be. */
export interface DigitRun {
  fewest: number;
  most: number;
  least: number;
  greatest: number;
  /** Values with 0 there, with more than 12, 23, 31 and 59. */
  zeros: number;
  over12: number;
  over23: number;
  over31: number;
  over59: number;
}

/** One piece of a shape: digits, letters, or a mark that stands there. */
export type ShapePiece =
  | { readonly digits: DigitRun }
  | { readonly words: readonly string[] }
  | { readonly mark: string };

/** Values that are written alike: `2025-01-31` and `1999-12-01`, `$5.00` and `$12.50`. */
export interface Shape {
  readonly count: number;
  readonly pieces: readonly ShapePiece[];
  readonly examples: readonly string[];
}

/** The words in one place of a shape, by their hashes; small letters. */
class Words {
  readonly texts: string[] = [];
  readonly #hashes = new Uint32Array(mostWords);

  get isFull(): boolean {
    return this.texts.length === mostWords;
  }

  add(hash: number, bytes: Buffer, start: number, end: number): void {
    const size = this.texts.length;
    if (size === mostWords || end - start > longestWord) return;
    for (let index = 0; index < size; index++) if (this.#hashes[index] === hash) return;
    this.#hashes[size] = hash;
    this.texts.push(bytes.toString('latin1', start, end).toLowerCase());
  }
}

type OpenPiece = { readonly digits: DigitRun } | { readonly words: Words } | { readonly mark: string };

interface OpenShape {
  count: number;
  readonly examples: string[];
  readonly pieces: OpenPiece[];
}

/** What stands where in the value that is being read. */
const starts = new Int32Array(longest + 1);
const ends = new Int32Array(longest + 1);
/** The number of a run of digits, the hash of a word. */
const facts = new Float64Array(longest + 1);
const kindsAt = new Uint8Array(longest + 1);
const [runOfDigits, word, mark] = [1, 2, 3];

const letters = LETTER | EXPONENT;

/** Gathers how the values of a column are written, for those that hold digits: dates, money, codes. */
export class ValueShapes {
  /** Values that have no shape, or one too many. */
  others = 0;
  #values = 0;
  #isText = false;
  #pieces = 0;
  readonly #shapes = new Map<number, OpenShape>();

  add(bytes: Buffer, start: number, end: number, weight: number): void {
    this.#values += weight;
    if (this.#isText || end - start > longest) {
      this.others += weight;
      return;
    }
    const key = this.#cut(bytes, start, end);
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      if (this.#shapes.size === mostShapes) {
        this.#isText = true;
        this.others += weight;
        return;
      }
      shape = this.#open(bytes);
      this.#shapes.set(key, shape);
    }
    shape.count += weight;
    if (shape.examples.length < mostExamples) shape.examples.push(bytes.toString('utf8', start, end));
    this.#count(shape, bytes, weight);
    if (this.#values % enough === 0) this.#isText ||= this.#isMostlyFree();
  }

  /** Cuts a value into pieces. @returns a hash of their kinds and lengths */
  #cut(bytes: Buffer, start: number, end: number): number {
    let key = 0x811c9dc5;
    let piece = 0;
    for (let at = start; at < end; piece++) {
      const kind = byteKinds[bytes[at] ?? 0] ?? 0;
      starts[piece] = at;
      if (kind === DIGIT) {
        let value = 0;
        for (; at < end && byteKinds[bytes[at] ?? 0] === DIGIT; at++) value = value * 10 + (bytes[at] ?? 0) - 48;
        const length = at - (starts[piece] ?? 0);
        kindsAt[piece] = runOfDigits;
        facts[piece] = value;
        // Dates have one digit or two for a month and a day, four for a year.
        key = Math.imul(key ^ (256 + (length < 3 ? 1 : length)), 0x01000193);
      } else if ((kind & letters) !== 0) {
        let hash = 0x811c9dc5;
        for (; at < end && ((byteKinds[bytes[at] ?? 0] ?? 0) & letters) !== 0; at++)
          hash = Math.imul(hash ^ ((bytes[at] ?? 0) | 32), 0x01000193);
        kindsAt[piece] = word;
        facts[piece] = hash >>> 0;
        key = Math.imul(key ^ (512 + Math.min(10, at - (starts[piece] ?? 0))), 0x01000193);
      } else if (kind === HIGH) {
        for (; at < end && byteKinds[bytes[at] ?? 0] === HIGH; at++)
          key = Math.imul(key ^ (bytes[at] ?? 0), 0x01000193);
        kindsAt[piece] = mark;
      } else {
        key = Math.imul(key ^ (bytes[at] ?? 0), 0x01000193);
        at++;
        kindsAt[piece] = mark;
      }
      ends[piece] = at;
    }
    this.#pieces = piece;
    return key;
  }

  #open(bytes: Buffer): OpenShape {
    const pieces: OpenPiece[] = [];
    for (let piece = 0; piece < this.#pieces; piece++) {
      const kind = kindsAt[piece];
      if (kind === runOfDigits) pieces.push({ digits: noDigits() });
      else if (kind === word) pieces.push({ words: new Words() });
      else pieces.push({ mark: bytes.toString('utf8', starts[piece], ends[piece]) });
    }
    return { count: 0, examples: [], pieces };
  }

  #count({ pieces }: OpenShape, bytes: Buffer, weight: number): void {
    const most = Math.min(pieces.length, mostPieces);
    for (let index = 0; index < most; index++) {
      const piece = pieces[index];
      if (piece === undefined) return;
      const [start = 0, end = 0] = [starts[index], ends[index]];
      const fact = facts[index] ?? 0;
      if ('digits' in piece) countRun(piece.digits, end - start, fact, weight);
      else if ('words' in piece) piece.words.add(fact, bytes, start, end);
    }
  }

  /** Whether more than half of the values have a place with more words than dates and amounts have. */
  #isMostlyFree(): boolean {
    let free = this.others;
    for (const { count, pieces } of this.#shapes.values())
      if (pieces.some((piece) => 'words' in piece && piece.words.isFull)) free += count;
    return free * 2 > this.#values;
  }

  /** The most frequent first. */
  get shapes(): Shape[] {
    const all = [...this.#shapes.values()].sort((a, b) => b.count - a.count);
    return all.map(({ count, examples, pieces }) => ({
      count,
      examples,
      pieces: pieces.map((piece): ShapePiece => ('words' in piece ? { words: piece.words.texts } : piece)),
    }));
  }
}

const noDigits = (): DigitRun => ({
  fewest: 99,
  most: 0,
  least: Number.POSITIVE_INFINITY,
  greatest: 0,
  zeros: 0,
  over12: 0,
  over23: 0,
  over31: 0,
  over59: 0,
});

function countRun(run: DigitRun, length: number, value: number, weight: number): void {
  if (length < run.fewest) run.fewest = length;
  if (length > run.most) run.most = length;
  if (value < run.least) run.least = value;
  if (value > run.greatest) run.greatest = value;
  if (value === 0) run.zeros += weight;
  if (value <= 12) return;
  run.over12 += weight;
  if (value > 23) run.over23 += weight;
  if (value > 31) run.over31 += weight;
  if (value > 59) run.over59 += weight;
}
