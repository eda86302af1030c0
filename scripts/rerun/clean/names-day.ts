/** A calendar day in UTC. */
export interface Day {
  /** `2026-05-01` */
  readonly text: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/**
 * @param text `YYYY-MM-DD`
 * @returns undefined for anything else, and for a day that no calendar has
 */
export function parseDay(text: string): Day | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (year === '' || Number(year) < 1000 || Number.isNaN(at)) return undefined;
  return new Date(at).toISOString().startsWith(text) ? { text, year, month, day } : undefined;
}

/** Leading zeros are optional where a word says what a number is. */
const spelled = (number: string): string => `0?${Number(number)}`;

/** The forms in which a path names a day, none of them within a longer number. A compact one may go on with hours, minutes and seconds. */
function formsOf({ year, month, day }: Day): RegExp {
  const separated = `${year}(?<sign>[-_./ ])${month}\\k<sign>${day}`;
  const compact = `${year}${month}${day}(?:\\d{4}|\\d{6})?`;
  const hive = `y(?:ear)?=${year}/m(?:onth)?=${spelled(month)}/d(?:ay)?=${spelled(day)}`;
  return new RegExp(`(?<!\\d)(?:${separated}|${compact})(?!\\d)|(?<![a-z0-9_])${hive}(?!\\d)`, 'i');
}

/**
 * Whether the path of a raw file names the day, below its dataset's folder: `2026-05-01` (or with `_`, `.`, `/`, a blank), `20260501`,
 * `20260501T0930`, `202605010930`, `year=2026/month=05/day=01`. A day within a month's file is not named.
 * @param key `<dataset>/<path>`
 */
export function namesDay(key: string, day: Day): boolean {
  return formsOf(day).test(key.slice(key.indexOf('/') + 1));
}
