import type { Span } from '../expression.ts';
import { type FormulaLevel, isAggregated, latestLevel, levelNoun, mixesLevels } from '../formula-level.ts';
import { mixedLevels } from '../formula-problem.ts';
import { type Judged, type Judgement, written } from './judgement.ts';

/**
 * The level of an expression over parts. Rows beside aggregates are reported once, where the rows stand.
 * @returns `unknown` after a report
 */
export function judgeLevels(judgement: Judgement, parts: readonly Judged[]): FormulaLevel {
  const levels = parts.map(({ level }) => level);
  if (!mixesLevels(levels)) return latestLevel(levels);
  const row = parts.find(({ level }) => level === 'row');
  const aggregate = parts.find(({ level }) => isAggregated(level));
  if (row !== undefined && aggregate !== undefined) {
    judgement.report(mixedLevels(row, written(judgement, row), described(judgement, aggregate, aggregate.level)));
  }
  return 'unknown';
}

/** `"sum({x})", an aggregate` */
export function described(judgement: Judgement, span: Span, level: FormulaLevel): string {
  return `${written(judgement, span)}, ${levelNoun(level)}`;
}
