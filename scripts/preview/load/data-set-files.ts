import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from '../../../lambda/schema/column-type.ts';
import { CommandError } from '../../cli/command-error.ts';
import type { DataSetRelation } from '../query/relation.ts';

/**
 * Data sets from files: `<identifier>.parquet` or `<identifier>.csv` in a folder; Parquet wins.
 * @param folder absolute; @param shown as the person named it
 * @param identifiers of the definition; other files are not read
 * @throws CommandError `data-sets-folder`, `data-set-file`
 */
export async function dataSetFiles(
  connection: DuckDBConnection,
  folder: string,
  shown: string,
  identifiers: readonly string[],
): Promise<ReadonlyMap<string, DataSetRelation>> {
  const names = new Set(await list(folder, shown));
  const relations = new Map<string, DataSetRelation>();
  for (const identifier of identifiers) {
    const name = [`${identifier}.parquet`, `${identifier}.csv`].find((each) => names.has(each));
    if (name === undefined) continue;
    const path = text(join(folder, name));
    const sql = name.endsWith('.csv')
      ? `(FROM read_csv(${path}, all_varchar = false))`
      : `(FROM read_parquet(${path}))`;
    relations.set(identifier, {
      table: identifier,
      sql,
      columns: await columnsOf(connection, sql, `${shown}/${name}`),
    });
  }
  return relations;
}

async function list(folder: string, shown: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const message = `${shown}: expected a folder of <identifier>.parquet or <identifier>.csv, got ${error instanceof Error ? error.message : String(error)}`;
    throw new CommandError('data-sets-folder', 'usage', message, { cause: error });
  }
}

async function columnsOf(
  connection: DuckDBConnection,
  sql: string,
  shown: string,
): Promise<DataSetRelation['columns']> {
  try {
    const reader = await connection.runAndReadAll(`DESCRIBE ${sql.slice(1, -1)}`);
    return reader.getRowObjectsJS().map((row) => ({
      name: String(row['column_name']),
      type: columnType(String(row['column_type'])),
    }));
  } catch (error) {
    const message = `${shown}: expected a file that DuckDB can read, got ${error instanceof Error ? error.message : String(error)}`;
    throw new CommandError('data-set-file', 'environment', message, { cause: error });
  }
}

/** A DuckDB type as one of ours; what has no counterpart is read as text. */
export function columnType(duckdb: string): ColumnType {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckdb);
  if (decimal !== null) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) };
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(duckdb)) return { kind: 'integer' };
  if (duckdb === 'DOUBLE' || duckdb === 'FLOAT') return { kind: 'number' };
  if (duckdb === 'BOOLEAN') return { kind: 'boolean' };
  if (duckdb === 'DATE') return { kind: 'date' };
  return duckdb.startsWith('TIMESTAMP') ? { kind: 'timestamp' } : { kind: 'string' };
}

function text(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
