import type { FormulaField, FormulaScope } from '../../formula/check/formula-scope.ts';
import { type JudgedFormula, type JudgedFormulas, judgeFormulas } from '../../formula/judge-formulas.ts';
import type { CalculatedColumn } from '../dashboard.ts';
import { columnFormulaType } from './column-formula-type.ts';

/**
 * Judges a data set's calculated columns. Those of our own files name one another and every column. Those of an exported data set
 * see what their step sees, under the names of that step, and have the type that the export says where the formula tells none.
 * @param columns in the order of the file
 * @param preparation what those without a scope of their own may name
 */
export function judgeCalculatedColumns(
  columns: readonly CalculatedColumn[],
  preparation: FormulaScope,
): Pick<JudgedFormulas, 'formulas' | 'field'> {
  const judged = new Map<CalculatedColumn, JudgedFormula>();
  const fields = new Map<string, FormulaField>();
  const before = new Map<string, FormulaField>(columns.map((column) => [column.nameInScope, declared(column)]));
  // Columns of one step share its scope. A relation has the latest step's columns first, and what they read behind them.
  for (const [scope, step] of [...Map.groupBy(columns, (column) => column.scope)].reverse()) {
    const found = judgeFormulas(
      step.map(({ nameInScope: name, expression: text }) => ({ name, text })),
      scope === undefined ? preparation : { ...preparation, columns: inScope(scope, before) },
    );
    for (const [index, column] of step.entries()) {
      const formula = found.formulas[index];
      if (formula === undefined) continue;
      const type = formula.type === 'unknown' ? declared(column).type : formula.type;
      judged.set(column, formula);
      fields.set(column.name, { type, level: formula.level });
      before.set(column.nameInScope, { type, level: formula.level });
    }
  }
  return {
    formulas: columns.flatMap((column) => judged.get(column) ?? []),
    field: (name) => fields.get(name),
  };
}

/** What the file says of a calculated column, its formula unseen. */
function declared({ type, role }: CalculatedColumn): FormulaField {
  return { type: columnFormulaType(type, role), level: 'unknown' };
}

/** @param before calculated columns of steps before, by the names that they were made under */
function inScope(
  scope: NonNullable<CalculatedColumn['scope']>,
  before: ReadonlyMap<string, FormulaField>,
): ReadonlyMap<string, FormulaField> {
  const unknown: FormulaField = { type: 'unknown', level: 'unknown' };
  return new Map(
    [...scope].map(([name, type]) => [
      name,
      type === undefined ? (before.get(name) ?? unknown) : { type: columnFormulaType(type, undefined), level: 'row' },
    ]),
  );
}
