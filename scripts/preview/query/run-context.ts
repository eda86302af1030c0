import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Cell } from '../model.ts';
import type { FilterOverrides } from './filters/applied-filter.ts';
import type { QuerySource } from './plan/query-scope.ts';

/** What every part of one run of a dashboard shares. */
export interface RunContext {
  readonly connection: DuckDBConnection;
  readonly definition: DashboardVersionDefinition;
  readonly overrides: FilterOverrides;
  /** Most rows that a visual's result holds. */
  readonly rowLimit: number;
  /** @throws NotDrawable for a data set that is not declared or has no table */
  source(dataSet: string): QuerySource;
}

/** One row of a query, by column name. */
export type Row = Readonly<Record<string, Cell>>;

/** Runs a query whose columns are text, doubles and booleans. */
export async function runQuery(connection: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowObjectsJS()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])));
}

/**
 * Infinity and NaN, which JSON does not have, are NULL; a count is a bigint. Doubles keep 15 significant digits: the order in which
 * threads add them up does not show, so the same data gives the same bytes.
 */
function cell(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(15)) : null;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
