import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { TableProfile } from '../profile/profile.ts';
import type { ColumnRole } from '../roles/column-role.ts';
import { mostCategories } from '../roles/column-role.ts';
import { columnTitle, wordSet, wordsOf } from '../roles/column-words.ts';

/** A column to group by. */
export interface Category {
  readonly id: string;
  readonly title: string;
  /** The column in the table. */
  readonly column: string;
  readonly kind: 'text' | 'flag' | 'number';
  /** Different values; undefined: unknown. */
  readonly distinct: number | undefined;
  readonly nullable: boolean;
}

export interface RoledColumn {
  readonly column: TableColumn;
  readonly role: ColumnRole;
}

/**
 * The columns to group by, the most telling first. Of two that say the same, a name comes before its code; one that another
 * nearly repeats is left out.
 */
export function chooseCategories(columns: readonly RoledColumn[], profile: TableProfile): readonly Category[] {
  const groupable = columns.filter(
    ({ role, column }) =>
      role === 'category' ||
      role === 'flag' ||
      role === 'crowd' ||
      (role === 'date-part' && isShortScale(column, profile)),
  );
  const scored = groupable
    .map((each, index) => ({ ...each, score: scoreOf(each, profile) - index * 0.15 }))
    .filter(({ score }) => score > -2)
    .sort((a, b) => b.score - a.score);
  const chosen: typeof scored = [];
  for (const each of scored) {
    const same = chosen.findIndex((before) => repeats(before.column.name, each.column.name, profile));
    const before = chosen[same];
    if (before === undefined) chosen.push(each);
    else if (saysMore(each, before, profile)) chosen[same] = each;
  }
  return chosen.map(({ column, role }) => categoryOf(column, role, profile));
}

/** Months, weekdays and hours make bars where there is no axis of time; days and minutes don't. */
function isShortScale({ name }: TableColumn, profile: TableProfile): boolean {
  const distinct = profile.columns.get(name)?.distinct ?? 0;
  return distinct >= 2 && distinct <= mostCategories;
}

export function categoryOf(column: TableColumn, role: ColumnRole, profile: TableProfile): Category {
  const own = profile.columns.get(column.name);
  return {
    id: column.name.replaceAll('_', '-'),
    title: columnTitle(column),
    column: column.name,
    kind: role === 'flag' ? 'flag' : column.type.kind === 'string' ? 'text' : 'number',
    distinct: profile.rows === 0 ? undefined : own?.distinct,
    nullable: own === undefined ? column.nullable : own.nulls > 0,
  };
}

const tellingWords = wordSet(
  'category type status region country genre segment channel zone device action service department ' +
    'product city state location name',
);
const technicalWords = wordSet('version host hostname source file batch code currency locale timezone');

function scoreOf({ column, role }: RoledColumn, profile: TableProfile): number {
  const own = profile.columns.get(column.name);
  const words = wordsOf(column.name);
  let score = role === 'crowd' ? 0 : role === 'flag' ? 0.2 : role === 'date-part' ? 0.3 : 1;
  if (own !== undefined && profile.rows > 0) {
    if (role === 'category') score += own.distinct >= 3 && own.distinct <= 15 ? 1 : 0;
    if (own.nulls / profile.rows > 0.5) score -= 2;
    // Labels that no axis has room for.
    if ((own.text?.longest ?? 0) > 24) score -= 0.6;
  }
  if (words.some((word) => tellingWords.has(word))) score += 0.5;
  if (words.some((word) => technicalWords.has(word))) score -= 0.8;
  return score;
}

/** Of two that say the same, people read the finer one, and the name rather than its code. */
function saysMore(one: RoledColumn, other: RoledColumn, { columns }: TableProfile): boolean {
  const [own, before] = [columns.get(one.column.name), columns.get(other.column.name)];
  if (own === undefined || before === undefined) return false;
  if (own.nulls !== before.nulls) return own.nulls < before.nulls;
  if (own.distinct !== before.distinct && own.distinct > mostCategories) return false;
  const isName = ({ column }: RoledColumn) => /_(name|label)$/.test(column.name);
  return isName(one) !== isName(other) ? isName(one) : (own.text?.longest ?? 0) > (before.text?.longest ?? 0);
}

/** Whether the second column says little that the first doesn't. */
function repeats(first: string, second: string, { pairs, columns }: TableProfile): boolean {
  const together = pairs.find(({ a, b }) => (a === first && b === second) || (a === second && b === first))?.distinct;
  if (together === undefined) return false;
  const [one, two] = [columns.get(first)?.distinct ?? 0, columns.get(second)?.distinct ?? 0];
  return together <= Math.max(one, two) + 1 && Math.min(one, two) >= 0.6 * Math.max(one, two);
}
