import type { Column } from '../../schema/dataset-schema.ts';
import * as cell from '../kernel/cell-kind.ts';
import type { PublishedColumn } from '../output/file-output.ts';
import { keepStarts, keepTexts } from './keep-texts.ts';
import type { Kernel } from './kernel.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { cellRules } from './rules/cell-rules.ts';

const kinds: Record<Column['type']['kind'], number> = {
  string: cell.textCell,
  integer: cell.integerCell,
  number: cell.numberCell,
  decimal: cell.decimalCell,
  boolean: cell.booleanCell,
  date: cell.dateCell,
  timestamp: cell.timestampCell,
};

const bit = (value: boolean): number => (value ? 1 : 0);

/**
 * Writes a schema's columns down in the kernel.
 * @param plans by index of the schema's columns
 * @param fieldOf by index of the schema's columns: the number of the field that holds it, or -1
 */
export function placeColumns(
  kernel: Kernel,
  plans: readonly ColumnPlan[],
  fieldOf: readonly number[],
  published: readonly PublishedColumn[],
): void {
  const { exports } = kernel;
  exports.setColumns(plans.length);
  const isPublished = new Set(published.map(({ index }) => index));
  for (const [index, plan] of plans.entries()) {
    const { sensitive, type, nullTokens } = plan.column;
    const { kind, rules, isTested } = cellRules(kernel, plan);
    exports.setPlace(index, kind, fieldOf[index] ?? -1, bit(plan.needed), bit(isTested));
    exports.setRules(index, rules);
    exports.setPublication(
      index,
      bit(isPublished.has(index)),
      bit(isPublished.has(index) && sensitive === undefined),
      bit(sensitive === 'mask' && type.kind !== 'string'),
    );
    // Instants are of equal form but for the fraction: without Z, the shorter text comes first.
    exports.setProfileOf(index, kinds[type.kind], bit(type.kind === 'timestamp'));
    const tokens = nullTokens.filter((token) => token !== '');
    if (tokens.length > 0) exports.setNullTokens(index, keepTexts(kernel, tokens), keepStarts(kernel, tokens));
  }
}
