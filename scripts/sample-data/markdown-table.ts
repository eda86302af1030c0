/**
 * A Markdown table with aligned columns, as the formatter of this repository writes it.
 * @param rows the heading row first; numbers stand at the right of their column
 */
export function markdownTable(rows: readonly (readonly (string | number)[])[]): string[] {
  const [, first = []] = rows;
  const widths = first.map((_, column) => Math.max(3, ...rows.map((row) => String(row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const pad = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return typeof first[column] === 'number' ? text.padStart(width) : text.padEnd(width);
  };
  const rule = widths.map((width, column) =>
    typeof first[column] === 'number' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [heading = '', ...body] = rows.map((row) => line(row.map((cell, column) => pad(String(cell), column))));
  return [heading, line(rule), ...body];
}
