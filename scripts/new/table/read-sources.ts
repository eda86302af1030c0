import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import { originKey } from '../../access/lineage/column-origins.ts';
import { traceOrigins } from '../../access/trace-tables.ts';
import { describeDataset, describeTable } from './describe-source.ts';
import type { Declared } from './open-sources.ts';
import type { Source } from './source.ts';

/** Describes datasets and tables whose rows are there, in the order of their names. */
export async function readSources(
  connection: DuckDBConnection,
  { schemas, tables, catalog }: Declared,
  names: readonly string[],
): Promise<Source[]> {
  const origins = traceOrigins(tables, schemas);
  const hidden = new Set(
    schemas.flatMap(({ name, columns }) =>
      columns.filter(({ sensitive }) => sensitive !== undefined).map((column) => originKey(name, column.name)),
    ),
  );
  const dividing = new Set(
    schemas.flatMap(({ readers }) => readers.flatMap(({ rows = [] }) => rows.map(({ column }) => column))),
  );
  const sources: Source[] = [];
  for (const name of names) {
    const [[count] = []] = await readText(connection, `SELECT CAST(count(*) AS VARCHAR) FROM main.${sqlName(name)}`);
    const schema = schemas.find((one) => one.name === name);
    const table = tables.find((one) => one.name === name);
    if (schema !== undefined) {
      const seen = new Set(catalog.get(name)?.map((column) => column.name));
      const own = describeDataset(schema, Number(count), dividing);
      // What only a clock knows is not there for tables.
      sources.push({ ...own, columns: own.columns.filter((column) => seen.has(column.name)) });
    } else if (table !== undefined) {
      sources.push(describeTable(table, Number(count), origins.get(name.toLowerCase()) ?? [], hidden, dividing));
    }
  }
  return sources;
}
