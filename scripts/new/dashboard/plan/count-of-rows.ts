import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { Contract } from '../../../../glue/duckdb/tables/parse-contract.ts';
import type { TableProfile } from '../profile/profile.ts';
import type { ColumnRole } from '../roles/column-role.ts';
import { sentenceCase } from '../roles/column-words.ts';
import type { Measure } from '../roles/measure.ts';
import type { RoledColumn } from './choose-categories.ts';

type Titled = Pick<Contract, 'title' | 'columns' | 'key'>;

/**
 * Counts rows by a column that has no nulls: QuickSight counts values.
 * @param columns those that all readers may read
 */
export function countOfRows(contract: Titled, columns: readonly RoledColumn[], profile: TableProfile): Measure {
  const isFull = ({ name, nullable }: RoledColumn['column']) =>
    profile.rows === 0 ? !nullable : profile.columns.get(name)?.nulls === 0;
  const full = columns.map(({ column }) => column).filter((column) => isFull(column) && column.type.kind !== 'boolean');
  const own = full.find(({ name }) => contract.key.includes(name)) ?? full[0];
  const title = isEntity(contract, columns, profile) ? rowNoun(contract.title) : 'Rows';
  const format = { kind: 'number', decimals: 0, scaled: profile.rows >= 1_000_000, suffix: '' } as const;
  const common = { id: slug(title), title, format, cell: format, unit: undefined, score: 3, negative: false };
  if (own !== undefined) {
    const kind = own.type.kind;
    const of = kind === 'string' ? 'text' : kind === 'date' || kind === 'timestamp' ? 'date' : 'number';
    return { ...common, column: own.name, of, aggregation: 'COUNT' };
  }
  const any = columns[0]?.column.name ?? contract.columns[0]?.name ?? '';
  return {
    ...common,
    column: 'Each row',
    computed: `ifelse(isNull({${any}}), 1, 1)`,
    of: 'number',
    aggregation: 'SUM',
  };
}

/** Whether a row is a thing of its own: one column tells it apart, by the key or by the data. */
export function isEntity(
  { key }: Pick<Contract, 'key'>,
  columns: readonly RoledColumn[],
  profile: TableProfile,
): boolean {
  const ids = columns.filter(({ role }) => role === 'identifier' || role === 'label');
  if (key.length === 1 && ids.some(({ column }) => column.name === key[0])) return true;
  return profile.rows > 1 && ids.some(({ column }) => profile.columns.get(column.name)?.distinct === profile.rows);
}

/** Whether the key is a time, alone or with what names a thing, or each day has as many rows as every other: one row for each at each. */
export function isPanel(
  { key }: Pick<Contract, 'key'>,
  columns: readonly RoledColumn[],
  profile: TableProfile,
  time: TableColumn | undefined,
): boolean {
  if (time?.type.kind === 'date' && profile.columns.get(time.name)?.times?.even === true) return true;
  const roles = key.map((name) => columns.find(({ column }) => column.name === name)?.role);
  const isPeriod = (role: ColumnRole | undefined) => role === 'time' || role === 'year';
  const isThing = (role: ColumnRole | undefined) => role === 'category' || role === 'crowd' || role === 'label';
  return roles.some(isPeriod) && roles.every((role) => isPeriod(role) || isThing(role));
}

/** What a table's title calls its rows: "Movies", "Files" of "Files of the lake". */
export function rowNoun(title: string): string {
  const noun = title.split(/ (?:of|per|by|in|and|from|with|for) |[,:(–-]/i)[0]?.trim() ?? '';
  return noun === '' || noun.split(' ').length > 3 || !/s$/i.test(noun) ? 'Rows' : sentenceCase(noun);
}

/** Letters, digits and hyphens of a text, for ids. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 200) || 'x';
