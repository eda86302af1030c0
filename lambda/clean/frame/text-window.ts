import { Buffer } from 'node:buffer';
import { type TextBlock, textOf } from '../decode/cut-blocks.ts';

/** How many bytes a character of a segment was; `utf8`: it varies. */
type Width = 'utf8' | 'single' | 'double';

interface Segment {
  end: number;
  readonly width: Width;
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

const widths: Readonly<Record<TextBlock['is'], Width>> = {
  ascii: 'single',
  'utf-8': 'utf8',
  'windows-1252': 'single',
  'utf-16le': 'double',
  'utf-16be': 'double',
};

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
    const text = textOf(block);
    const width = widths[block.is];
    this.text = at === this.text.length ? text : this.text.slice(at) + text;
    this.#segments = this.#segments.filter(({ end }) => end > at);
    for (const segment of this.#segments) segment.end -= at;
    this.at = 0;
    const last = this.#segments.at(-1);
    const same = last !== undefined && last.width === width && !last.broken && !block.broken;
    if (same) last.end = this.text.length;
    else this.#segments.push({ end: this.text.length, width, broken: block.broken });
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

  /** Bytes of the text from `at` on. */
  unreadBytes(): number {
    let bytes = 0;
    let from = this.at;
    for (const { end, width } of this.#segments) {
      if (end <= from) continue;
      bytes += this.#bytes(from, end, width);
      from = end;
    }
    return bytes;
  }

  /** Forgets the text, which is read from its bytes again. */
  clear(): void {
    this.text = '';
    this.at = 0;
    this.#segments = [];
  }

  #bytes(from: number, to: number, width: Width): number {
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
