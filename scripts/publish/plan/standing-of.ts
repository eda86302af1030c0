import type { DataSetBody } from '../request/data-set-request.ts';
import { dataSetColumns, dataSetDifferences, isAnother } from './data-set-columns.ts';
import { keepColumns } from './keep-columns.ts';

/** What a change of a data set means to the version of its dashboard that is live. */
export interface Standing {
  /** Columns that it would lose and that it keeps until the next version is live. */
  readonly keep: readonly string[];
  /** What can't be had both ways, in the words of differences: the live version would fail over it, or show other figures. */
  readonly reshapes: readonly string[];
}

/** Pure. @param live as QuickSight gives it */
export function standingOf(live: DataSetBody, wanted: DataSetBody): Standing {
  const after = new Set(dataSetColumns(wanted));
  const lost = dataSetColumns(live).filter((column) => !after.has(column));
  const kept = new Set(dataSetColumns(keepColumns(wanted, live, lost)));
  const keep = lost.filter((column) => kept.has(column));
  // Who may see which rows is not put off for a dashboard's sake.
  if (wanted.UseAs === 'RLS_RULES') return { keep, reshapes: [] };
  const gone = lost.filter((column) => !kept.has(column)).map((column) => `- column ${column}`);
  return { keep, reshapes: [...gone, ...dataSetDifferences(live, wanted).filter(isAnother)] };
}
