import { join } from 'node:path';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import { loadTables } from '../../../glue/duckdb/tables/load-tables.ts';
import { readEnvironments } from '../../../infra/environments/read-environments.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { type MayRead, mayRead } from '../../access/may-read.ts';
import type { Project } from '../../lake/project.ts';

/** Who reads a table, as far as a dashboard has to know. */
export interface TableReaders {
  /** Columns that not even the audience that reads most of the table may read: no visual shows them. */
  readonly restricted: ReadonlySet<string>;
  /** Audiences that see less: a sentence each. */
  readonly remarks: readonly string[];
}

const everyone: TableReaders = { restricted: new Set(), remarks: [] };

/** By "readers" in the schemas. Where no schema names any, everyone reads everything, and no SQL is followed. */
export async function readReaders(
  project: Project,
  schemas: readonly DatasetSchema[],
): Promise<(table: string) => TableReaders> {
  const named = schemas.flatMap(({ readers, columns }) => [
    ...readers.map(({ audience }) => audience),
    ...columns.flatMap((column) => column.readers),
  ]);
  if (named.length === 0) return () => everyone;
  const read = readEnvironments(join(project.root, 'infra', 'environments', 'environments.json'));
  const mapped = 'environments' in read ? read.environments.flatMap((one) => Object.keys(one.audiences)) : [];
  const audiences = [...new Set([...named, ...mapped])].sort();
  const { tables } = await loadTables({ room: project.tables, shown: 'glue/tables', schemas, sql: sparkSql });
  const may = mayRead(tables, schemas, audiences);
  const columnsOf = new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  return (table) => tableReaders(table, columnsOf.get(table) ?? [], may.get(table) ?? new Map());
}

/** Pure. @param may what each audience reads of the table */
export function tableReaders(table: string, columns: readonly string[], may: MayRead): TableReaders {
  const audiences = [...may].sort(([, a], [, b]) => b.columns.length - a.columns.length);
  const [widest] = audiences;
  if (widest === undefined) {
    return columns.length === 0
      ? everyone
      : { ...everyone, remarks: [`${table}: no audience may read it in AWS, by "readers" in the schemas`] };
  }
  const [, most] = widest;
  const lesser = audiences.filter(
    ([, { columns: own, rows }]) => own.length < most.columns.length || rows !== undefined,
  );
  return {
    restricted: new Set(columns.filter((column) => !most.columns.includes(column))),
    remarks: lesser.map(([audience, { columns: own, rows }]) => {
      const part =
        own.length < columns.length ? `${own.length} of its ${columns.length} columns` : 'all of its columns';
      const where = rows === undefined ? '' : ` in rows of certain ${rows.map(({ column }) => column).join(', ')}`;
      return `${table}: ${audience} may read ${part}${where}; visuals of the rest are empty for them`;
    }),
  };
}
