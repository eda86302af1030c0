import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';

/** What today's rows show of a column. */
export interface ColumnProfile {
  readonly name: string;
  readonly nulls: number;
  /** Distinct values, null not counted. */
  readonly distinct: number;
  /** As text; undefined where no row has a value. */
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
  /** All values, sorted, where there are at most `few`. */
  readonly values: readonly string[] | undefined;
}

/** What today's rows show. */
export interface RowsProfile {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnProfile>;
}

const few = 12;

/** Looks at every value of some columns. @param from a relation in DuckDB's SQL, such as `main."orders"` */
export async function profileColumns(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
): Promise<RowsProfile> {
  const [[rows] = []] = await readText(connection, `SELECT CAST(count(*) AS VARCHAR) FROM ${from}`);
  const columns = new Map<string, ColumnProfile>();
  for (const name of names) columns.set(name, await profileColumn(connection, from, name, Number(rows)));
  return { rows: Number(rows), columns };
}

async function profileColumn(
  connection: DuckDBConnection,
  from: string,
  name: string,
  rows: number,
): Promise<ColumnProfile> {
  const value = sqlName(name);
  const facts = [`count(${value})`, `count(DISTINCT ${value})`, `min(${value})`, `max(${value})`];
  const [[filled, distinct, minimum, maximum] = []] = await readText(
    connection,
    `SELECT ${facts.map((fact) => `CAST(${fact} AS VARCHAR)`).join(', ')} FROM ${from}`,
  );
  const isFew = Number(distinct) <= few;
  const values = isFew
    ? await readText(
        connection,
        `SELECT DISTINCT CAST(${value} AS VARCHAR) FROM ${from} WHERE ${value} IS NOT NULL ORDER BY 1`,
      )
    : undefined;
  return {
    ...{ name, nulls: rows - Number(filled), distinct: Number(distinct) },
    ...{ minimum: minimum ?? undefined, maximum: maximum ?? undefined },
    values: values?.map(([text]) => text ?? ''),
  };
}
