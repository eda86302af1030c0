import type { Table } from '../../glue/duckdb/table.ts';
import { type OriginsByName, originKey } from '../access/lineage/column-origins.ts';
import { type OriginSource, traceOrigins } from '../access/trace-tables.ts';
import type { DashboardUse } from './dashboard-use.ts';
import type { Side } from './read-side.ts';
import type { Reached, SchemaChange } from './schema-change.ts';

/** Follows a change down to what draws it, as the base has it. */
export type Reach = (change: Pick<SchemaChange, 'of' | 'name' | 'column'>) => Reached;

/** @param uses of every dashboard of the base */
export function createReach({ datasets, tables, contracts }: Side, uses: readonly DashboardUse[]): Reach {
  return ({ of, name, column }) => {
    const contract = of === 'table' ? contracts.get(name) : undefined;
    const ordered = [...tables.values()].filter((table) => contract === undefined || table.name !== name);
    // Lineage goes from sources down: a table whose contract changed is one.
    const sources: OriginSource[] = [...datasets.values()];
    if (contract !== undefined) sources.push({ name, columns: asSource(contract.columns) });
    const origins = traceOrigins(ordered, sources);
    const reached = new Map<string, 'all' | readonly string[]>();
    if (of === 'table') reached.set(name, column === undefined ? 'all' : [column]);
    for (const table of ordered) {
      const from = table.reads.filter((read) => read === name || reached.has(read));
      if (from.length === 0) continue;
      const isWhole = column === undefined || from.some((read) => read !== name && reached.get(read) === 'all');
      reached.set(table.name, isWhole ? 'all' : columnsReached(table, name, column, origins));
    }
    const isUsed = ({ table, column: used }: DashboardUse) => {
      const columns = reached.get(table);
      return columns === 'all' || (columns?.includes(used) ?? false);
    };
    return { tables: [...reached].map(([table, columns]) => ({ table, columns })), uses: uses.filter(isUsed) };
  };
}

const asSource = (columns: Table['columns']): OriginSource['columns'] =>
  columns.map(({ name, type }) => ({ name, type, sensitive: undefined }));

/** Output columns made of a source's column, or of what is not understood; a condition or a join by it alone is a matter of every row. */
function columnsReached(table: Table, source: string, column: string, origins: OriginsByName): 'all' | string[] {
  const made = origins.get(table.name.toLowerCase()) ?? [];
  const key = originKey(source, column);
  const names = table.columns.flatMap(({ name }) => {
    const found = made.find((origin) => origin.name === name);
    return found?.from === undefined || found.from.has(key) ? [name] : [];
  });
  return names.length > 0 || !(table.reads.includes(source) && mentions(table.sql.text, column)) ? names : 'all';
}

/** Whether SQL has a word, in any case. */
function mentions(sql: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${RegExp.escape(word)}(?![\\w$])`, 'i').test(sql);
}
