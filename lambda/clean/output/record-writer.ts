import { Buffer } from 'node:buffer';
import type { Sink } from '../clean-input.ts';

const fullAt = 65_536;
/** A thousand small files need no more. */
const firstBytes = 4096;
/** A buffer that one long record made larger is not kept. */
const mostKept = 1_048_576;

/** Gathers whole records and hands them on in chunks of some 64 KiB, each ending at a record's end. */
export class RecordWriter {
  readonly #sink: Sink;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @param record text with its line ending */
  write(record: string): void {
    // No UTF-16 code unit takes more than three bytes.
    if (this.#at + record.length * 3 > this.#bytes.length) this.#reserve(Buffer.byteLength(record));
    this.#at += this.#bytes.write(record, this.#at);
  }

  /** Whether it is time to flush. */
  get isFull(): boolean {
    return this.#at >= fullAt;
  }

  /** Hands on what was written, and waits until it is taken. */
  async flush(): Promise<void> {
    if (this.#at === 0) return;
    await this.#sink(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    if (this.#bytes.length > mostKept) this.#bytes = Buffer.alloc(0);
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(firstBytes, 2 * this.#bytes.length, this.#at + length));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
