import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { TableProfile } from '../profile/profile.ts';
import { type Aggregation, isCurrency } from './aggregation.ts';
import { unitOf, wordSet, wordsOf } from './column-words.ts';

/** What a lookup says of the thing that a row is about, as `new table` describes it: once a row, however often the thing comes. */
const isLookedUp = ({ description }: TableColumn): boolean => /; of the \w+, not additive(;|\.|$)/.test(description);

const asideWords = wordSet('previous prior last before missing unpriced invalid failed target');

/** How much a measure tells: money before counts, counts before means, what varies before what doesn't. */
export function scoreOf(
  column: TableColumn,
  aggregation: Aggregation,
  profile: TableProfile,
  others: readonly TableColumn[],
): number {
  const words = wordsOf(column.name);
  const own = profile.columns.get(column.name);
  const unit = unitOf(column);
  let score =
    aggregation === 'SUM' ? (unit !== undefined && isCurrency(unit) ? 5 : 4) : aggregation === 'AVERAGE' ? 2 : 1;
  if (column.name.includes('to_date')) score -= 2;
  if (isLookedUp(column)) score -= 3;
  if (words.some((word) => asideWords.has(word))) score -= 6;
  // How many gave a rating stands behind the rating.
  if (words.includes('votes')) score -= 2.2;
  if (
    ['worldwide', 'total', 'net', 'overall', 'revenue', 'sales', 'rating', 'score'].some((word) => words.includes(word))
  )
    score += 0.5;
  const qualifies = others.some((other) => other.name !== column.name && column.name.endsWith(`_${other.name}`));
  if (qualifies) score -= 1.5;
  if (own !== undefined && profile.rows > 1) {
    if (own.nulls / profile.rows > 0.5) score -= 1.5;
    const { p10 = 0, median = 0, p90 = 0 } = own.numbers ?? {};
    // What hardly varies says how data came to be, not what it says.
    if (aggregation === 'SUM' && p90 - p10 < 0.1 * Math.abs(median)) score -= 3;
    if (own.numbers !== undefined && p10 === 0 && p90 === 0) score -= 1;
  }
  return score;
}
