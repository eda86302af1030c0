/**
 * A date as definitions write it (ISO 8601 with or without a zone, `2017/01/01`, seconds since 1970 as the API's JSON has it) as ISO 8601
 * UTC text to the second. Without a zone it is UTC.
 * @returns undefined when it is no date
 */
export function isoDate(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : toText(value);
  if (typeof value === 'number') return toText(new Date(value * 1000));
  if (typeof value !== 'string') return undefined;
  const text = value
    .trim()
    .replace(
      /^(\d{4})\/(\d{1,2})\/(\d{1,2})/,
      (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    );
  const date = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (date === null) return undefined;
  const parsed = new Date(`${date[1]}T${date[2] ?? '00:00'}${date[3] ?? 'Z'}`);
  return Number.isNaN(parsed.getTime()) ? undefined : toText(parsed);
}

function toText(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
