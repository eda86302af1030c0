import type { FormulaField, FormulaScope } from '../../formula/check/formula-scope.ts';
import { type JudgedFormula, type JudgedFormulas, judgeFormulas } from '../../formula/judge-formulas.ts';
import type { CalculatedColumn, RowCondition } from '../dashboard.ts';
import { columnFormulaType } from './column-formula-type.ts';

/** What a data set computes, judged: columns and conditions each in the order of the file. */
export interface JudgedPreparation extends Pick<JudgedFormulas, 'formulas' | 'field'> {
  readonly conditions: readonly JudgedFormula[];
}

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FilterOperation.html: it "must evaluate to a Boolean value". */
const condition = { accepts: 'boolean', of: 'the condition of a filter' } as const;

/**
 * Judges a data set's calculated columns. Those of our own files name one another and every column. Those of an exported data set
 * see what their step sees, under the names of that step, and have the type that the export says where the formula tells none.
 * @param columns in the order of the file
 * @param preparation what those without a scope of their own may name
 * @param conditions filters between the steps, which see what their step sees
 */
export function judgeCalculatedColumns(
  columns: readonly CalculatedColumn[],
  preparation: FormulaScope,
  conditions: readonly RowCondition[] = [],
): JudgedPreparation {
  const judged = new Map<CalculatedColumn, JudgedFormula>();
  const fields = new Map<CalculatedColumn, FormulaField>();
  const byName = Map.groupBy(
    columns.flatMap((column) => [...new Set([column.nameInScope, column.name])].map((name) => ({ name, column }))),
    ({ name }) => name,
  );
  // A column may have been renamed since it was made. Where two could be meant nothing is known.
  const fieldBefore = (name: string): FormulaField => {
    const [only, ...others] = byName.get(name) ?? [];
    if (only === undefined || others.length > 0) return { type: 'unknown', level: 'unknown' };
    return fields.get(only.column) ?? declared(only.column);
  };
  // Columns of one step share its scope. A relation has the latest step's columns first, and what they read behind them.
  for (const [scope, step] of [...Map.groupBy(columns, (column) => column.scope)].reverse()) {
    const found = judgeFormulas(
      step.map(({ nameInScope: name, expression: text }) => ({ name, text })),
      scope === undefined ? preparation : { ...preparation, columns: inScope(scope, fieldBefore) },
    );
    for (const [index, column] of step.entries()) {
      const formula = found.formulas[index];
      if (formula === undefined) continue;
      const type = formula.type === 'unknown' ? declared(column).type : formula.type;
      judged.set(column, formula);
      fields.set(column, { type, level: formula.level });
    }
  }
  const judgeCondition = ({ scope, expression }: RowCondition): JudgedFormula =>
    judgeFormulas([], { ...preparation, columns: inScope(scope, fieldBefore), result: condition }).judge(expression);
  const final = new Map(columns.map((column) => [column.name, fields.get(column)]));
  return {
    formulas: columns.flatMap((column) => judged.get(column) ?? []),
    field: (name) => final.get(name),
    conditions: conditions.map(judgeCondition),
  };
}

/** What the file says of a calculated column, its formula unseen. */
function declared({ type, role }: CalculatedColumn): FormulaField {
  return { type: columnFormulaType(type, role), level: 'unknown' };
}

/** @param fieldBefore what is known of a calculated column of a step before */
function inScope(
  scope: NonNullable<CalculatedColumn['scope']>,
  fieldBefore: (name: string) => FormulaField,
): ReadonlyMap<string, FormulaField> {
  return new Map(
    [...scope].map(([name, type]) => [
      name,
      type === undefined ? fieldBefore(name) : { type: columnFormulaType(type, undefined), level: 'row' },
    ]),
  );
}
