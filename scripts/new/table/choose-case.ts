import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { Link } from './link.ts';
import type { Source } from './source.ts';

/** Rows of each source, by DuckDB's row id in main. */
export type ChosenRows = ReadonlyMap<string, readonly string[]>;

/** Rows of the root that show something: full ones, the emptiest, and one for each lookup that misses. At most `most` full ones. */
export async function chooseRootRows(
  connection: DuckDBConnection,
  root: Source,
  links: readonly Link[],
  most = 3,
): Promise<readonly string[]> {
  const from = `main.${sqlName(root.name)}`;
  // A list, since a sum of a thousand columns is deeper than DuckDB reads.
  const gaps = root.columns.map(({ name }) => `(${sqlName(name)} IS NULL)::INTEGER`);
  const nulls = `list_sum([${gaps.join(', ')}])`;
  const ask = async (rest: string) =>
    (await readText(connection, `SELECT CAST(rowid AS VARCHAR) FROM ${from} ${rest}`)).flatMap(([id]) => id ?? []);
  const chosen = await ask(`ORDER BY ${nulls}, rowid LIMIT ${most}`);
  const empty = await ask(`WHERE ${nulls} > 0 ORDER BY ${nulls} DESC, rowid LIMIT 1`);
  const misses: string[] = [];
  for (const link of links.filter((one) => one.from === root)) {
    const own = link.pairs.map(([name]) => `${sqlName(name)} IS NOT NULL`).join(' AND ');
    misses.push(...(await ask(`AS own WHERE ${own} AND NOT EXISTS (${matching(link, 'own')}) ORDER BY rowid LIMIT 1`)));
  }
  return [...new Set([...chosen, ...empty, ...misses])];
}

/** Adds what the chosen rows look up, link by link. */
export async function followLinks(
  connection: DuckDBConnection,
  root: Source,
  rows: readonly string[],
  links: readonly Link[],
): Promise<ChosenRows> {
  const chosen = new Map<string, readonly string[]>([[root.name, rows]]);
  for (const link of links) {
    const ids = chosen.get(link.from.name) ?? [];
    if (ids.length === 0) chosen.set(link.to.name, []);
    else {
      const found = await readText(
        connection,
        `SELECT DISTINCT CAST(other.rowid AS VARCHAR), other.rowid FROM main.${sqlName(link.to.name)} AS other, main.${sqlName(link.from.name)} AS own
         WHERE own.rowid IN (${ids.join(', ')}) AND ${equal(link, 'own')} ORDER BY other.rowid`,
      );
      chosen.set(
        link.to.name,
        found.flatMap(([id]) => id ?? []),
      );
    }
  }
  return chosen;
}

const matching = (link: Link, own: string): string =>
  `SELECT 1 FROM main.${sqlName(link.to.name)} AS other WHERE ${equal(link, own)}`;

function equal({ pairs, folded }: Link, own: string): string {
  const value = (name: string) => (folded ? `lower(${name})` : name);
  return pairs
    .map(([left, right]) => `${value(`${own}.${sqlName(left)}`)} = ${value(`other.${sqlName(right)}`)}`)
    .join(' AND ');
}
