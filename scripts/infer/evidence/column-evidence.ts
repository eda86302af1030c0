import { Buffer } from 'node:buffer';
import { byteKinds, DIGIT, EXPONENT, POINT, SIGN } from './byte-kinds.ts';
import { type CountedValue, FrequentValues, mostFrequent } from './frequent-values.ts';
import { NumberEvidence } from './number-evidence.ts';
import { UniqueValues } from './unique-values.ts';
import { mostSampled, ValueSample } from './value-sample.ts';
import { type Shape, ValueShapes } from './value-shapes.ts';

const notNumber = ~(DIGIT | SIGN | POINT | EXPONENT);
/** After so many values, and each time as many more, a column may be settled. */
const lookAt = 16_384;
/** Rare values without digits that are kept: among numbers they are tokens for null, or slips. */
/** Columns that keep as many values as there is use for; and what each keeps at least. */
const manyColumns = 100;
const [fewestFrequent, fewestSampled] = [256, 100];
const mostRare = 60;
const longestRare = 24;

/** All that was seen of one column, to decide from. */
export interface Evidence {
  /** Values that are not null, and empty cells. */
  readonly values: number;
  readonly nulls: number;
  /** The first different ones, 8,192 at most, with their counts; `isAll`: there are no others. */
  readonly frequent: readonly CountedValue[];
  readonly isAll: boolean;
  /** No value came twice. */
  readonly isUnique: boolean;
  /** Plain numbers among them, without those of `tokens`. */
  readonly numbers: NumberEvidence;
  /** How values with digits and marks are written. */
  readonly shapes: readonly Shape[];
  /** Values without any digit, and those that are too long or too many to have a shape. */
  readonly words: number;
  readonly others: number;
  /** Values without a digit that are not among the frequent ones, as far as they are kept. */
  readonly rare: readonly CountedValue[];
  /** Up to 1,000 from all over the files, hardly any of them twice. */
  readonly sample: readonly string[];
  /** Bytes of the shortest and the longest. */
  readonly shortest: number;
  readonly longest: number;
}

/** The kinds of all bytes of a value, joined. */
function kindsOf(bytes: Buffer, start: number, end: number): number {
  let kinds = 0;
  for (let at = start; at < end; at++) kinds |= byteKinds[bytes[at] ?? 0] ?? 0;
  return kinds;
}

/** Gathers evidence of one column, value by value, in memory that does not grow with the file but for the hashes of unique values. */
export class ColumnEvidence {
  values = 0;
  nulls = 0;
  /** It is text, with more different values than are counted: the next ones are only sampled. */
  isSettled = false;
  /** Most of its values are no number and no date: what the others are does not matter. */
  #isFree = false;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;
  readonly #frequent: FrequentValues;
  readonly #unique = new UniqueValues();
  readonly #numbers = new NumberEvidence();
  readonly #shapes = new ValueShapes();
  #words = 0;
  readonly #rare = new Map<string, number>();
  readonly #sample: ValueSample;
  readonly #mayBeTyped: (shape: Shape) => boolean;

  /**
   * @param mayBeTyped whether values of a shape may be dates or written numbers: a column of which most are not is text
   * @param columns of the file: of very many each keeps fewer values, so that all together take no more memory
   */
  constructor(mayBeTyped: (shape: Shape) => boolean = () => true, columns = 1) {
    this.#mayBeTyped = mayBeTyped;
    const share = Math.min(1, manyColumns / columns);
    this.#frequent = new FrequentValues(Math.max(fewestFrequent, Math.floor(mostFrequent * share)));
    this.#sample = new ValueSample(Math.max(fewestSampled, Math.floor(mostSampled * share)));
  }

  /**
   * Takes one value that is not null.
   * @param first and `second`: 32 bits of hash each
   */
  add(bytes: Buffer, start: number, end: number, first: number, second: number): void {
    this.values++;
    const length = end - start;
    if (length < this.#shortest) this.#shortest = length;
    if (length > this.#longest) this.#longest = length;
    const wasFull = this.#frequent.isFull;
    const before = this.#frequent.add(first, second, bytes, start, end);
    if (before > 0) {
      this.#unique.refute();
      return;
    }
    this.#sample.add(bytes, start, end);
    if (before === 0) return;
    if (this.#unique.holds) {
      if (!wasFull) for (const [one, other] of this.#frequent.hashes()) this.#unique.add(one, other);
      this.#unique.add(first, second);
    }
    if (!this.#isFree) this.#classify(bytes, start, end);
    if (this.values % lookAt === 0) this.#settle();
  }

  /** Takes one more value of a settled column. */
  addSettled(bytes: Buffer, start: number, end: number): void {
    this.values++;
    this.#sample.add(bytes, start, end);
  }

  #settle(): void {
    this.#isFree ||= this.#isText();
    this.isSettled = this.#isFree && !this.#unique.holds;
  }

  #isText(): boolean {
    const { others, shapes } = this.#shapes;
    const free = shapes.filter((shape) => !this.#mayBeTyped(shape)).reduce((sum, { count }) => sum + count, 0);
    const all = shapes.reduce((sum, { count }) => sum + count, 0);
    const text = this.#words + others + free;
    return text > lookAt / 2 && text > (this.#numbers.count + all - free) * 2;
  }

  #classify(bytes: Buffer, start: number, end: number): void {
    const kinds = kindsOf(bytes, start, end);
    if ((kinds & notNumber) === 0 && this.#numbers.add(bytes, start, end, 1)) return;
    if ((kinds & DIGIT) === 0) {
      this.#words++;
      if (end - start <= longestRare && this.#rare.size < mostRare) this.#keepRare(bytes.toString('utf8', start, end));
      return;
    }
    this.#shapes.add(bytes, start, end, 1);
  }

  #keepRare(text: string): void {
    this.#rare.set(text, (this.#rare.get(text) ?? 0) + 1);
  }

  /**
   * Closes the column.
   * @param isToken whether a frequent value means null here: it is then left out of numbers, words and shapes
   */
  close(isToken: (value: CountedValue) => boolean = () => false): Evidence {
    const frequent = this.#frequent.values;
    for (const value of frequent) {
      if (isToken(value)) continue;
      const bytes = Buffer.from(value.text);
      this.#classifyFrequent(bytes, kindsOf(bytes, 0, bytes.length), value);
    }
    return {
      values: this.values,
      nulls: this.nulls,
      frequent,
      isAll: !this.#frequent.isFull,
      isUnique: this.values > 0 && this.#unique.holds,
      numbers: this.#numbers,
      shapes: this.#shapes.shapes,
      words: this.#words,
      others: this.#shapes.others,
      rare: [...this.#rare].map(([text, count]) => ({ text, count })),
      sample: this.#sample.texts,
      shortest: this.values === 0 ? 0 : this.#shortest,
      longest: this.#longest,
    };
  }

  #classifyFrequent(bytes: Buffer, kinds: number, { count }: CountedValue): void {
    if ((kinds & notNumber) === 0 && this.#numbers.add(bytes, 0, bytes.length, count)) return;
    if ((kinds & DIGIT) === 0) this.#words += count;
    else this.#shapes.add(bytes, 0, bytes.length, count);
  }
}
