import { byteAt, equalBytes } from '../bytes.ts';
import { allocate } from '../heap.ts';
import {
  dayPiece,
  fractionPiece,
  halfPiece,
  hourPiece,
  literalPiece,
  minutePiece,
  monthNamePiece,
  monthPiece,
  offsetPiece,
  shortYearPiece,
  yearPiece,
} from './wall-piece.ts';
import { clearTime, isWallTime, twoDigits, Wall } from './wall-time.ts';

/** One piece of a pattern: see `wall-piece.ts`. */
@unmanaged
class WallPiece {
  kind: i32;
  /** Digits; of a literal, its length stands in `most` and its text at `text`. */
  least: i32;
  most: i32;
  text: usize;
  /** The next WallPiece; 0: it is the last. */
  next: usize;
}

/** The declared patterns of a column, in their order. */
@unmanaged
export class WallPattern {
  /** Its first and last WallPiece. */
  first: usize;
  last: usize;
  /** The WallPattern that is tried next; 0: none. */
  next: usize;
}

/** @param before the WallPattern that is tried before it; 0: none */
export function newWallPattern(before: usize): usize {
  const pattern = allocate(offsetof<WallPattern>());
  if (before !== 0) changetype<WallPattern>(before).next = pattern;
  return pattern;
}

export function addWallPiece(pattern: usize, kind: i32, least: i32, most: i32, text: usize): void {
  const at = allocate(offsetof<WallPiece>());
  const piece = changetype<WallPiece>(at);
  piece.kind = kind;
  piece.least = least;
  piece.most = most;
  piece.text = text;
  const owner = changetype<WallPattern>(pattern);
  if (owner.last === 0) owner.first = at;
  else changetype<WallPiece>(owner.last).next = at;
  owner.last = at;
}

/** Tries patterns in their order. @param patterns the first WallPattern; 0: none @returns whether the text follows one and is a day and time that exist; it then stands in `Wall` */
export function readWall(patterns: usize, start: usize, end: usize): bool {
  for (let pattern = patterns; pattern !== 0; pattern = changetype<WallPattern>(pattern).next) {
    if (followsPattern(changetype<WallPattern>(pattern), start, end)) return true;
  }
  return false;
}

function followsPattern(pattern: WallPattern, start: usize, end: usize): bool {
  clearTime();
  let at = start;
  for (let piece = pattern.first; piece !== 0; piece = changetype<WallPiece>(piece).next) {
    at = readPiece(changetype<WallPiece>(piece), at, end);
    if (at === 0) return false;
  }
  if (at !== end) return false;
  if (Wall.half > 0) {
    if (Wall.hour < 1 || Wall.hour > 12) return false;
    Wall.hour = (Wall.hour % 12) + (Wall.half === 2 ? 12 : 0);
  }
  return isWallTime();
}

/** @returns the place behind what was read, or 0 */
function readPiece(piece: WallPiece, at: usize, end: usize): usize {
  switch (piece.kind) {
    case literalPiece: {
      const length = piece.most;
      return at + length <= end && equalBytes(at, piece.text, length) ? at + length : 0;
    }
    case monthNamePiece:
      return readMonth(at, end);
    case halfPiece:
      return readHalf(at, end);
    case offsetPiece:
      return readOffset(at, end);
    default:
      return readDigits(piece, at, end);
  }
}

function readDigits(piece: WallPiece, start: usize, end: usize): usize {
  const limit = min(end, start + piece.most);
  let value = 0;
  let at = start;
  for (; at < limit; at++) {
    const digit = byteAt(at) - 48;
    if (<u32>digit > 9) break;
    value = value * 10 + digit;
  }
  const count = <i32>(at - start);
  if (count < piece.least) return 0;
  switch (piece.kind) {
    case yearPiece:
      Wall.year = value;
      break;
    case shortYearPiece:
      Wall.year = value + (value >= 69 ? 1900 : 2000);
      break;
    case monthPiece:
      Wall.month = value;
      break;
    case dayPiece:
      Wall.day = value;
      break;
    case hourPiece:
      Wall.hour = value;
      break;
    case minutePiece:
      Wall.minute = value;
      break;
    case fractionPiece:
      for (let digits = count; digits < 6; digits++) value *= 10;
      Wall.microsecond = value;
      break;
    default:
      Wall.second = value;
  }
  return at;
}

/** Letters in lower case, as one number. */
function letters(at: usize, count: i32): i32 {
  let code = 0;
  for (let index = 0; index < count; index++) code = (code << 8) | byteAt(at + index) | 0x20;
  return code;
}

function readMonth(at: usize, end: usize): usize {
  if (at + 3 > end) return 0;
  Wall.month = monthOf(letters(at, 3));
  return Wall.month === 0 ? 0 : at + 3;
}

/** jan to dec; 0: none. */
function monthOf(name: i32): i32 {
  switch (name) {
    case 0x6a616e:
      return 1;
    case 0x666562:
      return 2;
    case 0x6d6172:
      return 3;
    case 0x617072:
      return 4;
    case 0x6d6179:
      return 5;
    case 0x6a756e:
      return 6;
    case 0x6a756c:
      return 7;
    case 0x617567:
      return 8;
    case 0x736570:
      return 9;
    case 0x6f6374:
      return 10;
    case 0x6e6f76:
      return 11;
    case 0x646563:
      return 12;
    default:
      return 0;
  }
}

function readHalf(at: usize, end: usize): usize {
  const code = at + 2 > end ? 0 : letters(at, 2);
  Wall.half = code === 0x616d ? 1 : code === 0x706d ? 2 : 0;
  return Wall.half === 0 ? 0 : at + 2;
}

/** `Z`, `+02:00`, `+0200` or `+02`. @returns the place behind it, or 0 */
export function readOffset(at: usize, end: usize): usize {
  const sign = at < end ? byteAt(at) : 0;
  if (sign === 90 || sign === 122) {
    Wall.offset = 0;
    return at + 1;
  }
  if ((sign !== 43 && sign !== 45) || at + 3 > end) return 0;
  const hours = twoDigits(at + 1);
  if (hours < 0) return 0;
  let behind = at + 3;
  const hasColon = behind < end && byteAt(behind) === 58;
  const from = hasColon ? behind + 1 : behind;
  let minutes = from + 2 > end ? -1 : twoDigits(from);
  if (minutes >= 0) behind = from + 2;
  else if (hasColon) return 0;
  else minutes = 0;
  if (hours > 18 || minutes > 59) return 0;
  Wall.offset = (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
  return behind;
}
