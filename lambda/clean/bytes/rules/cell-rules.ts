import { booleanCell, hostCell } from '../../kernel/cell-kind.ts';
import type { Kernel } from '../kernel.ts';
import type { ColumnPlan } from '../plan-columns.ts';
import { type CellRules, hasOthers } from './column-keywords.ts';
import { dateRules } from './date-rules.ts';
import { decimalRules, numberRules } from './number-rules.ts';
import { textRules } from './text-rules.ts';

/** Writes down in the kernel how one column's cells are read. */
export function cellRules(kernel: Kernel, plan: ColumnPlan): CellRules {
  const { type, json } = plan.column;
  if (json === true) return { kind: hostCell, rules: 0, isTested: true };
  switch (type.kind) {
    case 'string':
      return textRules(kernel, plan);
    case 'integer':
    case 'number':
      return numberRules(kernel, plan);
    case 'decimal':
      return decimalRules(kernel, plan, type.precision, type.scale);
    case 'boolean':
      return { kind: booleanCell, rules: 0, isTested: hasOthers(plan, []) };
    case 'date':
    case 'timestamp':
      return dateRules(kernel, plan, type.kind);
  }
}
