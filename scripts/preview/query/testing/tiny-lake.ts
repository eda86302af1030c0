import type { DuckDBConnection } from '@duckdb/node-api';
import { openEngine } from '../../../../glue/duckdb/engine.ts';
import { engineTypes, parseColumnType } from '../../../../lambda/schema/column-type.ts';
import type { DataSetRelation } from '../relation.ts';
import { sqlName, sqlString } from '../sql-text.ts';

/** A table of a few rows: columns with their Spark types, cells as text (dates as ISO 8601) or null. */
export interface TinyTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** QuickSight's roles by column. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly calculatedColumns?: readonly { readonly name: string; readonly expression: string }[];
  readonly stale?: boolean;
}

/** An in-memory DuckDB with tables; each table is also a data set of its name. */
export interface TinyLake {
  readonly connection: DuckDBConnection;
  readonly relationOf: (dataSet: string) => DataSetRelation | undefined;
  close(): void;
}

export async function tinyLake(tables: Readonly<Record<string, TinyTable>>): Promise<TinyLake> {
  const { connection, close } = await openEngine();
  const relations = new Map<string, DataSetRelation>();
  for (const [name, table] of Object.entries(tables)) {
    const columns = Object.entries(table.columns).map(([column, text]) => {
      const type = parseColumnType(text);
      if (type === undefined) throw new RangeError(`${name}.${column}: no such type ${text}`);
      return { name: column, type, role: table.roles?.[column] };
    });
    const list = columns.map((column) => `${sqlName(column.name)} ${engineTypes(column.type).duckdb}`);
    await connection.run(`CREATE TABLE ${sqlName(name)} (${list.join(', ')})`);
    const rows = table.rows.map(
      (row) => `(${row.map((cell) => (cell === null ? 'NULL' : sqlString(String(cell)))).join(', ')})`,
    );
    if (rows.length > 0) await connection.run(`INSERT INTO ${sqlName(name)} VALUES ${rows.join(', ')}`);
    const { calculatedColumns = [], stale = false } = table;
    relations.set(name, { table: name, sql: sqlName(name), columns, calculatedColumns, stale });
  }
  return { connection, relationOf: (dataSet) => relations.get(dataSet), close };
}
