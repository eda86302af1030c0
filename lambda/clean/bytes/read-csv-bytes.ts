import type { RawRecord } from '../frame/frame-records.ts';
import type { SoundBytes } from '../frame/sound-bytes.ts';
import type { TextWindow } from '../frame/text-window.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader, Stop } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import type { LineBuilder } from './build-line.ts';
import type { CsvByteScanner } from './scan-csv.ts';

/** What reading CSV as bytes works with. */
export interface CsvBytesOptions {
  readonly scanner: CsvByteScanner;
  readonly builder: LineBuilder;
  /** How many fields each record must have. */
  readonly width: number;
  /** Longest record, in characters: no record of as many bytes has more. */
  readonly longest: number;
  readonly window: TextWindow;
  readonly sorter: RecordSorter;
  readonly output: FileOutput;
}

/** Reads CSV records straight from bytes into the clean file; what is not clean there is sorted as text. */
export class CsvByteReader implements ByteReader {
  readonly #options: CsvBytesOptions;

  constructor(options: CsvBytesOptions) {
    this.#options = options;
  }

  read(sound: SoundBytes, isLast: boolean): Stop {
    const { scanner, width, longest, window, output } = this.#options;
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
        if (hasNul || scanner.fields !== width || !this.#build(sound, from)) this.#sortAsText(sound, from);
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
