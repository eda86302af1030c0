import type { Place } from '../../../lambda/schema/finding.ts';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { JudgedFormulas } from '../../formula/judge-formulas.ts';
import type { Dashboard, DataSet } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formulaFinding } from '../findings/formula-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { type DataSetFormulas, judgeDashboardFormulas, type LocatedFormula } from './formula-fields.ts';

/** Formulas of the definition and of the data sets: syntax, names, functions, types, levels of aggregation and circles. */
export function checkFormulas(dashboard: Dashboard): DashboardFinding[] {
  return [...judgeDashboardFormulas(dashboard).values()].flatMap((each) => [
    ...findingsOf(each.calculatedFields, each.analysed, dashboard.placeInText),
    ...(each.dataSet === undefined ? [] : preparationFindings(each.dataSet, each)),
  ]);
}

function preparationFindings(dataSet: DataSet, { calculatedColumns, prepared }: DataSetFormulas): DashboardFinding[] {
  const conditions = dataSet.conditions.map(({ expressionPath: path }) => ({ path }));
  return [
    ...findingsOf(calculatedColumns, prepared, dataSet.placeInText),
    ...findingsOf(conditions, { formulas: prepared.conditions }, dataSet.placeInText),
  ];
}

/** Problems within formulas as findings, each at its line and column in the file. */
function findingsOf(
  formulas: readonly Pick<LocatedFormula, 'path'>[],
  judged: Pick<JudgedFormulas, 'formulas'>,
  placeInText: (path: JsonPath, offset: number) => Place,
): DashboardFinding[] {
  return formulas.flatMap(({ path }, index) =>
    (judged.formulas[index]?.problems ?? []).map((problem) =>
      formulaFinding(placeInText(path, problem.start), formatJsonPath(path), problem),
    ),
  );
}
