import { byteAt } from '../bytes.ts';
import { Column, setValue } from '../column.ts';
import { countCharacters, isSurelyComposed } from '../composed.ts';
import { allocate } from '../heap.ts';
import { isComposed, passesText } from '../host.ts';
import { hasText, TextSet } from '../text-set.ts';
import { writeQuoted } from '../write-text.ts';
import { writeHostCell } from './host-cell.ts';

/** A pattern's deterministic automaton over ASCII, as `lambda/schema/pattern` makes it: state 0 is the start. */
@unmanaged
class AsciiPattern {
  /** By character: its class, from 0 to 14; all of a class lead the same way from each state. */
  classes: usize;
  /** By state and two classes, 256 bytes a state: the state after both. */
  ways: usize;
  /** By state: whether a text that ends there matches. */
  accepting: usize;
}

/** The class of no character: the state stays as it is. */
const noClass = 15;

/** What a column's JSON Schema says of its text. */
@unmanaged
class TextRules {
  /** Characters (code points), as JSON Schema counts. */
  minLength: i32;
  maxLength: i32;
  choices: TextSet;
  /** Where the pattern can be tested in bytes of ASCII, and is all that is not above. */
  pattern: AsciiPattern;
  /** Formulas are looked at by the host. */
  mindsFormulas: bool;
}

/** @param choices 0: any @param mindsFormulas texts that may be formulas are read by the host */
export function newTextRules(minLength: i32, maxLength: i32, choices: TextSet, mindsFormulas: bool): usize {
  const rules = changetype<TextRules>(allocate(offsetof<TextRules>()));
  rules.minLength = minLength;
  rules.maxLength = maxLength;
  rules.choices = choices;
  rules.mindsFormulas = mindsFormulas;
  return changetype<usize>(rules);
}

/** @param classes @param ways @param accepting tables that go on standing there: see `AsciiPattern` */
export function setPattern(rules: usize, classes: usize, ways: usize, accepting: usize): void {
  const pattern = changetype<AsciiPattern>(allocate(offsetof<AsciiPattern>()));
  pattern.classes = classes;
  pattern.ways = ways;
  pattern.accepting = accepting;
  changetype<TextRules>(rules).pattern = pattern;
}

/** First bytes of what may be a formula, also full-width; `isFormula` decides: = + - @, tab, CR, LF. */
function mayBeFormula(byte: i32): bool {
  return (
    byte === 61 ||
    byte === 43 ||
    byte === 45 ||
    byte === 64 ||
    byte === 9 ||
    byte === 10 ||
    byte === 13 ||
    byte === 0xef
  );
}

/** Text: copied as it is, in quotes where RFC 4180 wants them. As `writeCell`. */
export function writeTextCell(column: Column, start: usize, end: usize, out: usize): usize {
  const rules = changetype<TextRules>(column.rules);
  if (rules.mindsFormulas && mayBeFormula(byteAt(start))) return writeHostCell(column, start, end, out);
  const length = <i32>(end - start);
  const isSpecial = !column.isPlain && hasSpecial(start, length);
  const high = copyText(start, length, out);
  let characters = length;
  if (high) {
    if (!isSurelyComposed(start, end) && !isComposed(start, end)) return writeHostCell(column, start, end, out);
    characters = countCharacters(start, end);
  }
  if (characters < rules.minLength || characters > rules.maxLength) return 0;
  if (changetype<usize>(rules.choices) !== 0 && !hasText(rules.choices, start, end)) return 0;
  if (changetype<usize>(rules.pattern) !== 0 && !high) {
    if (!matches(rules.pattern, start, end)) return 0;
  } else if (column.isTested && !passesText(column.number, start, end)) return 0;
  column.value = characters;
  setValue(column, start, end);
  return isSpecial ? writeQuoted(start, end, out) : out + length;
}

/** Copies a text. @returns whether it holds anything but ASCII */
function copyText(start: usize, length: i32, out: usize): bool {
  let high = 0;
  for (let at = 0; at < length; at += 16) {
    const bytes = v128.load(start + at);
    v128.store(out + at, bytes);
    high |= i8x16.bitmask(bytes) & inside(length - at);
  }
  return high !== 0;
}

/** Whether it holds what asks for quotes (RFC 4180, section 2): a quote, comma or line ending. */
function hasSpecial(start: usize, length: i32): bool {
  const quotes = i8x16.splat(34);
  const commas = i8x16.splat(44);
  const lineFeeds = i8x16.splat(10);
  const returns = i8x16.splat(13);
  let special = 0;
  for (let at = 0; at < length; at += 16) {
    const bytes = v128.load(start + at);
    const marks = v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, commas));
    const lineMarks = v128.or(i8x16.eq(bytes, lineFeeds), i8x16.eq(bytes, returns));
    special |= i8x16.bitmask(v128.or(marks, lineMarks)) & inside(length - at);
  }
  return special !== 0;
}

/** A bit for each of sixteen bytes that still belongs to the text. @param rest bytes that the text still has, at least 1 */
function inside(rest: i32): i32 {
  return rest >= 16 ? 0xffff : (1 << rest) - 1;
}

function matches(pattern: AsciiPattern, start: usize, end: usize): bool {
  const classes = pattern.classes;
  const ways = pattern.ways;
  let state: usize = 0;
  let at = start;
  for (; at + 1 < end; at += 2) {
    const pair = ((<usize>load<u8>(classes + load<u8>(at))) << 4) | load<u8>(classes + load<u8>(at + 1));
    state = load<u8>(ways + ((state << 8) | pair));
  }
  if (at < end) {
    // One is left: a class that is none, which stays in its state.
    const pair = ((<usize>load<u8>(classes + load<u8>(at))) << 4) | noClass;
    state = load<u8>(ways + ((state << 8) | pair));
  }
  return load<u8>(pattern.accepting + state) !== 0;
}
