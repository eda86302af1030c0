import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { hashBytes } from './output/hash-bytes.ts';

/** Longer keys are remembered by their SHA-256: a false duplicate among them would take 2^128 rows. */
const longestKey = 64;
/** Memory of one entry beside the key's own bytes: a length, a hash, a place, a line, and its share of a table of two thirds. */
const entryBytes = 32;
const pageBytes = 1_048_576;

/**
 * Keys of the rows before, with the line where each came first. Keys are compared byte by byte, so that no two are taken for one.
 */
export class SeenKeys {
  readonly #budget: number;
  #bytes = 0;
  #count = 0;
  readonly #pages: Buffer[] = [];
  #pageAt = pageBytes;
  #places = new Uint32Array(1024);
  #hashes = new Uint32Array(1024);
  #lines = new Uint32Array(1024);
  /** Number of an entry, from 1, by hash; 0: free. */
  #table = new Uint32Array(2048);

  /** @param budget bytes of memory */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** No more keys fit into the memory: new ones are no longer remembered, known ones still found. */
  get isFull(): boolean {
    return this.#bytes >= this.#budget;
  }

  /**
   * @param key holds the key from `start` to before `end`
   * @returns the line where the key came first; undefined the first time
   */
  lineOf(key: Buffer, start: number, end: number, line: number): number | undefined {
    if (end - start <= longestKey) return this.#find(key, start, end, line);
    // One byte more than a short key can have, so that no short key looks like it.
    const digest = Buffer.alloc(longestKey + 1);
    createHash('sha256').update(key.subarray(start, end)).digest().copy(digest);
    return this.#find(digest, 0, digest.length, line);
  }

  #find(key: Buffer, start: number, end: number, line: number): number | undefined {
    const hash = hashBytes(key, start, end);
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (let entry = this.#table[slot] ?? 0; entry !== 0; entry = this.#table[slot] ?? 0) {
      if (this.#hashes[entry - 1] === hash && this.#isKey(entry - 1, key, start, end)) return this.#lines[entry - 1];
      slot = (slot + 1) & mask;
    }
    if (this.isFull) return undefined;
    this.#remember(key, start, end, hash, line);
    this.#table[slot] = this.#count;
    if (this.#count * 3 > this.#table.length * 2) this.#growTable();
    return undefined;
  }

  #isKey(entry: number, key: Buffer, start: number, end: number): boolean {
    const place = this.#places[entry] ?? 0;
    const page = this.#pages[Math.floor(place / pageBytes)];
    const at = place % pageBytes;
    if (page === undefined || page[at] !== end - start) return false;
    for (let index = 0; index < end - start; index++) if (page[at + 1 + index] !== key[start + index]) return false;
    return true;
  }

  #remember(key: Buffer, start: number, end: number, hash: number, line: number): void {
    const length = end - start;
    if (this.#pageAt + 1 + length > pageBytes) {
      this.#pages.push(Buffer.allocUnsafeSlow(pageBytes));
      this.#pageAt = 0;
    }
    const page = this.#pages.at(-1) ?? Buffer.alloc(0);
    page[this.#pageAt] = length;
    key.copy(page, this.#pageAt + 1, start, end);
    if (this.#count === this.#places.length) this.#growEntries();
    this.#places[this.#count] = (this.#pages.length - 1) * pageBytes + this.#pageAt;
    this.#hashes[this.#count] = hash;
    this.#lines[this.#count] = line;
    this.#pageAt += 1 + length;
    this.#count++;
    this.#bytes += entryBytes + length;
  }

  #growEntries(): void {
    const larger = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const fresh = new Uint32Array(old.length * 2);
      fresh.set(old);
      return fresh;
    };
    this.#places = larger(this.#places);
    this.#hashes = larger(this.#hashes);
    this.#lines = larger(this.#lines);
  }

  #growTable(): void {
    const table = new Uint32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = (this.#hashes[entry] ?? 0) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = entry + 1;
    }
    this.#table = table;
  }
}
