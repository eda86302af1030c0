import { compileAsciiTable } from '../../../schema/pattern/compile-ascii-table.ts';
import { textCell } from '../../kernel/cell-kind.ts';
import { keepTexts } from '../keep-texts.ts';
import type { Kernel } from '../kernel.ts';
import type { ColumnPlan } from '../plan-columns.ts';
import { type CellRules, choicesOf, hasOthers, numberOf } from './column-keywords.ts';

/** Longest text that the kernel counts. */
const longest = 2 ** 31 - 1;
const known = ['minLength', 'maxLength', 'enum', 'const'];
const isText = (value: unknown): value is string => typeof value === 'string';

/** Writes down in the kernel what a column's JSON Schema says of its text. */
export function textRules(kernel: Kernel, plan: ColumnPlan): CellRules {
  const { exports } = kernel;
  const { minLength, maxLength, pattern, ...others } = plan.keywords ?? {};
  const choices = choicesOf(others, isText);
  const rules = exports.newTextRules(
    Math.min(numberOf(minLength, 0), longest),
    Math.min(numberOf(maxLength, longest), longest),
    choices === undefined ? 0 : keepTexts(kernel, choices),
    plan.column.formulas === 'keep' ? 0 : 1,
  );
  const isPatternAll = isText(pattern) && !hasOthers(plan, [...known, 'pattern']);
  const table = isPatternAll ? compileAsciiTable(pattern) : undefined;
  if (table !== undefined) {
    exports.setPattern(rules, kernel.keep(table.classes), kernel.keep(table.ways), kernel.keep(table.accepting));
  }
  return { kind: textCell, rules, isTested: hasOthers(plan, known) };
}
