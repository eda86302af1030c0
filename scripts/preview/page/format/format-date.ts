import type { FieldModel } from '../../model.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const patterns = {
  YEAR: 'YYYY',
  QUARTER: '[Q]Q YYYY',
  MONTH: 'MMM YYYY',
  WEEK: 'MMM D, YYYY',
  DAY: 'MMM D, YYYY',
  HOUR: 'MMM D, YYYY HH:mm',
  MINUTE: 'MMM D, YYYY HH:mm',
  SECOND: 'MMM D, YYYY HH:mm:ss',
} as const;

const tokens = /\[([^\]]*)\]|'([^']*)'|Y{4}|y{4}|YY|yy|M{1,4}|D{1,2}|d{1,2}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|S{3}|Q|A|a/g;

/**
 * Writes an ISO 8601 UTC text as a date, in UTC.
 * @param how the definition's pattern (text in [brackets] or 'quotes' stands for itself), or else the granularity's;
 *   with neither, the time of day is left out when it is midnight
 * @returns the text itself when it is no date
 */
export function formatDate(
  iso: string,
  how: { readonly granularity: FieldModel['granularity']; readonly pattern: string | undefined },
): string {
  const date = new Date(parseDate(iso));
  if (Number.isNaN(date.getTime())) return iso;
  const midnight = date.getTime() % 86_400_000 === 0;
  const pattern = how.pattern ?? patterns[how.granularity ?? (midnight ? 'DAY' : 'MINUTE')];
  return pattern.replace(tokens, (token, bracketed?: string, quoted?: string) => {
    return bracketed ?? quoted ?? part(token, date);
  });
}

/** Milliseconds since 1970 of an ISO text; text without a zone is UTC. NaN when it is no date. */
export function parseDate(iso: string): number {
  const zoned = /^\d{4}-\d{2}-\d{2}[T ].*(Z|[+-]\d{2}:?\d{2})$/.test(iso);
  if (zoned) return Date.parse(iso);
  const text = iso.replace(' ', 'T');
  return Date.parse(text.includes('T') ? `${text}Z` : text);
}

function part(token: string, date: Date): string {
  const month = date.getUTCMonth();
  const hour = date.getUTCHours();
  const pad = (value: number) => String(value).padStart(2, '0');
  switch (token) {
    case 'YYYY':
    case 'yyyy':
      return String(date.getUTCFullYear());
    case 'YY':
    case 'yy':
      return pad(date.getUTCFullYear() % 100);
    case 'MMMM':
      return longMonths[month] ?? '';
    case 'MMM':
      return months[month] ?? '';
    case 'MM':
      return pad(month + 1);
    case 'M':
      return String(month + 1);
    case 'DD':
    case 'dd':
      return pad(date.getUTCDate());
    case 'D':
    case 'd':
      return String(date.getUTCDate());
    case 'HH':
      return pad(hour);
    case 'H':
      return String(hour);
    case 'hh':
      return pad(hour % 12 || 12);
    case 'h':
      return String(hour % 12 || 12);
    case 'mm':
      return pad(date.getUTCMinutes());
    case 'm':
      return String(date.getUTCMinutes());
    case 'ss':
      return pad(date.getUTCSeconds());
    case 's':
      return String(date.getUTCSeconds());
    case 'SSS':
      return String(date.getUTCMilliseconds()).padStart(3, '0');
    case 'Q':
      return String(Math.floor(month / 3) + 1);
    case 'a':
      return hour < 12 ? 'am' : 'pm';
    default:
      return hour < 12 ? 'AM' : 'PM';
  }
}
