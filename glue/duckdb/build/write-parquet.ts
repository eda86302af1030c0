import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../engine.ts';
import { sqlName, sqlNames, sqlText, sqlTexts } from '../sql-text.ts';
import type { Table } from '../table.ts';
import { type FileSteps, fileSteps } from './final-files.ts';
import type { TablePart } from './table-manifest.ts';

const fileName = 'data.parquet';

/**
 * Writes the rows of the temporary table of the table's name as Parquet: one file, or one a partition in Hive folders without
 * padding (`year=2026/month=1/day=2`), as Spark does. Timestamps are written as instants (isAdjustedToUTC), which Spark reads as
 * `timestamp`. The connection must run with one thread: then the same rows always give the same bytes.
 * @param folder absolute path, relative in the parts' paths to `root`; made anew
 */
export async function writeParquet(
  connection: DuckDBConnection,
  table: Table,
  folder: string,
  files: FileSteps = fileSteps,
): Promise<readonly TablePart[]> {
  await files.remove(folder);
  await files.makeFolder(folder);
  const values = table.columns.map(({ name, type }) =>
    type.kind === 'timestamp' ? `timezone('UTC', ${sqlName(name)}) AS ${sqlName(name)}` : sqlName(name),
  );
  const rows = `SELECT ${values.join(', ')} FROM ${sqlName(table.name)}`;
  const format = "FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION 'V1', ROW_GROUP_SIZE 122880";
  if (table.partitions.length === 0) {
    await connection.run(`COPY (${rows}) TO ${sqlText(join(folder, fileName))} (${format})`);
  } else {
    // One file a partition, however many there are: none is closed before all rows are written.
    await connection.run('SET partitioned_write_max_open_files = 1000000');
    await connection.run(
      `COPY (${rows}) TO ${sqlText(folder)} (${format}, PARTITION_BY (${sqlNames(table.partitions)}), OVERWRITE_OR_IGNORE)`,
    );
  }
  const paths = await listFiles(folder, '', files);
  const named = await Promise.all(paths.map((path) => giveName(folder, path, files)));
  return describeParts(connection, table, folder, named, files);
}

async function listFiles(root: string, under: string, files: FileSteps): Promise<string[]> {
  const entries = await files.list(join(root, under));
  const lists = await Promise.all(
    entries.map((entry) => (entry.endsWith('/') ? listFiles(root, `${under}${entry}`, files) : [`${under}${entry}`])),
  );
  return lists.flat();
}

/** DuckDB numbers the files of a partition; here there is one. */
async function giveName(folder: string, path: string, files: FileSteps): Promise<string> {
  const named = path.replace(/[^/]*$/, fileName);
  if (named !== path) await files.rename(join(folder, path), join(folder, named));
  return named;
}

async function describeParts(
  connection: DuckDBConnection,
  table: Table,
  folder: string,
  paths: readonly string[],
  files: FileSteps,
): Promise<TablePart[]> {
  if (paths.length === 0) return [];
  const all = paths.map((path) => join(folder, path));
  const counts = new Map(
    (
      await readText(
        connection,
        `SELECT file_name, CAST(num_rows AS VARCHAR) FROM parquet_file_metadata(${sqlTexts(all)})`,
      )
    ).map(([path, rows]) => [path, Number(rows)]),
  );
  const parts = await Promise.all(
    paths.map(async (path) => {
      const bytes = await files.read(join(folder, path));
      return { path, rows: counts.get(join(folder, path)) ?? 0, bytes: bytes.length, sha256: hash('sha256', bytes) };
    }),
  );
  return parts.toSorted((a, b) => compareParts(table, a.path, b.path));
}

/** By partition values: numbers as numbers, so that month 2 comes before month 10. */
function compareParts(table: Table, a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [index, name] of table.partitions.entries()) {
    const [x = '', y = ''] = [left[index], right[index]].map((step) =>
      decodeURIComponent(step?.slice(name.length + 1) ?? ''),
    );
    if (x === y) continue;
    const numeric = table.columns.find((column) => column.name === name)?.type.kind === 'integer';
    if (numeric) return BigInt(x) < BigInt(y) ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}
