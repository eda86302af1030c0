/** One line of processed CSV: RFC 4180, LF, null as an unquoted empty field. */
export function writeCsvLine(values: readonly (string | number | boolean | null)[]): string {
  const cells = values.map((value) => {
    if (value === null) return '';
    const text = String(value);
    return /^$|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\n`;
}
