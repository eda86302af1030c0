import type { DirtLog } from './dirt-log.ts';
import type { Random } from './random.ts';

/** A piece of a file: text that is still to be encoded, or bytes as they are. */
export type Piece = string | Uint8Array;

/** What a line of CSV is written with. */
export interface CsvStyle {
  readonly delimiter: string;
  readonly quote: string;
  readonly comment: string | undefined;
  /** Longest record, in characters. */
  readonly longest: number;
}

/** Bytes that no UTF-8 has, in the middle of text that has. */
const brokenBytes = [
  [0xe9],
  [0xff, 0xfe],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0x98],
  [0x80],
  [0xc0, 0x80],
  [0xf5, 0x80],
];

const insert = (random: Random, text: string, what: string): string => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
};

function* csvFaults({ delimiter, quote, comment, longest }: CsvStyle) {
  const mark = quote === '' ? '"' : quote;
  yield ['stray quote', (line: string, random: Random) => insert(random, line, mark)] as const;
  yield ['never-closed quote', (line: string) => `${mark}${line}`] as const;
  yield ['never-closed quote', (line: string) => `${line}${delimiter}${mark}open`] as const;
  yield ['text after quote', (line: string) => `${mark}a${mark}b${delimiter}${line}`] as const;
  yield ['text after quote', (line: string) => `${mark}a${mark}\u00a0${delimiter}${line}`] as const;
  yield ['quotes only', (line: string, random: Random) => mark.repeat(random.between(1, 9)) + line] as const;
  yield [
    'multi-line quote',
    (line: string) => `${mark}one\ntwo ${mark}${mark}\r\nthree${mark}${delimiter}${line}`,
  ] as const;
  yield ['multi-line quote, open', (line: string) => `${mark}one\n${line}\nthree`] as const;
  yield ['short row', (line: string) => line.slice(0, Math.max(0, line.lastIndexOf(delimiter)))] as const;
  yield ['short row', (line: string, random: Random) => line.slice(0, random.below(line.length + 1))] as const;
  yield ['long row', (line: string, random: Random) => `${line}${delimiter}${random.pick(['', 'x', mark])}`] as const;
  yield [
    'blank line',
    (line: string, random: Random) => `${random.pick(['', ' ', '\t', ' \t ', '\u00a0'])}\n${line}`,
  ] as const;
  yield [
    'delimiters only',
    (line: string, random: Random) => `${delimiter.repeat(random.between(1, 12))}\n${line}`,
  ] as const;
  yield ['comment line', (line: string) => `${comment ?? '#'} a ${mark} comment\n${line}`] as const;
  yield ['comment mark', (line: string) => `${comment ?? '#'}${line}`] as const;
  yield ['NUL', (line: string, random: Random) => insert(random, line, '\0')] as const;
  yield ['NUL bytes', (line: string) => `${line}\n${'\0'.repeat(40)}`] as const;
  yield ['over-long record', (line: string) => `${line}${'y'.repeat(longest)}`] as const;
  yield [
    'over-long record, quoted',
    (line: string) => `${mark}${'y\n'.repeat(longest)}${mark}${delimiter}${line}`,
  ] as const;
  yield [
    'record at the limit',
    (line: string, random: Random) => line.padEnd(longest + random.between(-1, 1), 'z'),
  ] as const;
  yield ['lone surrogate', (line: string, random: Random) => insert(random, line, '\ud800')] as const;
  yield [
    'control characters',
    (line: string, random: Random) => insert(random, line, random.pick(['\x01', '\x0b', '\x1a', '\x7f', '\f'])),
  ] as const;
  yield ['byte order mark inside', (line: string) => `\ufeff${line}`] as const;
  yield [
    'exotic line ending',
    (line: string, random: Random) =>
      insert(random, line, random.pick(['\u2028', '\u2029', '\u0085', '\v', '\r', '\r\r\n'])),
  ] as const;
}

/** Makes the function that spoils lines of CSV, each in one of the ways that files are spoilt. */
export function createLineSpoiler(style: CsvStyle): (random: Random, line: string, dirt: DirtLog) => Piece[] {
  const faults = [...csvFaults(style)];
  return (random, line, dirt) => {
    if (random.chance(0.1)) {
      dirt.hit('bytes that are no UTF-8');
      const at = random.below(line.length + 1);
      return [line.slice(0, at), Uint8Array.from(random.pick(brokenBytes)), line.slice(at)];
    }
    const [kind, spoil] = random.pick(faults);
    dirt.hit(kind);
    return [spoil(line, random)];
  };
}

/** Puts bytes that are no UTF-8 somewhere into a text. */
export function withBrokenBytes(random: Random, text: string): Piece[] {
  const at = random.below(text.length + 1);
  return [text.slice(0, at), Uint8Array.from(random.pick(brokenBytes)), text.slice(at)];
}
