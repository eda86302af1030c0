import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import { type Period, periodLengths, type TimeProfile } from '../profile/profile.ts';

/** How a sheet's time runs. */
export interface TimeAxis {
  readonly column: string;
  /** Of the line; undefined: rows fall into one period, which makes no line. */
  readonly line: Period | undefined;
  /** Of figures beside the period before; undefined: there is nothing fair to compare. */
  readonly figure: Period | undefined;
  /** Whether the latest period of a figure is over, as far as the data tells. */
  readonly complete: boolean;
  /** Years that it spans. */
  readonly years: number;
}

const milliseconds: Readonly<Record<Period, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30.44 * 86_400_000,
  year: 365.25 * 86_400_000,
};

/** @param now what is later is no period that figures may lead with */
export function timeAxis({ name, type }: TableColumn, times: TimeProfile | undefined, now: Date): TimeAxis {
  const finest: Period = type.kind === 'date' ? 'day' : 'minute';
  const span = times === undefined ? Number.NaN : Date.parse(times.max) - Date.parse(times.min);
  if (times === undefined || Number.isNaN(span))
    return { column: name, line: type.kind === 'date' ? 'day' : 'hour', figure: undefined, complete: true, years: 0 };
  const years = span / milliseconds.year;
  const own = grainOf(times, finest);
  const usable = periodLengths.slice(periodLengths.indexOf(own));
  const end = Date.parse(times.max);
  // Days come whole; events don't come at midnight, nor every day.
  const gap = own === 'minute' || !isFilled(times, own) ? span / Math.max(1, times.periods[own]) : 0;
  const isOver = (period: Period) => coversLast(end, own, period, 4 * gap);
  const isFuture = end > now.getTime() + milliseconds.day;
  const comparable = usable.filter(
    (period) => times.periods[period] >= 4 && period !== 'minute' && isFilled(times, period),
  );
  const wanted = comparable.filter((period) => (period === 'year' ? years >= 6 : true)).reverse();
  const fair = wanted.find(isOver);
  return {
    column: name,
    line: lineGrain(times, usable, isOver),
    figure: isFuture ? undefined : (fair ?? wanted[0]),
    complete: fair !== undefined,
    years,
  };
}

/** Periods without a row are few enough for the one before the latest to be there. */
const mostlyFilled = 0.8;

/** Whether most periods from the first to the last have rows. */
function isFilled({ min, max, periods }: TimeProfile, period: Period): boolean {
  const [first, last] = [startOf(Date.parse(min), period), startOf(Date.parse(max), period)];
  return periods[period] >= mostlyFilled * (Math.round((last - first) / milliseconds[period]) + 1);
}

/** The length of the periods that rows stand for: a table of months has one value in each. */
function grainOf(times: TimeProfile, finest: Period): Period {
  const most = Math.max(times.periods[finest], 1);
  const coarser = periodLengths.slice(periodLengths.indexOf(finest)).filter((period) => times.periods[period] >= most);
  const whole = coarser.filter((period) => startsOf(times.max, period) && startsOf(times.min, period));
  return whole.at(-1) ?? finest;
}

const startsOf = (iso: string, period: Period): boolean => startOf(Date.parse(iso), period) === Date.parse(iso);

function startOf(time: number, period: Period): number {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (period === 'year') return new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year);
  if (period === 'month') return new Date(Date.UTC(2000, month, 1)).setUTCFullYear(year);
  if (period === 'week') return startOf(time, 'day') - ((date.getUTCDay() + 6) % 7) * milliseconds.day;
  return Math.floor(time / milliseconds[period]) * milliseconds[period];
}

function endOf(time: number, period: Period): number {
  const start = startOf(time, period);
  if (period === 'year' || period === 'month')
    return startOf(start + milliseconds[period] * 1.02 + 2 * milliseconds.day, period);
  return start + milliseconds[period];
}

/** Whether the last period is all but covered: a little may be open, since the last event of a day is not at midnight. */
function coversLast(end: number, own: Period, period: Period, usual: number): boolean {
  const open = endOf(end, period) - endOf(end, own);
  return open <= Math.max(milliseconds[period] * 0.1, Math.min(usual, milliseconds[period] * 0.25));
}

/** Enough points to see a course, few enough to see them; a last period that is half over would look like a fall. */
function lineGrain(
  times: TimeProfile,
  usable: readonly Period[],
  isOver: (period: Period) => boolean,
): Period | undefined {
  const cost = (period: Period): number => {
    const points = Math.max(times.periods[period], Math.round(span / milliseconds[period]) + 1);
    const size = points > 400 ? 9 : points > 120 ? 1 : points >= 12 ? 0 : points >= 7 ? 1 : 3;
    const isSparse = times.periods[period] < 0.6 * points;
    const begins = Date.parse(times.min) - startOf(Date.parse(times.min), period) <= milliseconds[period] * 0.1;
    return size + (isOver(period) ? 0 : 2) + (begins ? 0 : 1) + (isSparse ? 3 : 0);
  };
  const span = Date.parse(times.max) - Date.parse(times.min);
  const drawn = usable.filter((period) => times.periods[period] >= 2);
  return drawn.reduce<Period | undefined>(
    (best, period) => (best === undefined || cost(period) < cost(best) ? period : best),
    undefined,
  );
}

const dateFormats: Readonly<Record<Period, string>> = {
  minute: 'MMM D, HH:mm',
  hour: 'MMM D, HH:mm',
  day: 'MMM D, YYYY',
  week: 'MMM D, YYYY',
  month: 'MMM YYYY',
  year: 'YYYY',
};

/** How QuickSight writes a period: https://docs.aws.amazon.com/quicksight/latest/user/format-visual-date-controls.html */
export const periodFormat = (period: Period): string => dateFormats[period];
