import { printable } from './printable.ts';

/** One column of a table on a terminal. */
export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** How many cells of a terminal a text takes: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

/**
 * Aligned columns, two spaces apart, with a rule under the titles. Control characters are shown escaped.
 * @param most widest that one column may get; longer cells are cut with `…`
 * @returns lines, each without trailing blanks and with no newline
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[], most = 60): string[] {
  const cells = rows.map((row) => columns.map((_, index) => cut(printable(row[index] ?? ''), most)));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map((column) => column.title)),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.map(line),
  ];
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

function cut(text: string, most: number): string {
  if (displayWidth(text) <= most) return text;
  return `${Array.from(text)
    .slice(0, most - 1)
    .join('')}…`;
}
