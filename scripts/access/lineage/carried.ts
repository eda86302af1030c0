import type { Query } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';

/** A column of a relation, with regard to one column of one dataset, the traced one. */
export interface CarriedColumn {
  readonly name: string;
  /** Spark's, where it is known: that of a column that was only handed on. */
  readonly type: string | undefined;
  /** Holds the traced column's value, and a row in which it is v was made of rows of the dataset with v alone. */
  readonly key: boolean;
  /** Its value may come from rows of the dataset that the row's key does not name. */
  readonly mixed: boolean;
}

/** A relation, with regard to the traced column. */
export interface Carried {
  /** Rows of the dataset take part in it. */
  readonly reads: boolean;
  readonly columns: readonly CarriedColumn[];
}

/** Relations by lower-case name. */
export type CarriedByName = ReadonlyMap<string, Carried>;

/** What the parts of a query share. */
export interface Tracing {
  /** Datasets and tables. */
  readonly sources: CarriedByName;
  /** Traces a query inside a FROM or an expression. */
  readonly query: (query: Query, ctes: CarriedByName) => Carried;
  /** A number that nothing else has. */
  readonly next: () => number;
}

/** A relation whose rows can't be told apart by the traced column any more. */
export const lost = (columns: readonly Pick<CarriedColumn, 'name' | 'type'>[]): Carried => ({
  reads: true,
  columns: columns.map(({ name, type }) => ({ name, type, key: false, mixed: true })),
});

/** Columns under the names that an alias list gives them. */
export const renamed = ({ reads, columns }: Carried, names: readonly string[]): Carried => ({
  reads,
  columns: columns.map((column, index) => ({ ...column, name: names[index] ?? column.name })),
});
