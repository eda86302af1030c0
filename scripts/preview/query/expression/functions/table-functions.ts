import { NotDrawable } from '../../not-drawable.ts';
import { aggregates } from './aggregate.ts';
import type { FunctionSpec } from './function-spec.ts';
import { neighbourFunctions } from './neighbour-functions.ts';
import { requireType } from './row-function.ts';
import { levelOf, measureOf, placed, wholeNumber, windowOf } from './window.ts';

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
  percentOfTotal,
  ...neighbourFunctions,
];
