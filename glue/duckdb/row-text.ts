import { sqlName, sqlText } from './sql-text.ts';

/** SQL whose value names a row: `day=2026-01-02, region=US-CA`. */
export function rowText(columns: readonly string[]): string {
  const parts = columns.map((name) => `${sqlText(`${name}=`)} || coalesce(CAST(${sqlName(name)} AS VARCHAR), 'null')`);
  return parts.join(` || ', ' || `);
}
