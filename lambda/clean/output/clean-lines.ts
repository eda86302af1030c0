import { Buffer } from 'node:buffer';
import type { Sink } from '../clean-input.ts';

/** A chunk ends with the first record that makes it this long, whoever wrote the records: chunks depend on the records alone. */
export const chunkBytes = 65_536;
/** Room at first: a thousand small files need no more, a large one soon doubles it. */
const firstBytes = 16_384;

/** The clean file under way: bytes that whoever reads records writes into directly, cut into chunks between records. */
export class CleanLines {
  bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes);
  /** Where the next byte goes. */
  at = 0;
  readonly #sink: Sink;
  #chunkStart = 0;
  #cuts: number[] = [];

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Makes sure that this many bytes fit behind `at`. `bytes` may be another buffer afterwards. */
  reserve(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.at + length));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  /** Writes text at `at`. */
  writeText(text: string): void {
    this.reserve(text.length * 3);
    this.at += this.bytes.write(text, this.at);
  }

  /** Writes bytes at `at`. */
  append(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.bytes.set(bytes.subarray(start, end), this.at);
    this.at += end - start;
  }

  /** Bytes after which the chunk under way is full. */
  get room(): number {
    return chunkBytes - (this.at - this.#chunkStart);
  }

  /** Says that a record ends at `at`. */
  endRecord(): void {
    if (this.at - this.#chunkStart < chunkBytes) return;
    this.#cuts.push(this.at);
    this.#chunkStart = this.at;
  }

  /** Whether a chunk waits to be handed on. */
  get isFull(): boolean {
    return this.#cuts.length > 0;
  }

  /** Hands on the chunks that are whole. */
  async flushFull(): Promise<void> {
    if (this.#cuts.length === 0) return;
    let from = 0;
    for (const cut of this.#cuts) {
      await this.#sink(this.bytes.subarray(from, cut));
      from = cut;
    }
    this.bytes.copy(this.bytes, 0, from, this.at);
    this.at -= from;
    this.#chunkStart -= from;
    this.#cuts = [];
  }

  /** Hands on everything. */
  async flush(): Promise<void> {
    await this.flushFull();
    if (this.at === 0) return;
    await this.#sink(this.bytes.subarray(0, this.at));
    this.at = 0;
    this.#chunkStart = 0;
  }
}
