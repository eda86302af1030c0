/** What a reader would take for the structure of the file, beside quotes: RFC 4180, and blanks at the ends, which some readers drop. */
const special = /[,\n\r]|^\s|\s$/;

/** One field: null is empty without quotes. */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value.includes('"')) return `"${value.replaceAll('"', '""')}"`;
  return special.test(value) ? `"${value}"` : value;
}

/** One line of RFC 4180 with LF. */
export const csvLine = (values: readonly (string | number | null)[]): string => `${values.map(csvField).join(',')}\n`;
