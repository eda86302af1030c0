import { Buffer } from 'node:buffer';
import type { CleanLines } from '../../output/clean-lines.ts';

/** Reads the cells of one column as bytes and writes them as a field of the clean file. */
export abstract class ByteCell {
  /** After a write: the bytes that hold the value as in the clean file, without quotes. */
  from: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** After a write: of a number the nearest double, of text how many characters it has. */
  value = 0;

  /**
   * Writes one cell at `out.at`, where there is room for twice its length and 64 bytes more.
   * @param source holds the cell in sound UTF-8, trimmed, not empty and no null token
   * @returns false where the cell falls to the next tier, which words why if it is wrong; what is behind `out.at` then means nothing
   */
  abstract write(source: Buffer, start: number, end: number, out: CleanLines): boolean;

  /** Says that the value stands in the output from `start` on. */
  protected wroteAt(out: CleanLines, start: number): true {
    if (this.from !== out.bytes) this.from = out.bytes;
    this.start = start;
    this.end = out.at;
    return true;
  }
}
