import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Link } from './link.ts';

type Tried = Pick<Link, 'from' | 'to' | 'pairs'>;

/** What the rows say of two sources' columns. */
export interface Overlap {
  /** Values of `to` that come more than once. */
  readonly repeated: number;
  readonly tried: number;
  /** Distinct values of `from`. */
  readonly distinct: number;
  readonly found: number;
}

/** Counts how many rows of `from` are found in `to`. @param folded compared in small letters */
export async function measureLink(connection: DuckDBConnection, link: Tried, folded: boolean): Promise<Overlap> {
  const value = (name: string) => (folded ? `lower(${sqlName(name)})` : sqlName(name));
  const own = link.pairs.map(([name]) => value(name));
  const other = link.pairs.map(([, name]) => value(name));
  const keys = `SELECT ${other.join(', ')} FROM main.${sqlName(link.to.name)} WHERE ${filled(other)}`;
  const [[repeated] = []] = await readText(
    connection,
    `SELECT CAST(count(*) AS VARCHAR) FROM (${keys} GROUP BY ALL HAVING count(*) > 1)`,
  );
  const [[tried, found, distinct] = []] = await readText(
    connection,
    `SELECT CAST(count(*) AS VARCHAR), CAST(count(*) FILTER (WHERE (${own.join(', ')}) IN (${keys})) AS VARCHAR), CAST(count(DISTINCT (${own.join(', ')})) AS VARCHAR)
     FROM main.${sqlName(link.from.name)} WHERE ${filled(own)}`,
  );
  return {
    ...{ repeated: Number(repeated), tried: Number(tried) },
    ...{ found: Number(found), distinct: Number(distinct) },
  };
}

const filled = (values: readonly string[]): string => values.map((value) => `${value} IS NOT NULL`).join(' AND ');
