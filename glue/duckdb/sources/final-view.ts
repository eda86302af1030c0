import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ColumnType, engineTypes, parseColumnType } from '../../../lambda/schema/column-type.ts';
import type { TableManifest } from '../build/table-manifest.ts';
import { sqlName, sqlText, sqlTexts } from '../sql-text.ts';

type FinalTable = Pick<TableManifest, 'table' | 'columns' | 'partitions' | 'parts'>;

/**
 * Creates a view named like the table over the Parquet files that its manifest names: the contract's columns in order, timestamps as
 * TIMESTAMP (UTC). Without files it is an empty view of the same types.
 * @param final absolute path of the final bucket
 */
export async function finalView(connection: DuckDBConnection, manifest: FinalTable, final: string): Promise<void> {
  const columns = manifest.columns.map((column) => ({ name: column.name, type: parseColumnType(column.type) ?? text }));
  const rows = manifest.parts.length === 0 ? emptyRows(columns) : readParts(manifest, columns, final);
  await connection.run(`CREATE OR REPLACE VIEW ${sqlName(manifest.table)} AS ${rows}`);
}

const text: ColumnType = { kind: 'string' };

interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

function emptyRows(columns: readonly TypedColumn[]): string {
  const values = columns.map(({ name, type }) => `CAST(NULL AS ${engineTypes(type).duckdb}) AS ${sqlName(name)}`);
  return `SELECT ${values.join(', ')} WHERE false`;
}

function readParts(manifest: FinalTable, columns: readonly TypedColumn[], final: string): string {
  const paths = manifest.parts.map((part) => join(final, part.path));
  const partitions = columns.filter(({ name }) => manifest.partitions.includes(name));
  const types = partitions.map(({ name, type }) => `${sqlText(name)}: ${engineTypes(type).duckdb}`);
  const hive =
    partitions.length === 0 ? 'hive_partitioning=false' : `hive_partitioning=true, hive_types={${types.join(', ')}}`;
  const values = columns.map(({ name, type }) => {
    const value = type.kind === 'timestamp' ? `timezone('UTC', ${sqlName(name)})` : sqlName(name);
    return `${value} AS ${sqlName(name)}`;
  });
  return `SELECT ${values.join(', ')} FROM read_parquet(${sqlTexts(paths)}, ${hive})`;
}
