import type { Expression } from '../../../../formula/expression.ts';
import { NotDrawable } from '../../not-drawable.ts';
import { datePart, interval } from '../date-part.ts';
import type { Call, FunctionSpec } from './function-spec.ts';
import { literalText, requireType } from './row-function.ts';
import { measureOf, operand, placed, wholeNumber, windowOf } from './window.ts';

/** A value of another row: `f(measure, [sort], offset, [partition])`; a negative offset of difference looks back. */
function neighbour(
  name: string,
  sql: (measure: string, other: string) => string,
  signed: boolean,
  direction: 1 | -1,
): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, [sort ASC, …], offset, [partition, …]?)`,
    kind: 'table',
    least: 3,
    most: 4,
    compile(call) {
      const [tree, sort, offset, partition] = call.trees;
      if (tree === undefined || offset === undefined)
        throw new NotDrawable(`${name}: expected a measure and an offset`);
      const measure = measureOf(tree, 'POST_AGG_FILTER', call);
      const rows = wholeNumber(call.value(offset), name) * direction;
      if (signed) requireType(measure, 'number', name);
      const window = windowOf(call, 'POST_AGG_FILTER', sort, partition);
      const other = `${rows < 0 ? 'lag' : 'lead'}(${measure.sql}, ${Math.abs(rows)}) OVER (${window.over})`;
      return placed(call, 'POST_AGG_FILTER', sql(measure.sql, other), measure.type, [measure, ...window.values]);
    },
  };
}

function edge(name: string, sql: string): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, [sort ASC, …], [partition, …]?)`,
    kind: 'table',
    least: 2,
    most: 3,
    compile(call) {
      const [tree, sort, partition] = call.trees;
      if (tree === undefined) throw new NotDrawable(`${name}: expected a measure`);
      const measure = measureOf(tree, 'POST_AGG_FILTER', call);
      const window = windowOf(call, 'POST_AGG_FILTER', sort, partition);
      const frame = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
      return placed(call, 'POST_AGG_FILTER', `${sql}(${measure.sql}) OVER (${window.over} ${frame})`, measure.type, [
        measure,
        ...window.values,
      ]);
    },
  };
}

/**
 * The measure one period earlier, within the same values of the visual's other dimensions. The date must be among the dimensions.
 * https://docs.aws.amazon.com/quicksight/latest/user/periodOverPeriodLastValue-function.html
 */
function periodOverPeriod(name: string, sql: (measure: string, before: string) => string): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, date, period?, offset?)`,
    kind: 'table',
    least: 2,
    most: 4,
    compile(call) {
      const [tree, date, period, offset] = call.trees;
      if (tree === undefined || date === undefined) throw new NotDrawable(`${name}: expected a measure and a date`);
      const measure = measureOf(tree, 'POST_AGG_FILTER', call);
      const day = operand(date, 'POST_AGG_FILTER', call);
      requireType(day, 'date', name);
      const dimension = call.scope.dimensions.find((each) => each.column === day.sql);
      if (dimension === undefined) throw new NotDrawable(`${name}: its date is not in the visual's field wells`);
      const part = periodPart(period, dimension.part, call);
      const count = offset === undefined ? 1 : wholeNumber(call.value(offset), name);
      const others = call.scope.dimensions.filter((each) => each !== dimension).map((each) => each.column);
      const partition = others.length === 0 ? '' : `PARTITION BY ${others.join(', ')} `;
      const back = `${interval(String(count), part)} PRECEDING`;
      const before = `max(${measure.sql}) OVER (${partition}ORDER BY ${day.sql} RANGE BETWEEN ${back} AND ${back})`;
      return placed(call, 'POST_AGG_FILTER', sql(measure.sql, before), measure.type, [measure, day]);
    },
  };
}

function periodPart(period: Expression | undefined, granularity: string | undefined, call: Call): string {
  if (period === undefined) return granularity ?? 'day';
  const text = period.kind === 'field' ? period.name : literalText(call.value(period), `${call.name}, argument 3`);
  return datePart(text);
}

const difference = (measure: string, other: string): string => `${measure} - ${other}`;
const share = (measure: string, other: string): string => `(${measure} - ${other}) / nullif(${other}, 0)`;

/** Table calculations that look at another row, or at another period. */
export const neighbourFunctions: readonly FunctionSpec[] = [
  neighbour('difference', difference, true, 1),
  neighbour('percentDifference', share, true, 1),
  neighbour('lag', (_, other) => other, false, -1),
  neighbour('lead', (_, other) => other, false, 1),
  edge('firstValue', 'first_value'),
  edge('lastValue', 'last_value'),
  periodOverPeriod('periodOverPeriodLastValue', (_, before) => before),
  periodOverPeriod('periodOverPeriodDifference', difference),
  periodOverPeriod('periodOverPeriodPercentDifference', share),
];
