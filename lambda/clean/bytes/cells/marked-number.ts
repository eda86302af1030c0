import { Buffer } from 'node:buffer';
import { type NumberMarks, parseNumberFormat } from '../../../schema/number-format.ts';

interface Marks {
  readonly prefix: Buffer;
  readonly suffix: Buffer;
  /** Bytes; -1: none. */
  readonly group: number;
  readonly decimal: number;
}

const [plus, minus, point, zero, nine, space] = [43, 45, 46, 48, 57, 32];
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= nine;

/** @returns undefined for marks that bytes do not know: percent signs, and blanks between digits, which come in three kinds */
function marksOf({ prefix, suffix, group, decimal, percent }: NumberMarks): Marks | undefined {
  if (percent || (group !== '' && !/^[!-~]$/.test(group))) return undefined;
  const byteOf = (mark: string): number => (mark === '' ? -1 : mark.charCodeAt(0));
  return { prefix: Buffer.from(prefix), suffix: Buffer.from(suffix), group: byteOf(group), decimal: byteOf(decimal) };
}

/**
 * Writes numbers that are written in a declared format in the plain form: `$1,234.56` is `1234.56`. The same as
 * `cells/written-number.ts` reads, as far as bytes know the marks; the first format that fits wins.
 */
export class MarkedNumber {
  /** The number in its plain form, up to `length`. */
  readonly plain: Buffer = Buffer.allocUnsafe(64);
  length = 0;
  readonly #formats: readonly Marks[];

  constructor(formats: readonly Marks[]) {
    this.#formats = formats;
  }

  /** @returns undefined where no format is declared, or one that bytes do not know */
  static of(formats: readonly string[]): MarkedNumber | undefined {
    const marks = formats.map((format) => {
      const parsed = parseNumberFormat(format);
      return parsed === undefined ? undefined : marksOf(parsed);
    });
    const known = marks.filter((one) => one !== undefined);
    return known.length === 0 || known.length < formats.length ? undefined : new MarkedNumber(known);
  }

  /** @returns whether the bytes are a number in one of the formats, which then stands in `plain` */
  read(source: Buffer, start: number, end: number): boolean {
    if (end - start > this.plain.length) return false;
    return this.#formats.some((marks) => this.#readBy(marks, source, start, end));
  }

  #readBy({ prefix, suffix, group, decimal }: Marks, source: Buffer, start: number, end: number): boolean {
    const { plain } = this;
    let at = start;
    let length = 0;
    let sign = source[at] === plus || source[at] === minus ? source[at++] : undefined;
    if (prefix.length > 0 && startsWith(source, at, end, prefix)) {
      at += prefix.length;
      while (source[at] === space && at < end) at++;
    }
    if (sign === undefined && (source[at] === plus || source[at] === minus)) sign = source[at++];
    if (sign === minus) plain[length++] = minus;
    const first = at;
    let grouped = 0;
    for (; at < end; at++) {
      const byte = source[at] ?? 0;
      if (isDigit(byte)) plain[length++] = byte;
      else if (
        byte === group &&
        isGroup(source, at, end) &&
        (grouped > 0 ? grouped === at : at - first <= 3 && at > first)
      ) {
        grouped = at + 4;
      } else break;
    }
    if (at === first || (grouped > 0 && grouped !== at)) return false;
    if (at < end && source[at] === decimal && isDigit(source[at + 1]) && at + 1 < end) {
      plain[length++] = point;
      for (at++; at < end && isDigit(source[at]); at++) plain[length++] = source[at] ?? 0;
    }
    if (at < end && suffix.length > 0) {
      while (source[at] === space && at < end) at++;
      if (!startsWith(source, at, end, suffix)) return false;
      at += suffix.length;
    }
    this.length = length;
    return at === end;
  }
}

/** Whether a mark at `at` has three digits behind it, and no fourth. */
const isGroup = (source: Buffer, at: number, end: number): boolean =>
  at + 3 < end &&
  isDigit(source[at + 1]) &&
  isDigit(source[at + 2]) &&
  isDigit(source[at + 3]) &&
  !(at + 4 < end && isDigit(source[at + 4]));

function startsWith(source: Buffer, at: number, end: number, text: Buffer): boolean {
  if (at + text.length > end) return false;
  for (let index = 0; index < text.length; index++) if (source[at + index] !== text[index]) return false;
  return true;
}
