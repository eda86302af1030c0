import { printable } from '../cli/printable.ts';

/** Characters that mean something in GitHub's Markdown, tables and mathematics included. */
const special = /[\\`*_{}[\]()<>#+\-!|~&$:.=^"']/g;
/** They turn the direction of text, so that it reads as something else (https://trojansource.codes). */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Foreign text as GitHub shows it letter by letter, also inside a table's cell: no markup, HTML, link, mention of a person, reference to an
 * issue or line end of its own. Characters are written as HTML references, which GitHub reads after it has looked for markup; what it
 * looks for afterwards (`@`, `#12`, `GH-12`) is kept apart by a zero-width space.
 */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(turning, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(special, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', '@\u200b')
    .replace(/&#35;(?=\d)/g, '&#35;\u200b')
    .replace(/\bGH&#45;(?=\d)/gi, '$&\u200b');
}

/** Foreign text in the type of code. */
export function codeMarkdown(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** What GitHub, or whoever makes a comment harmless, would read as more than a letter. All of it stands in JSON within strings alone. */
const active = /[<>&@#`~!|*]|:(?=\S)|\](?=[(:[])|[wW](?=[wW]{2}[.\\])|[gG](?=[hH]-)|[^\P{C}\n\r\t]|[\u2028\u2029]/gu;

/**
 * JSON as a block of code, by indentation, so that no fence in it can end it. What is active anywhere on GitHub is written as JSON's own escape: it
 * reads as the same value when it is copied.
 * @param text JSON with a blank behind the colon of every name; other text is as harmless, but is not itself any more
 */
export function jsonBlock(text: string): string {
  const escaped = text.replace(active, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  return `\n${escaped.trimEnd().replace(/^/gm, '    ')}\n`;
}

/** A table's row. @param cells Markdown already, each on one line */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** A table's first two lines. @param numbers how many of the last columns are numbers, to the right */
export function tableHead(titles: readonly string[], numbers = 0): string {
  const rules = titles.map((_, index) => (index >= titles.length - numbers ? '---:' : '---'));
  return tableRow(titles) + tableRow(rules);
}

/**
 * Rows as far as they fit.
 * @param room bytes in UTF-8 that there are
 * @param more says how many rows were left out; room for it is kept
 */
export function cutAtRow(rows: readonly string[], room: number, more: (left: number) => string): string {
  const sizes = rows.map((row) => Buffer.byteLength(row));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (whole <= room) return rows.join('');
  let used = Buffer.byteLength(more(rows.length));
  let count = 0;
  while (count < rows.length && used + (sizes[count] ?? 0) <= room) {
    used += sizes[count] ?? 0;
    count += 1;
  }
  return rows.slice(0, count).join('') + more(rows.length - count);
}
