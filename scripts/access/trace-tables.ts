import { SqlRefusal } from '../../glue/duckdb/spark-sql/findings.ts';
import { parseStatement } from '../../glue/duckdb/spark-sql/parse-query.ts';
import type { Query } from '../../glue/duckdb/spark-sql/syntax-tree.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import { datasetColumns, tableColumns } from '../../glue/duckdb/tables/catalog.ts';
import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { type Carried, lost } from './lineage/carried.ts';
import { type OriginColumn, type OriginsByName, originKey, queryOrigins } from './lineage/column-origins.ts';
import { traceQuery } from './lineage/trace-query.ts';

export type TracedDataset = Pick<DatasetSchema, 'name' | 'columns'>;
/** What lineage needs of a source. */
export interface OriginSource {
  readonly name: string;
  readonly columns: readonly Pick<Column, 'name' | 'type' | 'sensitive'>[];
}
export type TracedTable = Pick<Table, 'name' | 'columns' | 'sql'>;

/** Each table with regard to one column of one dataset. @param tables each after those it reads */
export type Trace = (dataset: string, column: string) => ReadonlyMap<string, Carried>;

/** Follows columns of datasets through the tables' SQL. What was followed once is remembered. */
export function createTrace(tables: readonly TracedTable[], datasets: readonly TracedDataset[]): Trace {
  const queries = new Map(tables.map((table) => [table.name, parse(table.sql.text)]));
  const known = new Map<string, ReadonlyMap<string, Carried>>();
  return (dataset, column) => {
    const key = `${dataset} ${column}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const sources = new Map(datasets.map((one) => [one.name.toLowerCase(), asSource(one, dataset, column)]));
    const traced = new Map<string, Carried>();
    for (const table of tables) {
      const query = queries.get(table.name);
      const carried = query === undefined ? lost(plain(table)) : asTable(table, traceQuery(query, sources));
      sources.set(table.name.toLowerCase(), carried);
      traced.set(table.name, carried);
    }
    known.set(key, traced);
    return traced;
  };
}

/** What each column of each table is made of, by the table's name. @param tables each after those it reads */
export function traceOrigins(tables: readonly TracedTable[], datasets: readonly OriginSource[]): OriginsByName {
  const known = new Map<string, readonly OriginColumn[]>(
    datasets.map((one) => [
      one.name.toLowerCase(),
      datasetColumns(one).map(({ name }) => ({ name, from: new Set([originKey(one.name, name)]) })),
    ]),
  );
  for (const table of tables) {
    const query = parse(table.sql.text);
    const made = query === undefined ? [] : queryOrigins(query, known);
    const columns = plain(table).map(({ name }) => ({
      name,
      from: made.find((one) => one.name.toLowerCase() === name.toLowerCase())?.from,
    }));
    known.set(table.name.toLowerCase(), columns);
  }
  return known;
}

function parse(sql: string): Query | undefined {
  try {
    return parseStatement(sql);
  } catch (error) {
    // Whoever loads the table says what is wrong with it; nothing is known of its rows.
    if (error instanceof SqlRefusal) return undefined;
    throw error;
  }
}

function asSource(one: TracedDataset, dataset: string, column: string): Carried {
  const reads = one.name === dataset;
  return {
    reads,
    columns: datasetColumns(one).map(({ name, type }) => ({ name, type, key: reads && name === column, mixed: false })),
  };
}

const plain = ({ columns }: TracedTable) => tableColumns({ columns }).map(({ name, type }) => ({ name, type }));

/** What the contract makes of the query's columns: a key that it casts to another type is none. */
function asTable(table: TracedTable, { reads, columns }: Carried): Carried {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  return {
    reads,
    columns: plain(table).map(({ name, type }) => {
      const made = byName.get(name.toLowerCase());
      const key = made?.key === true && made.type === type;
      return { name, type, key, mixed: made?.mixed ?? reads };
    }),
  };
}
