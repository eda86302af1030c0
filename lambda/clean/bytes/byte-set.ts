import { Buffer } from 'node:buffer';
import { hashBytes } from '../output/hash-bytes.ts';

/** So many texts of one length are compared one by one; of more, only those with the same hash. */
const fewTexts = 6;

/** A set of texts that is asked with bytes. Lengths that no text has are answered at once. */
export class ByteSet {
  /** By length, and then, where there are many, by hash. */
  readonly #byLength: (readonly Buffer[] | ReadonlyMap<number, readonly Buffer[]> | undefined)[] = [];

  constructor(texts: Iterable<string>) {
    const all = [...new Set(texts)].map((text) => Buffer.from(text, 'utf8'));
    for (const [length, same] of Map.groupBy(all, (bytes) => bytes.length)) {
      const few = same.length <= fewTexts;
      this.#byLength[length] = few ? same : Map.groupBy(same, (bytes) => hashBytes(bytes, 0, length));
    }
  }

  has(bytes: Buffer, start: number, end: number): boolean {
    const same = this.#byLength[end - start];
    if (same === undefined) return false;
    const candidates = 'get' in same ? (same.get(hashBytes(bytes, start, end)) ?? []) : same;
    for (const text of candidates) if (isText(text, bytes, start)) return true;
    return false;
  }
}

function isText(text: Buffer, bytes: Buffer, start: number): boolean {
  for (let at = 0; at < text.length; at++) if (text[at] !== bytes[start + at]) return false;
  return true;
}
