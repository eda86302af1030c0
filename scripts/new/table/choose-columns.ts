import type { RowsProfile } from './profile-columns.ts';
import type { Source, SourceColumn } from './source.ts';

/** Which of a source's columns a draft takes. */
export interface ChosenColumns {
  readonly taken: readonly SourceColumn[];
  /** `tags (a list as JSON text)`. */
  readonly leftOut: readonly string[];
}

/**
 * Takes the columns that say something: not those that are masked, JSON text, or empty in every row. Where that would be none of them, all.
 * @param keep names that are taken whatever they hold: a key
 */
export function chooseColumns(source: Source, profile: RowsProfile, keep: ReadonlySet<string>): ChosenColumns {
  const judged = source.columns.map((column) => ({
    column,
    why: keep.has(column.name) || column.divides ? undefined : whyNot(column, profile),
  }));
  const taken = judged.flatMap(({ column, why }) => (why === undefined ? [column] : []));
  if (taken.length === 0) return { taken: source.columns, leftOut: [] };
  return {
    taken,
    leftOut: judged.flatMap(({ column, why }) => (why === undefined ? [] : [`${source.name}.${column.name} (${why})`])),
  };
}

function whyNot({ name, hidden, json }: SourceColumn, profile: RowsProfile): string | undefined {
  if (hidden === 'mask') return 'masked: every row shows the same';
  if (json) return 'JSON text: take out what matters with GET_JSON_OBJECT';
  const isEmpty = profile.rows > 0 && profile.columns.get(name)?.distinct === 0;
  return isEmpty ? 'no row has a value' : undefined;
}
