import type { Position } from './findings.ts';

/** A place as macros take it, to put it into what they raise. */
export const position = (at: Position): string => `$$${at.line}:${at.column}$$`;

/**
 * SQL without the places in it, the relations that its subqueries make numbered from their start: what two writings of one
 * expression have in common.
 */
export function withoutPlaces(sql: string): string {
  const made = new Map<string, string>();
  for (const [, alias] of sql.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\bAS (t\d+)\b/g))
    if (alias !== undefined && !made.has(alias)) made.set(alias, `s${made.size + 1}`);
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\$\d+:\d+\$\$|\bt\d+\b/g, (piece) =>
    piece.startsWith('$') ? '$' : (made.get(piece) ?? piece),
  );
}
