import type { TextBlock } from '../decode/decode-text.ts';
import type { TextWindow } from './text-window.ts';

/** Fills a window with a file's text, block by block, as it is asked to. */
export class TextFeed {
  readonly window: TextWindow;
  readonly #blocks: AsyncIterator<TextBlock>;

  /** @param blocks is closed by `close` */
  constructor(window: TextWindow, blocks: AsyncIterable<TextBlock>) {
    this.window = window;
    this.#blocks = blocks[Symbol.asyncIterator]();
  }

  /** Adds the next block, or marks the window as final. @returns whether there was one */
  async more(): Promise<boolean> {
    if (this.window.final) return false;
    const next = await this.#blocks.next();
    if (next.done === true) this.window.final = true;
    else this.window.append(next.value);
    return next.done !== true;
  }

  /** Waits until the window holds this many characters from `at` on, or the text ends. */
  async atLeast(characters: number): Promise<void> {
    while (this.window.text.length - this.window.at < characters) if (!(await this.more())) return;
  }

  /** Ends reading, also before the end. */
  async close(): Promise<void> {
    await this.#blocks.return?.();
  }
}
