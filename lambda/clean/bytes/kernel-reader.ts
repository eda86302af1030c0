import type { RawRecord } from '../frame/frame-records.ts';
import type { SoundBytes } from '../frame/sound-bytes.ts';
import type { TextWindow } from '../frame/text-window.ts';
import * as slots from '../kernel/slot-names.ts';
import * as stop from '../kernel/stop.ts';
import type { FileOutput } from '../output/file-output.ts';
import type { ByteReader, Stop } from '../read-records.ts';
import type { RecordSorter } from '../sort-records.ts';
import type { FileHost } from './file-host.ts';
import { gatheredValues } from './gathered-values.ts';
import { InputWindow } from './input-window.ts';
import type { Kernel } from './kernel.ts';

/** Lets the kernel read records straight from bytes into the clean file; what is not clean there is sorted as text. */
export class KernelReader implements ByteReader {
  readonly #kernel: Kernel;
  readonly #host: FileHost;
  readonly #input: InputWindow;
  readonly #window: TextWindow;
  readonly #sorter: RecordSorter;
  readonly #output: FileOutput;
  readonly #longest: number;

  /** @param longest record, in characters */
  constructor(
    kernel: Kernel,
    host: FileHost,
    window: TextWindow,
    sorter: RecordSorter,
    output: FileOutput,
    longest: number,
  ) {
    this.#kernel = kernel;
    this.#host = host;
    this.#input = new InputWindow(kernel);
    this.#window = window;
    this.#sorter = sorter;
    this.#output = output;
    this.#longest = longest;
  }

  read(sound: SoundBytes, isLast: boolean): Stop {
    const { lines } = this.#output;
    for (;;) {
      if (sound.start === sound.end) return isLast ? 'done' : 'more';
      if (lines.isFull) return 'full';
      this.#input.load(sound);
      switch (this.#readOn(sound, isLast)) {
        case stop.stopMore:
          if (this.#input.loadMore(sound)) break;
          return sound.end - sound.start > this.#longest ? 'odd' : 'more';
        case stop.stopOdd:
          return 'odd';
        case stop.stopUnread:
          this.#sorter.take(this.#raw(sound, sound.start));
          this.#pass(sound);
          break;
        case stop.stopDuplicate:
          this.#takeDuplicate(sound);
          this.#pass(sound);
          break;
        case stop.stopAudit:
          this.#audit(sound);
      }
    }
  }

  finish(): void {
    for (const { index, profile } of this.#output.columns) profile.addGathered(gatheredValues(this.#kernel, index));
    this.#kernel.release();
  }

  /** Lets the kernel read as far as it can, and takes over what it wrote. @returns why it stopped */
  #readOn(sound: SoundBytes, isLast: boolean): number {
    const { lines } = this.#output;
    const kernel = this.#kernel;
    const input = this.#input;
    this.#host.line = this.#window.line;
    const isEnd = isLast && input.holdsAll(sound) ? 1 : 0;
    const from = input.placeOf(sound.start);
    const why = kernel.exports.read(from, input.end, isEnd, input.nulFrom(sound), this.#sorter.row, lines.room);
    const written = kernel.slot(slots.slotWritten);
    if (written > 0) {
      lines.append(kernel.bytes, kernel.slot(slots.slotLines), kernel.slot(slots.slotLinesEnd));
      this.#output.countClean(written);
      this.#sorter.row += written;
    }
    const passed = kernel.slot(slots.slotAt) - from;
    sound.start += passed;
    this.#countOn(passed, slots.slotLf, slots.slotCrlf, slots.slotCr);
    return why;
  }

  /** Passes the record that the kernel stopped at. */
  #pass(sound: SoundBytes): void {
    const passed = this.#kernel.slot(slots.slotNext) - this.#input.placeOf(sound.start);
    sound.start += passed;
    this.#countOn(passed, slots.slotFoundLf, slots.slotFoundCrlf, slots.slotFoundCr);
  }

  #countOn(bytes: number, ...[lf, crlf, cr]: [number, number, number]): void {
    const window = this.#window;
    const kernel = this.#kernel;
    window.offset += bytes;
    window.line += kernel.slot(lf) + kernel.slot(crlf) + kernel.slot(cr);
    window.endings.lf += kernel.slot(lf);
    window.endings.crlf += kernel.slot(crlf);
    window.endings.cr += kernel.slot(cr);
  }

  #takeDuplicate(sound: SoundBytes): void {
    const { duplicate } = this.#host;
    if (duplicate === undefined) throw new TypeError('the kernel stopped at a duplicate that is none');
    this.#sorter.row++;
    this.#sorter.takeDuplicate(this.#raw(sound, sound.start), this.#sorter.row, duplicate);
  }

  /** Has the reference read the record that was written last, too. */
  #audit(sound: SoundBytes): void {
    const kernel = this.#kernel;
    const from = sound.start - (kernel.slot(slots.slotNext) - kernel.slot(slots.slotLastRecord));
    const line = kernel.bytes.toString('utf8', kernel.slot(slots.slotLastLine), kernel.slot(slots.slotLinesEnd));
    this.#sorter.audit(this.#raw(sound, from), this.#sorter.row, line);
  }

  /** @param from where the record begins that was found last */
  #raw({ bytes }: SoundBytes, from: number): RawRecord {
    const { line, offset } = this.#window;
    const kernel = this.#kernel;
    const raw = bytes.toString('utf8', from, this.#input.offsetOf(kernel.slot(slots.slotContentEnd)));
    return { raw, line, offset, fault: undefined, broken: false, part: undefined };
  }
}
