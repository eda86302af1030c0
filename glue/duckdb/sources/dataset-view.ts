import type { DuckDBConnection } from '@duckdb/node-api';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { sqlName, sqlText } from '../sql-text.ts';
import { readProcessedCsv } from './processed-csv.ts';
import { readHeader } from './read-header.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import { strictCast } from './strict-cast.ts';

/** A processed file: where it is, and the raw key that its rows came from. */
export interface SourcePart {
  readonly path: string;
  readonly file: string;
  /** Rows that it has, when that is known. */
  readonly rows?: number;
  /** Written under another schema than today's: its texts have to be looked at again. */
  readonly older?: boolean;
}

/**
 * Creates a view named like the dataset: the schema's columns with its types, then `_file` (raw key) and `_row`, keys that come again
 * across files settled as the schema says. Timestamps are TIMESTAMP, meaning UTC. Without parts it is an empty view of the same
 * types. A part written under an older schema is read by its own header: columns that it has not are null.
 * @throws DuckDB's error, the file system's error
 */
export async function datasetView(
  connection: DuckDBConnection,
  schema: DatasetSchema,
  parts: readonly SourcePart[],
): Promise<void> {
  const rows = await datasetRows(schema, parts);
  const files = new Set(parts.map((part) => part.file));
  const sql = files.size > 1 ? settleDuplicates(schema, rows) : rows;
  await connection.run(`CREATE OR REPLACE VIEW ${sqlName(schema.name)} AS ${sql}`);
}

/** The SELECT of a dataset's rows, before keys that come again are settled. */
export async function datasetRows(schema: DatasetSchema, parts: readonly SourcePart[]): Promise<string> {
  const columns = schema.columns.filter((column) => column.sensitive !== 'drop');
  const ordered = parts.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const headers = await Promise.all(ordered.map(async (part) => ({ part, header: await readHeader(part.path) })));
  const alike = Map.groupBy(headers, ({ part, header }) => `${part.older === true} ${header.join(',')}`);
  const reads = [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [
          readParts(
            columns,
            first.header,
            group.map(({ part }) => part),
            first.part.older === true,
          ),
        ];
  });
  return reads.length === 0 ? emptyRows(columns) : reads.join(' UNION ALL ');
}

/** Rows of files with one header, in the schema's order. */
function readParts(
  columns: readonly Column[],
  header: readonly string[],
  parts: readonly SourcePart[],
  older: boolean,
): string {
  const types = new Map([
    ...columns.map((column) => [column.name, duckdbType(column)] as const),
    ['_row', 'BIGINT'] as const,
  ]);
  const read = readProcessedCsv(
    parts.map((part) => part.path),
    header.map((name) => [name, older && name !== '_row' ? 'VARCHAR' : (types.get(name) ?? 'VARCHAR')] as const),
    '_path',
  );
  const values = columns.map((column) => {
    const name = sqlName(column.name);
    if (!header.includes(column.name)) return `CAST(NULL AS ${duckdbType(column)}) AS ${name}`;
    return older ? `${strictCast(`rows.${name}`, duckdbType(column))} AS ${name}` : `rows.${name}`;
  });
  // The lake's own files hold no _row: theirs is the place in the file.
  const row = header.includes('_row') ? 'rows._row' : 'row_number() OVER (PARTITION BY rows._path) AS _row';
  const files = parts.map((part) => `(${sqlText(part.path)}, ${sqlText(part.file)})`);
  return `SELECT ${[...values, 'files._file', row].join(', ')} FROM ${read} AS rows JOIN (VALUES ${files.join(', ')}) AS files (_path, _file) ON rows._path = files._path`;
}

function emptyRows(columns: readonly Column[]): string {
  const values = columns.map((column) => `CAST(NULL AS ${duckdbType(column)}) AS ${sqlName(column.name)}`);
  return `SELECT ${[...values, 'CAST(NULL AS VARCHAR) AS _file', 'CAST(NULL AS BIGINT) AS _row'].join(', ')} WHERE false`;
}

function duckdbType(column: Column): string {
  return engineTypes(column.type).duckdb;
}
