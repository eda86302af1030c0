import type { Place } from '../../../lambda/schema/finding.ts';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { JudgedFormulas } from '../../formula/judge-formulas.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formulaFinding } from '../findings/formula-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { judgeDashboardFormulas, type LocatedFormula } from './formula-fields.ts';

/** Formulas of the definition and of the data sets: syntax, names, functions, types, levels of aggregation and circles. */
export function checkFormulas(dashboard: Dashboard): DashboardFinding[] {
  return [...judgeDashboardFormulas(dashboard).values()].flatMap((each) => [
    ...findingsOf(each.calculatedFields, each.analysed, dashboard.placeInText),
    ...(each.dataSet === undefined ? [] : findingsOf(each.calculatedColumns, each.prepared, each.dataSet.placeInText)),
  ]);
}

/** Problems within formulas as findings, each at its line and column in the file. */
function findingsOf(
  formulas: readonly LocatedFormula[],
  judged: Pick<JudgedFormulas, 'formulas'>,
  placeInText: (path: JsonPath, offset: number) => Place,
): DashboardFinding[] {
  return formulas.flatMap(({ path }, index) =>
    (judged.formulas[index]?.problems ?? []).map((problem) =>
      formulaFinding(placeInText(path, problem.start), formatJsonPath(path), problem),
    ),
  );
}
