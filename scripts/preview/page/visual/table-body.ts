import type { VisualModel } from '../../model.ts';
import type { Body } from './body.ts';
import { dataTable, type TableState } from './data-table.ts';

/** The visible columns of a table visual, in its order, with its totals. */
export function tableBody(visual: Extract<VisualModel, { kind: 'table' }>, state: TableState): Body {
  const { result, totals } = visual;
  const columns = visual.columns.filter(
    (index) => !visual.hidden.includes(index) && result.fields[index] !== undefined,
  );
  const node = dataTable(
    {
      name: visual.title ?? visual.alternative,
      fields: columns.flatMap((index) => result.fields[index] ?? []),
      rows: result.rows.map((row) => columns.map((index) => row[index] ?? null)),
      total: result.total,
      totals: totals === undefined ? undefined : columns.map((index) => totals[index] ?? null),
      totalsLabel: visual.totalsLabel,
    },
    state,
  );
  return { node, dispose: () => {} };
}

/** The data behind a chart. */
export function tableBehind(visual: VisualModel, state: TableState): Body {
  const node = dataTable(
    {
      name: `Data of ${visual.title ?? visual.kind}`,
      fields: visual.result.fields,
      rows: visual.result.rows,
      total: visual.result.total,
      totals: undefined,
      totalsLabel: '',
    },
    state,
  );
  return { node, dispose: () => {} };
}
