import type { Cell, FieldModel, ResultModel } from '../../model.ts';

export interface PivotColumn {
  /** Members of the column fields, outermost first; empty when there are none. */
  readonly members: readonly Cell[];
  readonly field: FieldModel;
}

export interface ShapedPivot {
  readonly columns: readonly PivotColumn[];
  readonly rows: readonly { readonly members: readonly Cell[]; readonly cells: readonly Cell[] }[];
}

/**
 * Crosses a long result: a row per combination of the row fields, a column per combination of the column fields and value,
 * both in order of first appearance. A combination that has no row is null.
 */
export function shapePivot(
  result: ResultModel,
  wells: {
    readonly rowFields: readonly number[];
    readonly columnFields: readonly number[];
    readonly values: readonly number[];
  },
): ShapedPivot {
  const rows = new Map<string, { members: readonly Cell[]; byColumn: Map<string, readonly Cell[]> }>();
  const columns = new Map<string, readonly Cell[]>();
  for (const source of result.rows) {
    const members = wells.rowFields.map((index) => source[index] ?? null);
    const across = wells.columnFields.map((index) => source[index] ?? null);
    const [rowKey, columnKey] = [JSON.stringify(members), JSON.stringify(across)];
    columns.set(columnKey, columns.get(columnKey) ?? across);
    const row = rows.get(rowKey) ?? { members, byColumn: new Map<string, readonly Cell[]>() };
    rows.set(rowKey, row);
    row.byColumn.set(columnKey, source);
  }
  const values = wells.values.flatMap((index) => {
    const field = result.fields[index];
    return field === undefined ? [] : [{ index, field }];
  });
  return {
    columns: [...columns.values()].flatMap((members) => values.map(({ field }) => ({ members, field }))),
    rows: [...rows.values()].map(({ members, byColumn }) => ({
      members,
      cells: [...columns.keys()].flatMap((key) => values.map(({ index }) => byColumn.get(key)?.[index] ?? null)),
    })),
  };
}
