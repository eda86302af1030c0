import { Buffer } from 'node:buffer';

/** The byte that always stands behind the last one: a scan of a line ends there without looking at the length. */
export const sentinel = 10;

/** Bytes of sound UTF-8 that are not read yet, in one piece: `bytes` from `start` to before `end`; `bytes[end]` is the sentinel. */
export class SoundBytes {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** Another number whenever bytes came, and others stand where they stood. */
  edition = 0;

  /** @param wanted how many bytes before `start` may be gone back to, if there are as many */
  append(more: Uint8Array, wanted: number): void {
    this.edition++;
    const keep = Math.min(wanted, this.start);
    const from = this.start - keep;
    const unread = this.end - from;
    const needed = unread + more.length + 1;
    const old = this.bytes;
    if (needed > old.length) this.bytes = Buffer.allocUnsafeSlow(needed + Math.min(needed, 1_048_576));
    // Within one buffer, copy moves overlapping bytes as memmove does.
    old.copy(this.bytes, 0, from, this.end);
    this.bytes.set(more, unread);
    this.start = keep;
    this.end = unread + more.length;
    this.bytes[this.end] = sentinel;
  }
}
