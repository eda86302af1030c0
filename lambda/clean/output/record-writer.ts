import { Buffer } from 'node:buffer';
import type { Sink } from '../clean-input.ts';

const fullAt = 65_536;

/** Gathers whole records and hands them on in chunks of some 64 KiB, each ending at a record's end. */
export class RecordWriter {
  readonly #sink: Sink;
  #pending: string[] = [];
  #length = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @param record text with its line ending */
  write(record: string): void {
    this.#pending.push(record);
    this.#length += record.length;
  }

  /** Whether it is time to flush. */
  get isFull(): boolean {
    return this.#length >= fullAt;
  }

  /** Hands on what was written, and waits until it is taken. */
  async flush(): Promise<void> {
    if (this.#length === 0) return;
    const chunk = Buffer.from(this.#pending.join(''), 'utf8');
    this.#pending = [];
    this.#length = 0;
    await this.#sink(chunk);
  }
}
