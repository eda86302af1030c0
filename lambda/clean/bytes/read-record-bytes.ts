import type { RawRecord } from '../frame/frame-records.ts';
import type { SoundBytes } from '../frame/sound-bytes.ts';
import type { TextWindow } from '../frame/text-window.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader, Stop } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import type { LineBuilder } from './build-line.ts';
import type { ByteScanner } from './byte-scanner.ts';

/** What reading records as bytes works with. */
export interface RecordBytesOptions {
  readonly scanner: ByteScanner;
  readonly builder: LineBuilder;
  /** Longest record, in characters: no record of as many bytes has more. */
  readonly longest: number;
  readonly window: TextWindow;
  readonly sorter: RecordSorter;
  readonly output: FileOutput;
}

/** Reads records straight from bytes into the clean file; what is not clean there is sorted as text. */
export class RecordByteReader implements ByteReader {
  readonly #options: RecordBytesOptions;

  constructor(options: RecordBytesOptions) {
    this.#options = options;
  }

  read(sound: SoundBytes, isLast: boolean): Stop {
    const { scanner, longest, window, output } = this.#options;
    const { bytes, end } = sound;
    let nul = bytes.subarray(0, end).indexOf(0, sound.start);
    for (;;) {
      const from = sound.start;
      if (from === end) return isLast ? 'done' : 'more';
      if (output.lines.isFull) return 'full';
      const found = scanner.scan(bytes, from, end, isLast);
      if (found === 'more') return end - from > longest ? 'odd' : 'more';
      if (found === 'odd' || scanner.contentEnd - from > longest) return 'odd';
      const { contentEnd, next } = scanner;
      if (found === 'record') {
        const hasNul = nul >= 0 && nul < contentEnd;
        if (hasNul) nul = bytes.subarray(0, end).indexOf(0, next);
        if (hasNul || !scanner.isReadable || !this.#build(sound, from)) this.#sortAsText(sound, from);
      }
      window.offset += next - from;
      window.line += scanner.lf + scanner.crlf + scanner.cr;
      window.endings.lf += scanner.lf;
      window.endings.crlf += scanner.crlf;
      window.endings.cr += scanner.cr;
      sound.start = next;
    }
  }

  #build(sound: SoundBytes, from: number): boolean {
    const { scanner, builder, window, sorter, output } = this.#options;
    const row = sorter.row + 1;
    const { lines } = output;
    const lineFrom = lines.at;
    const built = builder.build(scanner.bytes, scanner.places, scanner.contentEnd - from, window.line, row);
    if (built === false) return false;
    sorter.row = row;
    if (built !== true) sorter.takeDuplicate(this.#raw(sound, from), row, built);
    else if (sorter.isAudited(row)) {
      sorter.audit(this.#raw(sound, from), row, lines.bytes.toString('utf8', lineFrom, lines.at));
    }
    return true;
  }

  #sortAsText(sound: SoundBytes, from: number): void {
    this.#options.sorter.take(this.#raw(sound, from));
  }

  #raw({ bytes }: SoundBytes, from: number): RawRecord {
    const { scanner, window } = this.#options;
    const raw = bytes.toString('utf8', from, scanner.contentEnd);
    const { line, offset } = window;
    return { raw, line, offset, fault: undefined, broken: false, part: undefined };
  }
}
