import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableManifest } from '../../duckdb/build/table-manifest.ts';
import { readText } from '../../duckdb/engine.ts';
import { sqlName, sqlText, sqlTexts } from '../../duckdb/sql-text.ts';
import type { CatalogTable } from './job-host.ts';

/** A table of one engine beside that of the other, by what their files hold. */
export interface Comparison {
  readonly rows: readonly [duckdb: number, spark: number];
  /** Rows that only one of them has, each as often as it has it more. */
  readonly onlyDuckdb: number;
  readonly onlySpark: number;
  /** Types by column as DuckDB reads them from the Parquet files of each. */
  readonly types: readonly [duckdb: readonly string[], spark: readonly string[]];
  /** Rows by partition: `year=2026/month=1`. */
  readonly partitions: readonly [duckdb: Readonly<Record<string, number>>, spark: Readonly<Record<string, number>>];
}

/**
 * Reads the Parquet files of both engines with DuckDB, and compares them.
 * @param final absolute path of the final bucket that DuckDB wrote
 */
export async function compareTable(
  connection: DuckDBConnection,
  duckdb: TableManifest,
  final: string,
  spark: CatalogTable,
): Promise<Comparison> {
  const names = duckdb.columns.map(({ name }) => sqlName(name)).join(', ');
  const parted = duckdb.partitions.length > 0;
  const hive = `hive_partitioning=${parted}${parted ? `, hive_types={${hiveTypes(duckdb)}}` : ''}`;
  const ours = duckdb.parts.map((part) => join(final, part.path));
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW ours AS SELECT ${names} FROM read_parquet(${sqlTexts(ours)}, ${hive})`,
  );
  const theirs = spark.files.map((file) => file.path);
  // Iceberg keeps partition columns in its files too: those are read, not the names of folders.
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW theirs AS SELECT ${names} FROM read_parquet(${sqlTexts(theirs)}, hive_partitioning=false)`,
  );
  const count = async (sql: string) =>
    Number((await readText(connection, `SELECT CAST(count(*) AS VARCHAR) FROM ${sql}`))[0]?.[0]);
  const types = async (view: string) =>
    (await readText(connection, `SELECT column_name || ' ' || column_type FROM (DESCRIBE ${view})`)).map(
      ([text]) => text ?? '',
    );
  return {
    rows: [await count('ours'), await count('theirs')],
    onlyDuckdb: await count('(FROM ours EXCEPT ALL FROM theirs)'),
    onlySpark: await count('(FROM theirs EXCEPT ALL FROM ours)'),
    types: [await types('ours'), await types('theirs')],
    partitions: [
      byFolder(duckdb.parts.map(({ path, rows }) => [path.split('/').slice(2, -1).join('/'), rows])),
      byFolder(
        spark.files.map(({ path, rows }) => [
          path.split('/data/').at(-1)?.split('/').slice(0, -1).join('/') ?? '',
          rows,
        ]),
      ),
    ],
  };
}

function hiveTypes({ columns, partitions }: TableManifest): string {
  const types: Readonly<Record<string, string>> = { bigint: 'BIGINT', string: 'VARCHAR', date: 'DATE' };
  return partitions
    .map(
      (name) => `${sqlText(name)}: ${types[columns.find((column) => column.name === name)?.type ?? ''] ?? 'VARCHAR'}`,
    )
    .join(', ');
}

function byFolder(files: readonly (readonly [folder: string, rows: number])[]): Record<string, number> {
  const rows = new Map<string, number>();
  for (const [folder, count] of files) rows.set(folder, (rows.get(folder) ?? 0) + count);
  return Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}
