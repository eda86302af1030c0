import type { SoundBytes } from '../frame/sound-bytes.ts';
import { chunkBytes } from '../output/clean-lines.ts';
import type { Kernel } from './kernel.ts';

/** Bytes that stand in the kernel at first: more, where one record has more. They should fit a core's own cache. */
const firstSize = 131_072;
/** Sentinels behind the last byte: a scan that looks some bytes ahead ends at them too. */
const behind = 32;
const sentinel = 10;

/** The part of a file's sound bytes that stands in the kernel's memory. */
export class InputWindow {
  readonly #kernel: Kernel;
  /** Which of the sound bytes it holds. */
  #from = 0;
  #to = 0;
  #edition = -1;
  /** Where the first NUL byte stands that was not passed when it was looked for; `#to`: there is none. */
  #nul = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Makes sure that it holds bytes from the first unread one on. */
  load(sound: SoundBytes): void {
    if (this.#edition === sound.edition && sound.start >= this.#from && sound.start < this.#to) return;
    if (this.#kernel.input.size === 0) this.#grow(firstSize);
    this.#copy(sound);
  }

  /** Makes it hold more bytes than it does from the first unread one on. @returns false where there are no more */
  loadMore(sound: SoundBytes): boolean {
    if (this.holdsAll(sound)) return false;
    if (sound.start === this.#from) this.#grow(this.#kernel.input.size * 2);
    this.#copy(sound);
    return true;
  }

  /** Whether it ends where the sound bytes end. */
  holdsAll(sound: SoundBytes): boolean {
    return this.#to === sound.end;
  }

  /** Where a sound byte stands in the kernel's memory. */
  placeOf(offset: number): number {
    return this.#kernel.input.place + offset - this.#from;
  }

  /** The other way round. */
  offsetOf(place: number): number {
    return this.#from + place - this.#kernel.input.place;
  }

  /** Where its last byte ends, in the kernel's memory. */
  get end(): number {
    return this.placeOf(this.#to);
  }

  /** Where the next NUL byte stands in the kernel's memory, from the first unread byte on; `end`: there is none. */
  nulFrom({ start }: SoundBytes): number {
    if (this.#nul < start) this.#findNul(start);
    return this.placeOf(this.#nul);
  }

  #grow(size: number): void {
    const { exports } = this.#kernel;
    this.#kernel.input = { place: exports.allocate(size + behind), size };
    exports.makeRoom(chunkBytes, size);
  }

  #copy({ bytes, start, end, edition }: SoundBytes): void {
    this.#from = start;
    this.#to = Math.min(end, start + this.#kernel.input.size);
    this.#edition = edition;
    const memory = this.#kernel.bytes;
    bytes.copy(memory, this.#kernel.input.place, start, this.#to);
    memory.fill(sentinel, this.end, this.end + behind);
    this.#findNul(start);
  }

  #findNul(from: number): void {
    const found = this.#kernel.bytes.subarray(this.placeOf(from), this.end).indexOf(0);
    this.#nul = found < 0 ? this.#to : from + found;
  }
}
