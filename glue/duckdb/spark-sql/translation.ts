import type { SqlFinding } from './findings.ts';

/** A column that SQL may name: its Spark type as table.json writes it, for example `decimal(14,2)` or `array<string>`. */
export interface SqlColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * What SQL may read: each table's or dataset's columns, by the name of the DuckDB table or view that holds it. The DuckDB
 * columns have the types of `engineTypes(...).duckdb` (timestamps: TIMESTAMP, meaning UTC).
 */
export type SqlTables = ReadonlyMap<string, readonly SqlColumn[]>;

/** What a translation needs besides the text. */
export interface TranslateOptions {
  /** The file that findings name. */
  readonly file: string;
  /** Types decide what an expression means in Spark, so a name that is not here is refused. */
  readonly tables: SqlTables;
  /** A question asked by a person, not a table: LIMIT may stand without ORDER BY. */
  readonly exploring?: boolean;
}

/** SQL that DuckDB answers as Spark would, or the reasons why it can't. */
export type Translation =
  | {
      /** One DuckDB SELECT; needs `installMacros` on its connection. */
      readonly duckdb: string;
      /** The keys of `tables` that the SQL names, sorted. */
      readonly reads: readonly string[];
      /** What the SELECT returns, in order, with the types that Spark gives them. */
      readonly columns: readonly SqlColumn[];
      readonly findings?: undefined;
    }
  | { readonly findings: readonly SqlFinding[] };

/** Which names a query reads from outside (CTE names left out), found without their columns. */
export type Reads =
  | { readonly reads: readonly string[]; readonly findings?: undefined }
  | { readonly findings: readonly SqlFinding[] };
