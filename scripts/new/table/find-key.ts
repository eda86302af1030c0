import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName, sqlNames } from '../../../glue/duckdb/sql-text.ts';
import type { RowsProfile } from './profile-columns.ts';

/** Combinations that are tried at most: each reads all rows. */
const mostTries = 150;

/** What spares queries. */
export interface KeyOptions {
  readonly profile?: RowsProfile;
  readonly accepts?: (names: readonly string[]) => boolean;
}

/** Whether columns are complete and unique together in today's rows. @param from a relation in DuckDB's SQL */
export async function isKey(connection: DuckDBConnection, from: string, names: readonly string[]): Promise<boolean> {
  const isMissing = names.map((name) => `${sqlName(name)} IS NULL`).join(' OR ');
  const again = `SELECT 1 FROM ${from} GROUP BY ${sqlNames(names)} HAVING count(*) > 1`;
  const [[bad] = []] = await readText(
    connection,
    `SELECT CAST(EXISTS (SELECT 1 FROM ${from} WHERE ${isMissing}) OR EXISTS (${again}) AS VARCHAR)`,
  );
  return bad === 'false';
}

/**
 * The fewest columns that are complete and unique together in today's rows, the earliest first.
 * @param names candidates, likeliest first @param most how many may be needed together
 * @param options `profile` spares the combinations that have too few values to be unique; `accepts` says which could be meant
 */
export async function findKey(
  connection: DuckDBConnection,
  from: string,
  names: readonly string[],
  most: number,
  { profile, accepts = () => true }: KeyOptions = {},
): Promise<readonly string[] | undefined> {
  let left = mostTries;
  for (let size = 1; size <= most; size += 1) {
    for (const candidate of combinations(names, size)) {
      if (!accepts(candidate)) continue;
      if (profile !== undefined && mostDistinct(candidate, profile) < profile.rows) continue;
      if (left === 0) return undefined;
      left -= 1;
      if (await isKey(connection, from, candidate)) return candidate;
    }
  }
  return undefined;
}

/** How many combinations of values there can be. */
const mostDistinct = (names: readonly string[], { columns, rows }: RowsProfile): number =>
  names.reduce((product, name) => product * (columns.get(name)?.distinct ?? rows), 1);

/** All choices of `size` names, in their order. */
export function* combinations(names: readonly string[], size: number): Generator<readonly string[]> {
  if (size === 0) return yield [];
  for (const [index, name] of names.entries())
    for (const rest of combinations(names.slice(index + 1), size - 1)) yield [name, ...rest];
}
