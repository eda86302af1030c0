/** A name as DuckDB quotes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal; DuckDB knows no escapes in it but the doubled mark. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A timestamp literal of an ISO 8601 UTC text. */
export function sqlTimestamp(iso: string): string {
  return `TIMESTAMP ${sqlString(iso.replace('T', ' ').replace(/Z$/, ''))}`;
}
