import type { Series } from '../shape/shape-series.ts';

/** The sum of absolute values per category: what a bar stacked to 100 % is a share of. */
export function stackedTotals(series: readonly Series[], categories: number): readonly number[] {
  return Array.from({ length: categories }, (_, at) =>
    series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0),
  );
}

/** A value's share of a total, 0 to 1; null when there is none. */
export function shareOf(value: number | null, total: number | undefined): number | null {
  return value === null || total === undefined || total === 0 ? null : value / total;
}
