import { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import { ByteCell } from './byte-cell.ts';
import type { TextualCell } from './textual-cell.ts';

/** The letters of a word of up to five, as one number. */
const codeOf = (word: string): number => [...word].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
const longestWord = 5;
/** The words of `cells/boolean.ts`. */
const meanings = new Map([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [codeOf(word), true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [codeOf(word), false] as const),
]);

/** @returns undefined for what is no such word in ASCII */
function meaningOf(bytes: Buffer, start: number, end: number): boolean | undefined {
  if (end - start > longestWord) return undefined;
  let code = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    code = code * 256 + (byte >= 65 && byte <= 90 ? byte + 32 : byte);
  }
  return meanings.get(code);
}

const texts = { true: Buffer.from('true'), false: Buffer.from('false') };

/** True and false in words of any case; what is no word is read as text, which may know letters beyond ASCII. */
export class BooleanCell extends ByteCell {
  readonly #test: ValueTest | undefined;
  readonly #textual: TextualCell;

  constructor(test: ValueTest | undefined, textual: TextualCell) {
    super();
    this.#test = test;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const from = out.at;
    const value = meaningOf(source, start, end);
    if (value === undefined) return this.#textual.write(source, start, end, out) && this.wroteAt(out, from);
    if (this.#test !== undefined && !this.#test(value)) return false;
    const text = value ? texts.true : texts.false;
    const { bytes } = out;
    for (let at = 0; at < text.length; at++) bytes[from + at] = text[at] ?? 0;
    out.at = from + text.length;
    return this.wroteAt(out, from);
  }
}
