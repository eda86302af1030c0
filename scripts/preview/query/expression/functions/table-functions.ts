import { NotDrawable } from '../../not-drawable.ts';
import { datePart, interval } from '../date-part.ts';
import type { Expression } from '../expression.ts';
import { isAggregate, latest, stages, type Value, type ValueType } from '../value.ts';
import { aggregates } from './aggregate-functions.ts';
import type { Call, FunctionSpec } from './function-spec.ts';
import { commonType, literalNumber, literalText, requireType } from './row-function.ts';

/** When a calculation over other rows happens: before the filters, before or after the grouping. */
type Level = 'PRE_FILTER' | 'PRE_AGG' | 'POST_AGG_FILTER';

function levelOf(tree: Expression | undefined, where: string): Level {
  if (tree === undefined) return 'POST_AGG_FILTER';
  const name = tree.kind === 'field' ? tree.name.toUpperCase() : '';
  if (name === 'PRE_FILTER' || name === 'PRE_AGG' || name === 'POST_AGG_FILTER') return name;
  throw new NotDrawable(`${where}: expected PRE_FILTER, PRE_AGG or POST_AGG_FILTER`);
}

/** A value as a step sees it: after the grouping a field must be one of the visual's dimensions, or an aggregate. */
function operand(tree: Expression, level: Level, { name, scope, value }: Call): Value {
  const row = (): Value => {
    const compiled = value(tree);
    if (level !== 'POST_AGG_FILTER' && isAggregate(compiled)) {
      throw new NotDrawable(`${name}: ${level} takes values of rows, not aggregates`);
    }
    return compiled;
  };
  if (level !== 'POST_AGG_FILTER') return row();
  const byName = tree.kind === 'field' ? scope.dimensions.find((dimension) => dimension.name === tree.name) : undefined;
  const compiled = byName === undefined ? row() : undefined;
  const dimension = byName ?? scope.dimensions.find((each) => each.row.sql === compiled?.sql);
  if (dimension !== undefined) return { sql: dimension.column, type: dimension.row.type, at: stages.grouped };
  if (compiled !== undefined && (isAggregate(compiled) || compiled.at === stages.constant)) return compiled;
  throw new NotDrawable(`${name}: a field of the calculation is not in the visual's field wells`);
}

interface Window {
  readonly over: string;
  readonly values: readonly Value[];
}

function items(tree: Expression | undefined, where: string): Extract<Expression, { kind: 'list' }>['items'] {
  if (tree === undefined) return [];
  if (tree.kind !== 'list') throw new NotDrawable(`${where}: expected a list of fields in [ ]`);
  return tree.items;
}

function windowOf(call: Call, level: Level, sort: Expression | undefined, partition: Expression | undefined): Window {
  const by = items(partition, call.name).map((item) => operand(item.expression, level, call));
  const order = items(sort, call.name).map((item) => ({
    value: operand(item.expression, level, call),
    direction: item.direction ?? 'ASC',
  }));
  const clauses = [
    by.length === 0 ? '' : `PARTITION BY ${by.map((each) => each.sql).join(', ')}`,
    order.length === 0
      ? ''
      : `ORDER BY ${order.map((each) => `${each.value.sql} ${each.direction} NULLS LAST`).join(', ')}`,
  ];
  return {
    over: clauses.filter((clause) => clause !== '').join(' '),
    values: [...by, ...order.map((each) => each.value)],
  };
}

/** Places a window in the step that its level and its operands ask for. */
function placed(call: Call, level: Level, sql: string, type: ValueType, values: readonly Value[]): Value {
  if (level === 'POST_AGG_FILTER') {
    return { ...call.scope.tableColumn(sql, Math.max(stages.grouped, latest(values))), type };
  }
  const floor = level === 'PRE_FILTER' ? stages.row : stages.filtered;
  const ceiling = level === 'PRE_FILTER' ? stages.filtered : stages.ranked;
  const at = Math.max(floor, latest(values));
  if (at + 1 >= ceiling) throw new NotDrawable(`${call.name}: ${level} over a value that is computed later`);
  return { ...call.scope.rowColumn(sql, at), type };
}

/** sumOver and its kind: `f(measure, [partition], level)`. https://docs.aws.amazon.com/quicksight/latest/user/sumOver-function.html */
function over(name: string, aggregateName: string): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, [partition, …]?, level?)`,
    kind: 'table',
    least: 1,
    most: 3,
    compile(call) {
      const [tree, partition, levelTree] = call.trees;
      const aggregate = aggregates[aggregateName];
      if (tree === undefined || aggregate === undefined) throw new NotDrawable(`${name}: expected a measure`);
      const level = levelOf(levelTree, name);
      const measure = measureOf(tree, level, call);
      requireType(measure, aggregate.accepts, name);
      const window = windowOf(call, level, undefined, partition);
      const type = aggregate.type === 'same' ? measure.type : aggregate.type;
      return placed(call, level, `${aggregate.sql(measure.sql)} OVER (${window.over})`, type, [
        measure,
        ...window.values,
      ]);
    },
  };
}

function measureOf(tree: Expression, level: Level, call: Call): Value {
  const measure = operand(tree, level, call);
  if (measure.level !== undefined) throw new NotDrawable(`${call.name}: over a level-aware aggregate`);
  return measure;
}

/** runningSum and its kind: `f(measure, [sort], [partition])`. https://docs.aws.amazon.com/quicksight/latest/user/runningSum-function.html */
function running(name: string, aggregateName: string): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, [sort ASC, …], [partition, …]?)`,
    kind: 'table',
    least: 2,
    most: 3,
    compile(call) {
      const [tree, sort, partition] = call.trees;
      const aggregate = aggregates[aggregateName];
      if (tree === undefined || aggregate === undefined) throw new NotDrawable(`${name}: expected a measure`);
      const measure = measureOf(tree, 'POST_AGG_FILTER', call);
      requireType(measure, aggregate.accepts, name);
      const window = windowOf(call, 'POST_AGG_FILTER', sort, partition);
      const type = aggregate.type === 'same' ? measure.type : aggregate.type;
      return placed(call, 'POST_AGG_FILTER', `${aggregate.sql(measure.sql)} OVER (${window.over})`, type, [
        measure,
        ...window.values,
      ]);
    },
  };
}

/** windowSum and its kind: from `start` rows before to `end` rows after. https://docs.aws.amazon.com/quicksight/latest/user/windowSum-function.html */
function moving(name: string, aggregateName: string): FunctionSpec {
  return {
    name,
    signature: `${name}(measure, [sort ASC, …], before, after, [partition, …]?)`,
    kind: 'table',
    least: 4,
    most: 5,
    compile(call) {
      const [tree, sort, before, after, partition] = call.trees;
      const aggregate = aggregates[aggregateName];
      if (tree === undefined || before === undefined || after === undefined || aggregate === undefined) {
        throw new NotDrawable(`${name}: expected a measure, a sort and two row counts`);
      }
      const measure = measureOf(tree, 'POST_AGG_FILTER', call);
      requireType(measure, aggregate.accepts, name);
      const [from, to] = [before, after].map((each) => wholeNumber(call.value(each), name));
      const window = windowOf(call, 'POST_AGG_FILTER', sort, partition);
      const frame = `ROWS BETWEEN ${from} PRECEDING AND ${to} FOLLOWING`;
      const type = aggregate.type === 'same' ? measure.type : aggregate.type;
      return placed(call, 'POST_AGG_FILTER', `${aggregate.sql(measure.sql)} OVER (${window.over} ${frame})`, type, [
        measure,
        ...window.values,
      ]);
    },
  };
}

function wholeNumber(value: Value, where: string): number {
  const number = literalNumber(value, where);
  if (!Number.isInteger(number)) throw new NotDrawable(`${where}: expected a whole number, got ${number}`);
  return number;
}

/** rank and its kind: `f([sort DESC], [partition], level)`. https://docs.aws.amazon.com/quicksight/latest/user/rank-function.html */
function ranking(name: string, sql: string): FunctionSpec {
  return {
    name,
    signature: `${name}([sort DESC, …], [partition, …]?, level?)`,
    kind: 'table',
    least: 1,
    most: 3,
    compile(call) {
      const [sort, partition, levelTree] = call.trees;
      const level = levelOf(levelTree, name);
      const window = windowOf(call, level, sort, partition);
      return placed(call, level, `${sql} OVER (${window.over})`, 'number', window.values);
    },
  };
}

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

const percentOfTotal: FunctionSpec = {
  name: 'percentOfTotal',
  signature: 'percentOfTotal(measure, [partition, …]?)',
  kind: 'table',
  least: 1,
  most: 2,
  compile(call) {
    const [tree, partition] = call.trees;
    if (tree === undefined) throw new NotDrawable('percentOfTotal: expected a measure');
    const measure = measureOf(tree, 'POST_AGG_FILTER', call);
    requireType(measure, 'number', 'percentOfTotal');
    const window = windowOf(call, 'POST_AGG_FILTER', undefined, partition);
    const sql = `${measure.sql} / nullif(sum(${measure.sql}) OVER (${window.over}), 0)`;
    return placed(call, 'POST_AGG_FILTER', sql, 'number', [measure, ...window.values]);
  },
};

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
      if (measure.type !== 'date') commonType([measure], name);
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

/** https://docs.aws.amazon.com/quicksight/latest/user/table-calculation-functions.html and level-aware windows */
export const tableFunctions: readonly FunctionSpec[] = [
  over('sumOver', 'sum'),
  over('avgOver', 'avg'),
  over('minOver', 'min'),
  over('maxOver', 'max'),
  over('countOver', 'count'),
  over('distinctCountOver', 'distinct_count'),
  over('stdevOver', 'stdev'),
  over('stdevpOver', 'stdevp'),
  over('varOver', 'var'),
  over('varpOver', 'varp'),
  running('runningSum', 'sum'),
  running('runningAvg', 'avg'),
  running('runningMin', 'min'),
  running('runningMax', 'max'),
  running('runningCount', 'count'),
  moving('windowSum', 'sum'),
  moving('windowAvg', 'avg'),
  moving('windowMin', 'min'),
  moving('windowMax', 'max'),
  moving('windowCount', 'count'),
  ranking('rank', 'rank()'),
  ranking('denseRank', 'dense_rank()'),
  ranking('percentileRank', '100 * percent_rank()'),
  neighbour('difference', difference, true, 1),
  neighbour('percentDifference', share, true, 1),
  neighbour('lag', (_, other) => other, false, -1),
  neighbour('lead', (_, other) => other, false, 1),
  edge('firstValue', 'first_value'),
  edge('lastValue', 'last_value'),
  percentOfTotal,
  periodOverPeriod('periodOverPeriodLastValue', (_, before) => before),
  periodOverPeriod('periodOverPeriodDifference', difference),
  periodOverPeriod('periodOverPeriodPercentDifference', share),
];
