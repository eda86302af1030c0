import type { Buffer } from 'node:buffer';
import type { ValueTest } from '../../../schema/compile-record-test.ts';
import type { AsciiTest } from '../../../schema/pattern/text-matcher.ts';
import type { CleanLines } from '../../output/clean-lines.ts';
import type { ByteSet } from '../byte-set.ts';
import { isSurelyComposed } from '../composed.ts';
import { ByteCell } from './byte-cell.ts';
import type { TextualCell } from './textual-cell.ts';

/** What the bytes of a text ask for: quotes, a look at its characters, or the next tier. */
const [special, high, nul] = [1, 2, 4];
const classes = new Uint8Array(256);
for (const character of '",\n\r') classes[character.charCodeAt(0)] = special;
classes.fill(high, 0x80);
classes[0] = nul;

/** First bytes of what may be a formula, also full-width; `isFormula` decides. */
const mayBeFormula = new Uint8Array(256);
for (const character of '=+-@\t\r\n') mayBeFormula[character.charCodeAt(0)] = 1;
mayBeFormula[0xef] = 1;

/** What a column's JSON Schema says of its text. */
export interface TextRules {
  /** Characters (code points), as JSON Schema counts. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly choices: ByteSet | undefined;
  /** Where the pattern can be tested in bytes of ASCII, and is all that is not above. */
  readonly asciiTest: AsciiTest | undefined;
  /** All that is not above, the pattern too. */
  readonly test: ValueTest | undefined;
  /** Formulas are looked at by the next tier. */
  readonly mindsFormulas: boolean;
}

/** Text: copied as it is, in quotes where RFC 4180 wants them. */
export class TextCell extends ByteCell {
  readonly #rules: TextRules;
  readonly #textual: TextualCell;

  constructor(rules: TextRules, textual: TextualCell) {
    super();
    this.#rules = rules;
    this.#textual = textual;
  }

  write(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const { bytes } = out;
    let at = out.at;
    let found = 0;
    for (let index = start; index < end; index++) {
      const byte = source[index] ?? 0;
      found |= classes[byte] ?? 0;
      bytes[at++] = byte;
    }
    const { minLength, maxLength, choices, asciiTest, test, mindsFormulas } = this.#rules;
    if ((found & nul) !== 0 || (mindsFormulas && mayBeFormula[source[start] ?? 0] === 1)) {
      return this.#asText(source, start, end, out);
    }
    let characters = end - start;
    if ((found & high) !== 0) {
      if (!isSurelyComposed(source, start, end)) {
        const text = source.toString('utf8', start, end);
        if (text.normalize('NFC') !== text) return this.#asText(source, start, end, out);
      }
      for (let index = start; index < end; index++) if (((source[index] ?? 0) & 0xc0) === 0x80) characters--;
    }
    if (characters < minLength || characters > maxLength) return false;
    if (choices !== undefined && !choices.has(source, start, end)) return false;
    if (asciiTest !== undefined && (found & high) === 0) {
      if (!asciiTest(source, start, end)) return false;
    } else if (test !== undefined && !test(source.toString('utf8', start, end))) return false;
    if ((found & special) !== 0) at = writeQuoted(source, start, end, bytes, out.at);
    out.at = at;
    if (this.from !== source) this.from = source;
    this.start = start;
    this.end = end;
    this.value = characters;
    return true;
  }

  #asText(source: Buffer, start: number, end: number, out: CleanLines): boolean {
    const textual = this.#textual;
    if (!textual.write(source, start, end, out)) return false;
    this.from = textual.from;
    this.start = textual.start;
    this.end = textual.end;
    this.value = textual.value;
    return true;
  }
}

/** @returns where the field ends */
function writeQuoted(source: Buffer, start: number, end: number, bytes: Buffer, from: number): number {
  let at = from;
  bytes[at++] = 34;
  for (let index = start; index < end; index++) {
    const byte = source[index] ?? 0;
    if (byte === 34) bytes[at++] = 34;
    bytes[at++] = byte;
  }
  bytes[at++] = 34;
  return at;
}
