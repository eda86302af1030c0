import type { Cell } from '../../model.ts';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export interface Sorting {
  /** Index of the cell to sort by. */
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/** Rows in order of one column, equal ones as they came; null comes last either way. ISO dates sort as text. */
export function sortRows(rows: readonly (readonly Cell[])[], sorting: Sorting): readonly (readonly Cell[])[] {
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [a, b] = [left[sorting.column] ?? null, right[sorting.column] ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * compareCells(a, b);
  });
}

function compareCells(a: Exclude<Cell, null>, b: Exclude<Cell, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return Number(a) - Number(b);
}
