import * as faults from '../faults.ts';
import type { Fault } from '../findings.ts';
import type { Cell, ReadCell } from './cell.ts';
import { compileDatePattern, isIsoDate, type ReadWallTime, readIsoDateTime, type WallTime } from './date-pattern.ts';
import { clockOf } from './time-zone-offset.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const dayText = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

function firstOf(readers: readonly ReadWallTime[]): ReadWallTime {
  return (text) => {
    for (const read of readers) {
      const found = read(text);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Days of the calendar in ISO 8601 or a declared pattern, the first that fits; canonical `YYYY-MM-DD`. */
export function compileDate(formats: readonly string[]): ReadCell {
  const read = firstOf(formats.map((format) => compileDatePattern(format, 'date')));
  const fault = faults.dateFormat(formats);
  return (text): Cell => {
    if (isIsoDate(text)) return { text, value: text };
    const found = read(text);
    if (found === undefined) return { fault };
    const canonical = dayText(found.year, found.month, found.day);
    return { text: canonical, value: canonical };
  };
}

function wallMilliseconds({ year, month, day, hour, minute, second }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

/** `YYYY-MM-DDTHH:mm:ss[.ffffff]Z`, without zeros at the end of the fraction. */
function instantText(milliseconds: number, microsecond: number): string {
  const date = new Date(milliseconds);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const fraction = microsecond === 0 ? '' : `.${String(microsecond).padStart(6, '0').replace(/0+$/, '')}`;
  return `${dayText(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())}T${time}${fraction}Z`;
}

const firstInstant = new Date('0001-01-01T00:00:00Z').getTime();
const lastInstant = new Date('9999-12-31T23:59:59Z').getTime();

/**
 * Date-times in ISO 8601 or a declared pattern, the first that fits; canonical `YYYY-MM-DDTHH:mm:ss[.ffffff]Z` in UTC.
 * @param timeZone IANA zone of text that carries no offset; undefined: such text is a fault
 */
export function compileDateTime(formats: readonly string[], timeZone: string | undefined): ReadCell {
  const read = firstOf([readIsoDateTime, ...formats.map((format) => compileDatePattern(format, 'timestamp'))]);
  const fault: Fault = faults.dateTimeFormat(formats);
  return (text): Cell => {
    const found = read(text);
    if (found === undefined) return { fault: /:\d\d[.,]\d{7,}/.test(text) ? faults.fractionTooFine : fault };
    const wall = wallMilliseconds(found);
    if (found.offset === undefined && timeZone === undefined) return { fault: faults.timeZoneMissing };
    const instant =
      found.offset === undefined && timeZone !== undefined
        ? clockOf(timeZone)(wall)
        : wall - (found.offset ?? 0) * 60_000;
    if (instant === 'skipped') return { fault: faults.timeSkipped(timeZone ?? '') };
    if (instant === 'repeated') return { fault: faults.timeRepeated(timeZone ?? '') };
    if (instant < firstInstant || instant > lastInstant) return { fault };
    const canonical = instantText(instant, found.microsecond);
    return { text: canonical, value: canonical };
  };
}
