import { Buffer } from 'node:buffer';
import type { TextBlock } from '../decode/decode-text.ts';

interface Segment {
  end: number;
  readonly width: TextBlock['width'];
  readonly broken: boolean;
}

/** Where the text that is passed over stood, and how it was decoded. */
export interface Passed {
  readonly line: number;
  readonly offset: number;
  /** Some of its bytes were not the UTF-8 that they should be. */
  readonly broken: boolean;
}

/** How often each line ending came. */
export interface LineEndings {
  lf: number;
  crlf: number;
  cr: number;
}

/** The part of the text that is being looked at, and where it stands in the file: physical line and byte. */
export class TextWindow {
  text = '';
  /** Index in `text` of what comes next. */
  at = 0;
  /** Physical line and byte offset of `at`. */
  line = 1;
  offset: number;
  /** No more text will come. */
  final = false;
  readonly endings: LineEndings = { lf: 0, crlf: 0, cr: 0 };
  brokenLines = 0;
  firstBrokenLine = 0;
  #segments: Segment[] = [];

  constructor(offset: number) {
    this.offset = offset;
  }

  append(block: TextBlock): void {
    const { at } = this;
    this.text = at === this.text.length ? block.text : this.text.slice(at) + block.text;
    this.#segments = this.#segments.filter(({ end }) => end > at);
    for (const segment of this.#segments) segment.end -= at;
    this.at = 0;
    const last = this.#segments.at(-1);
    const same = last !== undefined && last.width === block.width && !last.broken && !block.broken;
    if (same) last.end = this.text.length;
    else this.#segments.push({ end: this.text.length, width: block.width, broken: block.broken });
  }

  /** Moves `at` forward to `end`, counting lines and bytes. */
  pass(end: number): Passed {
    const { line, offset } = this;
    let broken = false;
    for (let index = 0; this.at < end; ) {
      const segment = this.#segments[index];
      if (segment === undefined) break;
      if (segment.end <= this.at) {
        index++;
        continue;
      }
      const upTo = Math.min(end, segment.end);
      this.offset += this.#bytes(this.at, upTo, segment.width);
      if (segment.broken) {
        broken = true;
        if (upTo === segment.end) this.brokenLines++;
        this.firstBrokenLine ||= this.line;
      }
      this.#countLines(this.at, upTo);
      this.at = upTo;
    }
    while (this.#segments.length > 1 && (this.#segments[0]?.end ?? 0) <= this.at) this.#segments.shift();
    return { line, offset, broken };
  }

  #bytes(from: number, to: number, width: TextBlock['width']): number {
    if (width === 'utf8') return Buffer.byteLength(this.text.slice(from, to), 'utf8');
    return (to - from) * (width === 'double' ? 2 : 1);
  }

  #countLines(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 10) {
        this.line++;
        this.endings.lf++;
      } else if (code === 13) {
        if (this.text.charCodeAt(at + 1) === 10) {
          if (at + 1 < to) {
            at++;
            this.line++;
            this.endings.crlf++;
          }
        } else {
          this.line++;
          this.endings.cr++;
        }
      }
    }
  }
}
