import { nodesOf } from '../../formula/fields-in.ts';
import { isAggregated } from '../../formula/formula-level.ts';
import { formulaFunction } from '../../formula/functions/functions.ts';
import { parseExpression } from '../../formula/parse-expression.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { aggregateDimension } from '../findings/data-set-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { type DataSetFormulas, judgeDashboardFormulas } from './formula-fields.ts';

const dimensions = ['CategoricalDimensionField', 'NumericalDimensionField', 'DateDimensionField'] as const;

/**
 * A calculated field that aggregates is no dimension: its value comes of the groups that dimensions make. So is a table calculation over
 * an aggregate, as `rank([sum({Sales}) DESC])`. One over rows, `lag({Sales}, [{Day} ASC], 1)`, works on "visualized data" too, but no
 * page says that it is refused: a warning.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 * https://docs.aws.amazon.com/quicksight/latest/user/table-calculation-functions.html
 */
export function checkDimensions(dashboard: Dashboard): DashboardFinding[] {
  const formulas = judgeDashboardFormulas(dashboard);
  return dimensions.flatMap((structure) =>
    dashboard.index.of(structure).flatMap(({ value: { Column: column }, path }) => {
      const { ColumnName: name = '', DataSetIdentifier: identifier = '' } = column ?? {};
      const known = formulas.get(identifier);
      const level = known?.analysed.levelOf(name);
      if (known === undefined || level === undefined || !isAggregated(level)) return [];
      const at = [...path, 'Column', 'ColumnName'];
      const [place, subject] = [dashboard.placeOf(at), formatJsonPath(at)];
      if (level === 'aggregate') return [aggregateDimension(place, subject, name, 'aggregates', 'error')];
      const severity = aggregates(known, name) ? 'error' : 'warn';
      return [aggregateDimension(place, subject, name, 'is a table calculation', severity)];
    }),
  );
}

type AnalysedFields = Pick<DataSetFormulas, 'calculatedFields' | 'analysed'>;

/** Whether the formula of a field has an aggregate in it, or names a field that has. */
function aggregates(formulas: AnalysedFields, name: string, seen = new Set<string>()): boolean {
  const { calculatedFields, analysed } = formulas;
  seen.add(name);
  const parsed = parseExpression(calculatedFields.findLast((field) => field.name === name)?.text ?? '');
  if ('error' in parsed) return false;
  return [...nodesOf(parsed.ast)].some((node) => {
    if (node.kind === 'call') return formulaFunction(node.name)?.level === 'aggregate';
    if (node.kind !== 'field' || seen.has(node.name)) return false;
    const level = analysed.levelOf(node.name);
    return level === 'aggregate' || (level === 'table' && aggregates(formulas, node.name, seen));
  });
}
