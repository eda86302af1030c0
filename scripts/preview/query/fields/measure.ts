import { parseExpression } from '../../../formula/parse-expression.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import { aggregated, aggregates, percentile } from '../expression/functions/aggregate.ts';
import { isAggregate, type Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { QueryScope } from '../plan/query-scope.ts';
import type { Measure } from '../plan/visual-query.ts';
import type { Aggregation, WellField } from './well-field.ts';

/** A column's measure: an aggregate calculated field as it is, any other column aggregated. */
export function columnMeasure(name: string, aggregation: Aggregation | undefined): Measure {
  return (scope) => {
    const value = scope.field(name);
    return isAggregate(value) ? value : aggregate(value, aggregation, name, scope);
  };
}

function aggregate(value: Value, asked: Aggregation | undefined, name: string, scope: QueryScope): Value {
  const aggregation = asked ?? { name: value.type === 'number' ? 'sum' : 'count' };
  if ('percentile' in aggregation) return aggregated(percentile(false, aggregation.percentile), value, name, scope);
  const known = aggregates[aggregation.name];
  if (known === undefined) throw new NotDrawable(`the aggregation ${aggregation.name}`);
  return aggregated(known, value, name, scope);
}

/** The measure of a field of a visual's wells. */
export function fieldMeasure(field: WellField): Measure {
  if (field.column !== undefined) return columnMeasure(field.column.name, field.aggregation);
  return (scope) => {
    const parsed = parseExpression(field.expression ?? '');
    if ('error' in parsed)
      throw new NotDrawable(`expression: expected ${parsed.error.expected}, got ${parsed.error.got}`);
    const value = compileExpression(parsed.ast, scope);
    return isAggregate(value) ? value : aggregate(value, field.aggregation, 'expression', scope);
  };
}
