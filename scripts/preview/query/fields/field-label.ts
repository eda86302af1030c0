import type { Value } from '../expression/value.ts';
import { isAggregate } from '../expression/value.ts';
import { countOfRecords, type WellField } from './well-field.ts';

const verbs: Readonly<Record<string, string>> = {
  sum: 'Sum of',
  avg: 'Average of',
  min: 'Minimum of',
  max: 'Maximum of',
  count: 'Count of',
  distinct_count: 'Distinct count of',
  median: 'Median of',
  stdev: 'Standard deviation of',
  stdevp: 'Population standard deviation of',
  var: 'Variance of',
  varp: 'Population variance of',
};

/** What a person reads for a dimension: its column. */
export function dimensionLabel(field: WellField): string {
  return field.column?.name ?? field.expression ?? field.id;
}

/**
 * What a person reads for a measure: the column with its aggregation, or the aggregate calculated field's name.
 * @param column the column's own value: an aggregate is not aggregated again
 */
export function measureLabel(field: WellField, column: Value | undefined): string {
  const name = dimensionLabel(field);
  if (field === countOfRecords) return 'Count of records';
  if (column === undefined || isAggregate(column)) return name;
  const aggregation = field.aggregation ?? { name: column.type === 'number' ? 'sum' : 'count' };
  if ('percentile' in aggregation) return `Percentile ${aggregation.percentile} of ${name}`;
  return `${verbs[aggregation.name] ?? aggregation.name} ${name}`;
}
