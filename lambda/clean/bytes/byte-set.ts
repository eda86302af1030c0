import { Buffer } from 'node:buffer';
import { hashBytes } from '../output/hash-bytes.ts';

/** A set of texts that is asked with bytes. Lengths that no text has are answered at once. */
export class ByteSet {
  readonly #byHash = new Map<number, Buffer[]>();
  readonly #lengths = new Set<number>();
  /** Bit n: some text has n bytes, up to 31. */
  #short = 0;

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const bytes = Buffer.from(text, 'utf8');
      const hash = hashBytes(bytes, 0, bytes.length);
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), bytes]);
      this.#lengths.add(bytes.length);
      if (bytes.length < 32) this.#short |= 1 << bytes.length;
    }
  }

  has(bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length < 32 ? ((this.#short >>> length) & 1) === 0 : !this.#lengths.has(length)) return false;
    for (const text of this.#byHash.get(hashBytes(bytes, start, end)) ?? []) {
      if (text.length === length && text.compare(bytes, start, end) === 0) return true;
    }
    return false;
  }
}
