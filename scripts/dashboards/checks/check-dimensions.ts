import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { aggregateDimension } from '../findings/data-set-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { judgeDashboardFormulas } from './formula-fields.ts';

const dimensions = ['CategoricalDimensionField', 'NumericalDimensionField', 'DateDimensionField'] as const;

/**
 * A calculated field that aggregates is no dimension: its value comes of the groups that dimensions make.
 * https://docs.aws.amazon.com/quicksight/latest/user/calculated-field-aggregations.html
 */
export function checkDimensions(dashboard: Dashboard): DashboardFinding[] {
  const formulas = judgeDashboardFormulas(dashboard);
  return dimensions.flatMap((structure) =>
    dashboard.index.of(structure).flatMap(({ value: { Column: column }, path }) => {
      const { ColumnName: name = '', DataSetIdentifier: identifier = '' } = column ?? {};
      if (formulas.get(identifier)?.analysed.levelOf(name) !== 'aggregate') return [];
      const at = [...path, 'Column', 'ColumnName'];
      return [aggregateDimension(dashboard.placeOf(at), formatJsonPath(at), name)];
    }),
  );
}
