import { hash } from 'node:crypto';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { Table } from '../table.ts';

/**
 * A hash (hex) of everything that a table's rows depend on: its SQL, contract and rules, the code that runs them, and what it reads.
 * Titles and descriptions change no row.
 * @param code codeVersion()
 * @param reads by name: datasetHash of a dataset, inputHash of a table
 */
export function inputHash(table: Table, code: string, reads: ReadonlyMap<string, string>): string {
  const columns = table.columns.map(({ name, type, nullable }) => [name, engineTypes(type).spark, nullable]);
  const read = table.reads.map((name) => [name, reads.get(name) ?? null]);
  const parts = [code, table.name, columns, table.key, table.partitions, table.sql.text, table.quality.text, read];
  return hash('sha256', JSON.stringify(parts));
}
