import { type FormulaLevel, isAggregated } from '../formula-level.ts';
import { nestedAggregate, wrongLevel } from '../formula-problem.ts';
import type { FormulaFunction } from '../functions/formula-function.ts';
import { described } from './judge-levels.ts';
import { type Argument, type Judged, type Judgement, written } from './judgement.ts';

/**
 * An aggregate takes rows: no aggregate, and no table calculation, which is computed later. With fields in brackets it has a level of
 * its own, and may be aggregated again.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 */
export function judgeAggregate(
  judgement: Judgement,
  known: FormulaFunction,
  passed: readonly Argument[],
): FormulaLevel {
  const aggregated = passed
    .flatMap(({ value }) => (value === undefined ? [] : [value, ...(value.items ?? [])]))
    .filter(({ level }) => isAggregated(level));
  for (const value of aggregated) {
    const fix =
      value.level === 'table'
        ? 'compute the table calculation last, outside the aggregate'
        : 'take one of the two out, or give the inner one a level, as in sum({field}, [{group}])';
    judgement.report(nestedAggregate(value, known.name, described(judgement, value, value.level), fix));
  }
  if (aggregated.length > 0) return 'unknown';
  return passed.some(({ parameter }) => parameter.kind === 'keys') ? 'level-aware' : 'aggregate';
}

const levels = ['PRE_FILTER', 'PRE_AGG', 'POST_AGG_FILTER'];

/**
 * A window over rows with PRE_FILTER and PRE_AGG, over what the visual shows otherwise: its measure has to be of that level.
 * https://docs.aws.amazon.com/quicksight/latest/user/sumOver-function.html
 */
export function judgeWindow(judgement: Judgement, known: FormulaFunction, passed: readonly Argument[]): FormulaLevel {
  const word = passed.find(({ parameter }) => parameter.kind === 'level')?.tree;
  const level = word?.kind === 'field' ? word.name.toUpperCase() : 'POST_AGG_FILTER';
  if (!levels.includes(level)) return 'unknown';
  const ofRows = level === 'PRE_FILTER' || level === 'PRE_AGG';
  const wrong = passed.filter(({ parameter, value }) => {
    if (value === undefined) return false;
    if (ofRows) return [value, ...(value.items ?? [])].some((each) => requireRows(judgement, known, each, level));
    if (parameter.kind !== 'value') return false;
    if (parameter.measure === 'unaggregated') return requireRows(judgement, known, value, level);
    return parameter.measure !== undefined && requireAggregate(judgement, known, parameter.measure, value);
  });
  if (wrong.length > 0) return 'unknown';
  return ofRows ? 'row' : 'table';
}

/** @returns whether it was reported */
function requireRows(judgement: Judgement, known: FormulaFunction, value: Judged, level: string): boolean {
  if (!isAggregated(value.level)) return false;
  const got = described(judgement, value, value.level);
  const where = `what ${known.name} reads at ${level}`;
  const fix = 'take the aggregate out, or compute after the grouping: POST_AGG_FILTER';
  judgement.report(wrongLevel(value, where, 'values of rows', got, fix));
  return true;
}

function requireAggregate(
  judgement: Judgement,
  known: FormulaFunction,
  rule: 'by-level' | 'aggregated',
  value: Judged,
): boolean {
  if (value.level !== 'row') return false;
  const got = `${written(judgement, value)}, a value of each row`;
  const fix =
    rule === 'by-level'
      ? `aggregate it, as in ${known.name}(sum({field}), …), or add PRE_AGG at the end`
      : `aggregate it, as in ${known.name}(sum({field}), …)`;
  judgement.report(wrongLevel(value, `the measure of ${known.name}`, 'an aggregate', got, fix));
  return true;
}
