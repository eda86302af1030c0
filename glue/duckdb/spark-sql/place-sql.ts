import type { Position } from './findings.ts';

/** A place as macros take it, to put it into what they raise. */
export const position = (at: Position): string => `$$${at.line}:${at.column}$$`;

/** SQL without the places in it: what two writings of one expression have in common. */
export const withoutPlaces = (sql: string): string =>
  sql.replace(/'(?:[^']|'')*'|\$\$\d+:\d+\$\$/g, (piece) => (piece.startsWith('$') ? '$' : piece));
