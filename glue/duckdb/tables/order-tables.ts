import type { Finding } from '../../../lambda/schema/finding.ts';
import { findings } from '../findings.ts';
import type { Table } from '../table.ts';

/**
 * Tables in an order in which each comes after those it reads; equals by name. Tables on a cycle, and those that wait for one, are
 * left out, each with a finding.
 */
export function orderTables(tables: readonly Table[]): {
  readonly ordered: readonly Table[];
  readonly findings: readonly Finding[];
} {
  const ordered: Table[] = [];
  const done = new Set<string>();
  let waiting = tables.toSorted((a, b) => compare(a.name, b.name));
  while (waiting.length > 0) {
    const open = new Set(waiting.map((table) => table.name));
    const next = waiting.find((table) => table.reads.every((name) => !open.has(name) || done.has(name)));
    if (next === undefined) break;
    ordered.push(next);
    done.add(next.name);
    waiting = waiting.filter((table) => table !== next);
  }
  return { ordered, findings: explainWaiting(waiting) };
}

/** A table on a cycle is told of it; one that waits for a cycle is told what it waits for. */
function explainWaiting(tables: readonly Table[]): Finding[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return tables.flatMap((table) => {
    const cycle = cycleFrom(table.name, byName);
    if (cycle !== undefined) return [findings.tableCycle(table.sql.place, cycle)];
    return table.reads.filter((name) => byName.has(name)).map((name) => findings.upstreamStale(table.sql.place, name));
  });
}

/** The shortest way from a table back to itself, both ends named; undefined when it only waits for a cycle. */
function cycleFrom(start: string, byName: ReadonlyMap<string, Table>): string[] | undefined {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const name of byName.get(path.at(-1) ?? '')?.reads ?? []) {
      if (name === start) return [...path, start];
      if (byName.has(name) && !seen.has(name)) paths.push([...path, name]);
      seen.add(name);
    }
  }
  return undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
