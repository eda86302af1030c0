import type { Evidence } from '../evidence/column-evidence.ts';
import type { CountedValue } from '../evidence/frequent-values.ts';
import { isCut } from '../evidence/short-text.ts';
import type { ColumnFacts } from './column-draft.ts';

/** More values than anybody lists. */
const mostListed = 1000;

/** What the evidence alone does not say. */
interface Decided extends Pick<ColumnFacts, 'rows' | 'nulls' | 'misfits'> {
  readonly isPersonal: boolean;
  /** Points group its thousands: bounds of what looks like fractions say nothing. */
  readonly isGrouped: boolean;
}

/**
 * What was seen of a column, for keys and tables; of a personal one no value, since facts are printed.
 * @param values different ones that are no null tokens
 */
export function factsOf(
  evidence: Evidence,
  values: readonly CountedValue[],
  { rows, nulls, misfits, isPersonal, isGrouped }: Decided,
): ColumnFacts {
  const { numbers, isAll } = evidence;
  const isListed = isAll && values.length <= mostListed && !isPersonal && !values.some(({ text }) => isCut(text));
  return {
    rows,
    nulls,
    distinct: isAll ? values.length : undefined,
    isUnique: evidence.isUnique && nulls === 0,
    misfits,
    longest: evidence.longest,
    values: isListed ? values.map(({ text }) => text) : undefined,
    range: numbers.count === 0 || isPersonal || isGrouped ? undefined : [numbers.least, numbers.most],
  };
}
