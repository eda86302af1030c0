const pieces = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|`[^`]*`|[A-Za-z_]\w*|[\s\S]/g;

/**
 * DQDL calls the table that is judged `primary`; in the lake it has its own name. Only the bare word is replaced, never in a text,
 * a comment or a quoted name.
 */
export function nameOwnTable(sql: string, table: string): string {
  return sql.replace(pieces, (piece) => (piece.toLowerCase() === 'primary' ? table : piece));
}
