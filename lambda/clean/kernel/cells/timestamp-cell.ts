import { byteAt } from '../bytes.ts';
import { Column, setValue } from '../column.ts';
import { passesText, toInstant } from '../host.ts';
import { daysOf, setDay } from './civil-time.ts';
import { looksIso, readIsoDay } from './date-cell.ts';
import { DateRules } from './date-rules.ts';
import { writeHostCell } from './host-cell.ts';
import { readOffset, readWall } from './wall-pattern.ts';
import { clearTime, isWallTime, noOffset, twoDigits, Wall, writeDay, writeTwo } from './wall-time.ts';

const COLON = 58;
const POINT = 46;
const daySeconds: i64 = 86_400;

/** Date-times in ISO 8601 or a declared pattern, the first that fits; what fits none is read by the host. As `writeCell`. */
export function writeTimestampCell(column: Column, start: usize, end: usize, out: usize): usize {
  const rules = changetype<DateRules>(column.rules);
  const isRead = looksIso(start, end) ? readIsoTimestamp(start, end) : readWall(rules.patterns, start, end);
  if (!isRead || !toUtc(column, rules)) return writeHostCell(column, start, end, out);
  const at = writeInstant(out);
  if (column.isTested && !passesText(column.number, out, at)) return 0;
  return setValue(column, out, at);
}

/**
 * Reads ISO 8601's extended form: `YYYY-MM-DDTHH:mm[:ss[.f]][offset]`, with a blank for T too. What it writes in rarer ways is read by
 * the host.
 */
function readIsoTimestamp(start: usize, end: usize): bool {
  const between = byteAt(start + 10);
  if (end - start < 16 || (between !== 84 && between !== 32) || byteAt(start + 13) !== COLON) return false;
  if (!readIsoDay(start)) return false;
  clearTime();
  Wall.hour = twoDigits(start + 11);
  Wall.minute = twoDigits(start + 14);
  let at = start + 16;
  if (at < end && byteAt(at) === COLON) {
    if (at + 3 > end) return false;
    Wall.second = twoDigits(at + 1);
    at += 3;
    if (at < end && byteAt(at) === POINT) {
      at = readFraction(at + 1, end);
      if (at === 0) return false;
    }
  }
  if (at < end) at = readOffset(at, end);
  return at === end && Wall.hour >= 0 && Wall.minute >= 0 && Wall.second >= 0 && isWallTime();
}

/** One to six digits. @returns the place behind them, or 0 */
function readFraction(start: usize, end: usize): usize {
  let unit = 1_000_000;
  let at = start;
  for (; at < end; at++) {
    const digit = byteAt(at) - 48;
    if (<u32>digit > 9) break;
    unit /= 10;
    Wall.microsecond += digit * unit;
  }
  return at === start || at - start > 6 ? 0 : at;
}

/** Makes the wall clock's time one of UTC. @returns false where there is none, or where years have not four digits */
function toUtc(column: Column, rules: DateRules): bool {
  const offset = Wall.offset;
  if (offset === 0 || (offset === noOffset && rules.isUtc)) return true;
  const wall =
    <i64>daysOf(Wall.year, Wall.month, Wall.day) * daySeconds + Wall.hour * 3600 + Wall.minute * 60 + Wall.second;
  let instant = wall - <i64>offset * 60;
  if (offset === noOffset) {
    const milliseconds = toInstant(column.number, <f64>wall * 1000);
    if (isNaN(milliseconds)) return false;
    instant = <i64>(milliseconds / 1000);
  }
  let days = instant / daySeconds;
  let rest = <i32>(instant % daySeconds);
  if (rest < 0) {
    days--;
    rest += <i32>daySeconds;
  }
  Wall.hour = rest / 3600;
  Wall.minute = (rest / 60) % 60;
  Wall.second = rest % 60;
  return setDay(<i32>days);
}

/** `YYYY-MM-DDTHH:mm:ss[.ffffff]Z`, without zeros at the end of the fraction. @returns where it ends */
function writeInstant(out: usize): usize {
  let at = writeDay(out);
  store<u8>(at, 84);
  writeTwo(at + 1, Wall.hour);
  store<u8>(at + 3, COLON);
  writeTwo(at + 4, Wall.minute);
  store<u8>(at + 6, COLON);
  writeTwo(at + 7, Wall.second);
  at += 9;
  if (Wall.microsecond > 0) {
    store<u8>(at++, POINT);
    for (let rest = Wall.microsecond, unit = 100_000; rest > 0; unit /= 10) {
      store<u8>(at++, <u8>(48 + rest / unit));
      rest %= unit;
    }
  }
  store<u8>(at++, 90);
  return at;
}
