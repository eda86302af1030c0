import { NotDrawable } from '../not-drawable.ts';

/**
 * Periods of QuickSight's date functions with DuckDB's parts; granularities of fields by their first letters.
 * https://docs.aws.amazon.com/quicksight/latest/user/truncDate-function.html
 */
const parts: Readonly<Record<string, string>> = {
  YYYY: 'year',
  Q: 'quarter',
  MM: 'month',
  WK: 'week',
  DD: 'day',
  HH: 'hour',
  MI: 'minute',
  SS: 'second',
  MS: 'millisecond',
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  WEEK: 'week',
  DAY: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
  MILLISECOND: 'millisecond',
};

/** @param period `MM`, or a granularity such as MONTH @throws NotDrawable for any other */
export function datePart(period: string): string {
  const part = parts[period.toUpperCase()];
  if (part === undefined)
    throw new NotDrawable(`"${period}" is not a period; they are YYYY, Q, MM, WK, DD, HH, MI, SS and MS`);
  return part;
}

/** Start of the period that holds a timestamp. DuckDB's weeks start on Monday: they are shifted to `weekStart` (0 is Sunday). */
export function truncated(sql: string, part: string, weekStart: number): string {
  const shift = part === 'week' ? (8 - weekStart) % 7 : 0;
  if (shift === 0) return `date_trunc('${part}', ${sql})`;
  return `(date_trunc('week', ${sql} + INTERVAL ${shift} DAY) - INTERVAL ${shift} DAY)`;
}

/** An amount of periods as an interval: a quarter is three months, a week seven days. */
export function interval(amount: string, part: string): string {
  if (part === 'quarter') return `to_months(CAST(3 * (${amount}) AS INTEGER))`;
  if (part === 'week') return `to_days(CAST(7 * (${amount}) AS INTEGER))`;
  return part === 'year' || part === 'month' || part === 'day'
    ? `to_${part}s(CAST(${amount} AS INTEGER))`
    : `to_${part}s(CAST(${amount} AS ${part === 'second' || part === 'millisecond' ? 'DOUBLE' : 'BIGINT'}))`;
}
