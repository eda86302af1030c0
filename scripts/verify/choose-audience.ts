import type { Table } from '../../glue/duckdb/table.ts';
import type { MayRead } from '../access/may-read.ts';

/** As whom a table is asked for. */
export interface Asker {
  readonly audience: string;
  /** Columns that it may read, in the contract's order. */
  readonly columns: Table['columns'];
  /** Whether it may read every row. */
  readonly allRows: boolean;
}

/**
 * Who may read most of a table: every row before some rows, then most columns, then the first name. Pure.
 * @returns undefined when no audience may read any of it
 */
export function chooseAudience({ columns }: Pick<Table, 'columns'>, may: MayRead): Asker | undefined {
  const askers = [...may].map(([audience, readable]): Asker => {
    const names = new Set(readable.columns);
    return { audience, columns: columns.filter(({ name }) => names.has(name)), allRows: readable.rows === undefined };
  });
  return askers.sort(
    (a, b) =>
      Number(b.allRows) - Number(a.allRows) ||
      b.columns.length - a.columns.length ||
      (a.audience < b.audience ? -1 : 1),
  )[0];
}
