/** A name as SQL writes it: `"year"`. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal: `'it''s'`. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Names in quotes, separated by commas. */
export function sqlNames(names: readonly string[]): string {
  return names.map(sqlName).join(', ');
}

/** A DuckDB list of text literals: `['a', 'b']`. */
export function sqlTexts(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(', ')}]`;
}
