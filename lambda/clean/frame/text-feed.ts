import type { Buffer } from 'node:buffer';
import { isSound, type TextBlock } from '../decode/cut-blocks.ts';
import { SoundBytes } from './sound-bytes.ts';
import type { TextWindow } from './text-window.ts';

/** Bytes of the first and of the longest piece that becomes text at once, when bytes that could be read as bytes become text. */
const [firstPiece, longestPiece] = [4096, 65_536];

/**
 * Hands a file on, block by block, as it is asked to: as text in the window, or as bytes where they are sound UTF-8. What is not read
 * of the text can become bytes again, so a reader may go to and fro between the two.
 */
export class TextFeed {
  readonly window: TextWindow;
  /** Sound bytes behind the window's text. */
  readonly sound = new SoundBytes();
  readonly #blocks: AsyncIterator<TextBlock>;
  /** Stands behind the sound bytes, and is none of them. */
  #foreign: TextBlock | undefined;
  #ended = false;
  /** Text came that was no sound bytes; it may still stand in the window, up to this offset. */
  #foreignUpTo = -1;
  #piece = firstPiece;

  /** @param blocks is closed by `close` */
  constructor(window: TextWindow, blocks: AsyncIterable<TextBlock>) {
    this.window = window;
    this.#blocks = blocks[Symbol.asyncIterator]();
  }

  /** Adds text to the window, or marks it as final. @returns whether there was more */
  async more(): Promise<boolean> {
    const { window, sound } = this;
    if (window.final) return false;
    if (sound.start === sound.end && this.#foreign === undefined) await this.#pull();
    if (sound.start < sound.end) {
      window.append({ bytes: this.#takePiece(), is: 'utf-8', broken: false });
    } else if (this.#foreign !== undefined) {
      window.append(this.#foreign);
      this.#foreign = undefined;
      this.#foreignUpTo = window.offset + window.unreadBytes();
    }
    window.final = this.#ended && sound.start === sound.end && this.#foreign === undefined;
    return window.at < window.text.length || !window.final;
  }

  /**
   * Adds bytes behind the sound ones.
   * @returns whether there are more now; false: the file ends, or goes on with what only text can be made of
   */
  async moreBytes(): Promise<boolean> {
    const before = this.sound.end - this.sound.start;
    if (this.#foreign === undefined) await this.#pull();
    return this.sound.end - this.sound.start > before;
  }

  /** Whether all that the file still has stands in `sound`. */
  get isLast(): boolean {
    return this.#ended && this.#foreign === undefined;
  }

  /** Makes the window's unread text bytes again. @returns false where it can't be, because it was none */
  toBytes(): boolean {
    const { window, sound } = this;
    if (window.offset < this.#foreignUpTo) return false;
    sound.start -= window.unreadBytes();
    window.clear();
    window.final = false;
    this.#piece = firstPiece;
    return true;
  }

  /** Waits until the window holds this many characters from `at` on, or the text ends. */
  async atLeast(characters: number): Promise<void> {
    while (this.window.text.length - this.window.at < characters) if (!(await this.more())) return;
  }

  /** Ends reading, also before the end. */
  async close(): Promise<void> {
    await this.#blocks.return?.();
  }

  async #pull(): Promise<void> {
    if (this.#ended) return;
    const next = await this.#blocks.next();
    if (next.done === true) this.#ended = true;
    else if (isSound(next.value)) this.sound.append(next.value.bytes, this.window.unreadBytes());
    else this.#foreign = next.value;
  }

  /** The first sound bytes, up to a line's end where there is one; each time some more, in case a long record is being looked for. */
  #takePiece(): Buffer {
    const { sound } = this;
    const { bytes, start, end } = sound;
    let upTo = Math.min(end, start + this.#piece);
    this.#piece = Math.min(longestPiece, this.#piece * 2);
    if (upTo < end) {
      const line = bytes.indexOf(10, upTo) + 1;
      upTo = line > 0 && line <= end && line - upTo < longestPiece ? line : end;
    }
    sound.start = upTo;
    return bytes.subarray(start, upTo);
  }
}
