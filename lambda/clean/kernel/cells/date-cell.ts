import { byteAt } from '../bytes.ts';
import { Column, setValue } from '../column.ts';
import { passesText } from '../host.ts';
import { DateRules } from './date-rules.ts';
import { writeHostCell } from './host-cell.ts';
import { readWall } from './wall-pattern.ts';
import { clearTime, isWallTime, twoDigits, Wall, writeDay } from './wall-time.ts';

/** Whether the text begins as ISO 8601 writes a day: then no declared pattern is tried, because ISO 8601 comes first. */
export function looksIso(start: usize, end: usize): bool {
  return end - start >= 10 && byteAt(start + 4) === 45 && byteAt(start + 7) === 45;
}

/** Reads `YYYY-MM-DD`. @returns whether there are digits where they should be */
export function readIsoDay(start: usize): bool {
  Wall.year = twoDigits(start) * 100 + twoDigits(start + 2);
  Wall.month = twoDigits(start + 5);
  Wall.day = twoDigits(start + 8);
  return Wall.year >= 0 && Wall.month >= 0 && Wall.day >= 0;
}

/** Days of the calendar in ISO 8601 or a declared pattern, the first that fits; what fits none is read by the host. As `writeCell`. */
export function writeDateCell(column: Column, start: usize, end: usize, out: usize): usize {
  if (!readDate(changetype<DateRules>(column.rules), start, end)) return writeHostCell(column, start, end, out);
  const at = writeDay(out);
  if (column.isTested && !passesText(column.number, out, at)) return 0;
  return setValue(column, out, at);
}

function readDate(rules: DateRules, start: usize, end: usize): bool {
  if (!looksIso(start, end)) return readWall(rules.patterns, start, end);
  clearTime();
  return end - start === 10 && readIsoDay(start) && isWallTime();
}
