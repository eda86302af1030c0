import { originKey } from '../access/lineage/column-origins.ts';
import { traceOrigins } from '../access/trace-tables.ts';
import type { DashboardUse } from './dashboard-uses.ts';
import type { Side } from './read-side.ts';
import type { Reached, SchemaChange } from './schema-change.ts';

/** Follows a change down to what draws it, as the base has it. */
export type Reach = (change: Pick<SchemaChange, 'of' | 'name' | 'column'>) => Reached;

/** @param uses of every dashboard of the base */
export function createReach({ datasets, tables }: Side, uses: readonly DashboardUse[]): Reach {
  const ordered = [...tables.values()];
  const origins = traceOrigins(ordered, [...datasets.values()]);
  return ({ of, name, column }) => {
    const reached = new Map<string, 'all' | readonly string[]>();
    if (of === 'table') reached.set(name, column === undefined ? 'all' : [column]);
    for (const table of ordered) {
      const from = table.reads.filter((read) => read === name || reached.has(read));
      if (from.length === 0 || table.name === name) continue;
      reached.set(table.name, columnsReached(table, from.includes(name) && of === 'dataset'));
    }
    const isUsed = ({ table, column: used }: DashboardUse) => {
      const columns = reached.get(table);
      return columns === 'all' || (columns?.includes(used) ?? false);
    };
    return { tables: [...reached].map(([table, columns]) => ({ table, columns })), uses: uses.filter(isUsed) };

    /** Lineage goes by columns of datasets; a condition or a join by the column alone is a matter of every row. */
    function columnsReached(
      { name: table, columns, sql }: (typeof ordered)[number],
      direct: boolean,
    ): 'all' | string[] {
      if (of === 'table' || column === undefined) return 'all';
      const key = originKey(name, column);
      const made = origins.get(table.toLowerCase()) ?? [];
      const known = columns.filter((one) => {
        const found = made.find((origin) => origin.name === one.name);
        return found?.from === undefined || found.from.has(key);
      });
      const names = known.map((one) => one.name);
      return names.length > 0 || !(direct && mentions(sql.text, column)) ? names : 'all';
    }
  };
}

/** Whether SQL has a word, in any case. */
export function mentions(sql: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${RegExp.escape(word)}(?![\\w$])`, 'i').test(sql);
}
