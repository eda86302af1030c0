import type { DuckDBConnection } from '@duckdb/node-api';
import { type FoundLinks, findLinks } from './find-links.ts';
import type { Link } from './link.ts';
import type { Source } from './source.ts';

/** Sources in the order in which a SELECT joins them: each but the first by a link from one before it. */
export interface Joined {
  /** A row of the table is a row of this one. */
  readonly root: Source;
  readonly links: readonly Link[];
  /** Links that would do too, of pairs that are joined otherwise. */
  readonly others: readonly Link[];
}

/**
 * Finds a source whose rows all others look up, directly or by one another; the first that can be it.
 * @param sources at least one @returns what was compared where there is none
 */
export async function joinSources(
  connection: DuckDBConnection,
  sources: readonly Source[],
): Promise<Joined | { readonly compared: readonly string[] }> {
  const known = new Map<string, Promise<FoundLinks>>();
  const between = (from: Source, to: Source): Promise<FoundLinks> => {
    const key = `${from.name} ${to.name}`;
    const found = known.get(key) ?? findLinks(connection, from, to);
    known.set(key, found);
    return found;
  };
  for (const root of sources) {
    const joined = await joinFrom(root, sources, between);
    if (joined !== undefined) return joined;
  }
  const all = await Promise.all(known.values());
  return { compared: [...new Set(all.flatMap(({ compared }) => compared))] };
}

async function joinFrom(
  root: Source,
  sources: readonly Source[],
  between: (from: Source, to: Source) => Promise<FoundLinks>,
): Promise<Joined | undefined> {
  const links: Link[] = [];
  const others: Link[] = [];
  const joined = [root];
  for (const from of joined) {
    for (const to of sources) {
      if (joined.includes(to)) continue;
      const [best, ...more] = (await between(from, to)).links;
      if (best === undefined) continue;
      links.push(best);
      others.push(...more.filter(({ by }) => by === 'names'));
      joined.push(to);
    }
  }
  return joined.length === sources.length ? { root, links, others } : undefined;
}
