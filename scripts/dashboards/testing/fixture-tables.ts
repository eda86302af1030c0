import type { Table } from '../../../glue/duckdb/table.ts';
import { parseColumnType } from '../../../lambda/schema/column-type.ts';

/** A table with columns of each kind and nothing else: what checks read of it. */
export function fixtureTable(name: string, columns: Readonly<Record<string, string>>): Table {
  const nowhere = { text: '', place: { file: `glue/tables/${name}` } };
  return {
    name,
    title: name,
    description: '',
    owner: '',
    key: [],
    partitions: [],
    sql: nowhere,
    quality: nowhere,
    reads: [],
    columns: Object.entries(columns).map(([column, type]) => {
      const parsed = parseColumnType(type);
      if (parsed === undefined) throw new RangeError(`expected a Spark type, got ${type}`);
      return { name: column, type: parsed, nullable: true, description: '', unit: undefined };
    }),
  };
}

/** The tables that testdata's data sets name. */
export const fixtureTables: ReadonlyMap<string, Table> = new Map(
  [
    fixtureTable('orders', {
      order_id: 'string',
      day: 'date',
      region: 'string',
      revenue_usd: 'decimal(14,2)',
      pieces: 'bigint',
      paid: 'boolean',
    }),
    fixtureTable('regions', { region: 'string', latitude: 'double', longitude: 'double' }),
  ].map((table) => [table.name, table]),
);
