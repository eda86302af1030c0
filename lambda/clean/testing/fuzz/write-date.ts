import { parseDateFormat } from '../../../schema/date-format.ts';
import type { Random } from './random.ts';

/** Wall-clock parts of a date and time; they need not exist. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
export const offsets = ['Z', 'z', '+00:00', '+02:00', '-0530', '+14', '-12:00', '+05:45'];

/** Days and times as they come, and those at which clocks are changed, leap days, ends of months and of years. */
export function anyDateParts(random: Random): DateParts {
  const edge = random.below(200);
  const time = { hour: random.below(24), minute: random.below(60), second: random.below(60) };
  const micros = random.chance(0.2) ? random.below(1_000_000) : 0;
  if (edge === 0) return { year: 2026, month: 3, day: 29, ...time, hour: random.between(1, 3), micros };
  if (edge === 1) return { year: 2026, month: 10, day: 25, ...time, hour: random.between(1, 3), micros };
  if (edge === 2)
    return { year: 2026, month: random.pick([3, 11, 4, 10]), day: random.pick([1, 4, 5, 8]), ...time, micros };
  if (edge === 3)
    return { year: random.pick([1, 99, 1582, 1899, 1900, 1969, 9999]), month: 12, day: 31, ...time, micros };
  if (edge === 4)
    return { year: random.pick([1900, 2000, 2023, 2024]), month: 2, day: random.between(28, 30), ...time, micros };
  return {
    year: random.between(1970, 2035),
    month: random.between(1, 12),
    day: random.between(1, 28),
    ...time,
    micros,
  };
}

/** Writes a date and time as a pattern has it. */
export function writeDate(random: Random, parts: DateParts, pattern: string, kind: 'date' | 'timestamp'): string {
  const parsed = parseDateFormat(pattern, kind);
  if ('problem' in parsed) return pattern;
  const { year, month, day, hour, minute, second, micros } = parts;
  const fields = {
    ...{ YYYY: pad(year, 4), YY: pad(year % 100), MM: pad(month), M: String(month), DD: pad(day), D: String(day) },
    ...{
      HH: pad(hour),
      H: String(hour),
      hh: pad(hour % 12 || 12),
      h: String(hour % 12 || 12),
      mm: pad(minute),
      ss: pad(second),
    },
    A: hour < 12 ? 'AM' : 'PM',
    MMM: monthNames[month - 1] ?? 'Foo',
    Z: random.pick(offsets),
  };
  const text = parsed.pieces.map((piece) => {
    if ('literal' in piece) return piece.literal;
    return piece.field === 'S' ? pad(micros, 6).slice(0, piece.digits) : fields[piece.field];
  });
  const whole = text.join('');
  return random.chance(0.05) ? whole.toUpperCase() : random.chance(0.05) ? whole.toLowerCase() : whole;
}

/** ISO 8601 in one of its ways. @param zoned always with an offset */
export function writeIso(random: Random, parts: DateParts, kind: 'date' | 'timestamp', zoned: boolean): string {
  const { year, month, day, hour, minute, second, micros } = parts;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (kind === 'date') return date;
  const fraction =
    micros === 0 ? '' : `${random.chance(0.9) ? '.' : ','}${pad(micros, 6).slice(0, random.between(1, 6))}`;
  const seconds = micros === 0 && random.chance(0.1) ? '' : `:${pad(second)}${fraction}`;
  const zone = zoned || random.chance(0.6) ? (random.chance(0.6) ? 'Z' : random.pick(offsets)) : '';
  const between = random.pick(['T', 'T', ' ', 't']);
  return `${date}${between}${pad(hour)}:${pad(minute)}${seconds}${zone !== '' && random.chance(0.1) ? ' ' : ''}${zone}`;
}
