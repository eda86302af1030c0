import { readdir } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { openEngine } from '../../glue/duckdb/engine.ts';
import type { SqlColumn } from '../../glue/duckdb/spark-sql/translation.ts';
import { sqlName, sqlText, sqlTexts } from '../../glue/duckdb/sql-text.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { sparkColumn } from './spark-column.ts';
import type { SqlSource } from './sql-source.ts';

/** Files that are one table. */
interface FolderTable {
  readonly name: string;
  readonly kind: 'csv' | 'parquet';
  readonly paths: readonly string[];
}

/**
 * Any folder of CSV and Parquet files as tables. A CSV needs a header; its types are those that all of its values have, dates and times
 * in ISO 8601 alone.
 * @throws CommandError `unreadable-folder`, `table-twice`, `unreadable-table`
 */
export async function openFolder(folder: string, effects: Effects): Promise<SqlSource> {
  const found = await listTables(resolve(effects.cwd, folder), folder);
  const engine = await openEngine();
  const tables = new Map<string, readonly SqlColumn[]>();
  const notes = new Map<string, readonly string[]>();
  try {
    for (const table of found) {
      const { columns, left } = await makeView(engine.connection, table);
      tables.set(table.name, columns);
      if (left.length > 0)
        notes.set(
          table.name,
          left.map(
            ({ name, type }) =>
              `${table.name}.${name} is left out: its type ${type} is not one of Spark SQL's on the list`,
          ),
        );
    }
  } catch (error) {
    engine.close();
    throw error;
  }
  return { connection: engine.connection, tables, notes, close: () => engine.close() };
}

async function listTables(path: string, shown: string): Promise<FolderTable[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new CommandError(
      'unreadable-folder',
      'usage',
      `${shown}: expected a folder of CSV and Parquet files; check the path`,
      { cause },
    );
  });
  const tables = await Promise.all(
    entries.map(async (entry): Promise<FolderTable | undefined> => {
      if (entry.name.startsWith('.') || entry.name.startsWith('_')) return undefined;
      const at = join(path, entry.name);
      if (!entry.isDirectory()) return asTable(parse(entry.name.replace(/\.gz$/i, '')).name, [at]);
      const below = await readdir(at, { withFileTypes: true, recursive: true });
      return asTable(
        entry.name,
        below
          .filter((file) => file.isFile() && !file.name.startsWith('.'))
          .map((file) => join(file.parentPath, file.name))
          .sort(),
      );
    }),
  );
  const named = tables.filter((table) => table !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = named.find((table, index) =>
    named.some((other, at) => at < index && other.name.toLowerCase() === table.name.toLowerCase()),
  );
  if (twice !== undefined)
    throw new CommandError(
      'table-twice',
      'usage',
      `${shown}: expected each name once, got "${twice.name}" as two tables; rename one of the files`,
    );
  if (named.length > 0) return named;
  throw new CommandError(
    'no-tables',
    'usage',
    `${shown}: expected .csv or .parquet files, got none; name a folder that holds some`,
  );
}

/** Parquet files win over CSV in one folder, since a folder is one table. */
function asTable(name: string, paths: readonly string[]): FolderTable | undefined {
  const parquet = paths.filter((path) => /\.parquet$/i.test(path));
  if (parquet.length > 0) return { name, kind: 'parquet', paths: parquet };
  const csv = paths.filter((path) => /\.csv(\.gz)?$/i.test(path));
  return csv.length > 0 ? { name, kind: 'csv', paths: csv } : undefined;
}

async function makeView(connection: SqlSource['connection'], table: FolderTable) {
  const hive = table.paths.length > 1 ? ', hive_partitioning=true, union_by_name=true' : '';
  const rows =
    table.kind === 'parquet'
      ? `read_parquet(${sqlTexts(table.paths)}${hive})`
      : `read_csv(${sqlTexts(table.paths)}, header=true, sample_size=-1, dateformat=${sqlText('%Y-%m-%d')}${hive})`;
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${rows}`);
    const columns = described.getRowsJson().map(([name, type]) => sparkColumn(String(name), String(type)));
    const kept = columns.filter((column) => column.spark !== undefined);
    await connection.run(
      `CREATE VIEW ${sqlName(table.name)} AS SELECT ${kept.map((column) => `${column.sql} AS ${sqlName(column.name)}`).join(', ')} FROM ${rows}`,
    );
    return {
      columns: kept.map((column) => ({ name: column.name, type: column.spark ?? '' })),
      left: columns.filter((column) => column.spark === undefined).map(({ name, type }) => ({ name, type })),
    };
  } catch (cause) {
    throw new CommandError(
      'unreadable-table',
      'environment',
      `${table.paths[0]}: expected a ${table.kind} file that DuckDB can read; see the reason`,
      { cause },
    );
  }
}
