/** Text of a value as a person or a CSV reads it; undefined: NULL. @param times `iso`: 2026-01-31T12:00:00Z; `plain`: with a blank, without Z */
export function shownValue(value: unknown, type: string, times: 'iso' | 'plain'): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (type === 'timestamp') return times === 'iso' ? isoTime(String(value)) : String(value);
  return typeof value === 'object' ? JSON.stringify(jsonValue(value, type)) : String(value);
}

/** A value as JSON holds it exactly: beyond 2^53 as text, decimals and non-finite doubles as text. */
export function jsonValue(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'timestamp') return isoTime(String(value));
  if (type === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value;
}

/** An RFC 4180 field: NULL is empty, empty text is "". */
export function csvField(text: string | undefined): string {
  if (text === undefined) return '';
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** DuckDB's `2026-01-31 12:00:00.5` in UTC. */
const isoTime = (text: string): string => `${text.replace(' ', 'T')}Z`;
