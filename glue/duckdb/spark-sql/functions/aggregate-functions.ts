import { divideDecimals } from '../compile-decimal.ts';
import { arrayOf, decimal, duckdbName, isIntegral, type SparkType, simple, sparkName } from '../spark-type.ts';
import { typed } from '../typed.ts';
import { type Aggregate, aggregate, type BoundCall, type FunctionEntry, type Result } from './function-entry.ts';

const double = simple('double');
const bigint = simple('bigint');

/** Aggregates; each may have DISTINCT, FILTER and OVER. */
export const aggregateFunctions: readonly FunctionEntry[] = [
  aggregate('count(any*)', count),
  aggregate('count_if(boolean)', (c, over) => ({
    sql: over('count', `CASE WHEN ${c.sql(0)} THEN 1 END`),
    type: bigint,
  })),
  aggregate('sum(number)', (c, over) => sum(c, over)),
  aggregate('avg mean(number)', average),
  aggregate('min(any)', (c, over) => extreme(c, over, 'min')),
  aggregate('max(any)', (c, over) => extreme(c, over, 'max')),
  aggregate('min_by(any, any)', (c, over) => ({ sql: over('arg_min_null', c.sql(0), c.sql(1)), type: c.type(0) }), {
    note: 'rows that tie are chance: order by something unique',
  }),
  aggregate('max_by(any, any)', (c, over) => ({ sql: over('arg_max_null', c.sql(0), c.sql(1)), type: c.type(0) }), {
    note: 'rows that tie are chance: order by something unique',
  }),
  aggregate('any some bool_or(boolean)', (c, over) => ({ sql: over('bool_or', c.sql(0)), type: simple('boolean') })),
  aggregate('every bool_and(boolean)', (c, over) => ({ sql: over('bool_and', c.sql(0)), type: simple('boolean') })),
  ...[
    ['stddev std stddev_samp', 'stddev_samp'],
    ['stddev_pop', 'stddev_pop'],
    ['variance var_samp', 'var_samp'],
    ['var_pop', 'var_pop'],
  ].map(([names = '', name = '']) => aggregate(`${names}(double)`, (c, over) => deviation(c, over, name))),
  aggregate('corr(double, double)', correlation),
  ...['covar_pop', 'covar_samp'].map((name) =>
    aggregate(`${name}(double, double)`, (c, over) => ({ sql: over(name, c.sql(0), c.sql(1)), type: double })),
  ),
  aggregate('median(double)', (c, over) => ({ sql: over('quantile_cont', c.sql(0), '0.5'), type: double })),
  aggregate('percentile(double, any)', (c, over) => percentile(c, over, 0, 1)),
  aggregate('percentile_cont(any, double)', (c, over) => percentile(c, over, 1, 0), {
    note: 'WITHIN GROUP (ORDER BY x)',
  }),
  aggregate('collect_list array_agg(any)', (c, over) => collect(c, over, false), {
    note: 'inside sort_array, size, array_contains and other functions that do not depend on order; or OVER a total order',
  }),
  aggregate('collect_set(any)', (c, over) => collect(c, over, true), {
    note: 'inside sort_array, size, array_contains and other functions that do not depend on order',
  }),
  aggregate('grouping(any)', (c) => ({ sql: `CAST(grouping(${c.sql(0)}) AS TINYINT)`, type: simple('tinyint') })),
  aggregate('grouping_id(any*)', groupingId),
];

/** Names of all aggregates. */
export const aggregateNames: ReadonlySet<string> = new Set(aggregateFunctions.flatMap((entry) => entry.names));

/** count(*), count(x), count(a, b): rows where all are there. */
function count(call: BoundCall, over: Aggregate): Result {
  const [only, ...more] = call.args;
  if (only === undefined) return call.refuse('count(*) or count(x)', 'no argument', 'write count(*)');
  if (call.written[0]?.kind === 'star') return { sql: over('count', '*'), type: bigint };
  if (more.length === 0) return { sql: over('count', only.sql), type: bigint };
  const all = call.args.map((arg) => `${arg.sql} IS NOT NULL`).join(' AND ');
  return {
    sql: over('count', `CASE WHEN ${all} THEN row(${call.args.map((arg) => arg.sql).join(', ')}) END`),
    type: bigint,
  };
}

/** Sums of whole numbers are bigint and raise beyond it; of decimals ten digits wider. */
function sumType(type: SparkType): SparkType {
  if (isIntegral(type)) return bigint;
  return type.kind === 'decimal' ? decimal(Math.min(38, type.precision + 10), type.scale) : double;
}

function sum(call: BoundCall, over: Aggregate): Result {
  const type = sumType(call.type(0));
  return {
    sql: type.kind === 'double' ? over('sum', call.sql(0)) : `CAST(${over('sum', call.sql(0))} AS ${duckdbName(type)})`,
    type,
  };
}

/** The average of decimals is one, four digits finer (Average.resultType). */
function average(call: BoundCall, over: Aggregate): Result {
  const type = call.type(0);
  if (type.kind !== 'decimal') return { sql: over('avg', `CAST(${call.sql(0)} AS DOUBLE)`), type: double };
  const total = typed(sum(call, over).sql, sumType(type), call.at, []);
  const rows = typed(`CAST(nullif(${over('count', call.sql(0))}, 0) AS DECIMAL(20,0))`, decimal(20, 0), call.at, []);
  const whole = type.precision - type.scale + 4 + type.scale;
  const result = decimal(Math.min(38, whole), Math.min(38, type.scale + 4));
  if (type.precision > 34) return call.refuse('a decimal of at most 34 digits', sparkName(type), 'CAST it');
  return divideDecimals(total, rows, call.scope, call.at, result);
}

function extreme(call: BoundCall, over: Aggregate, name: string): Result {
  const type = call.type(0);
  if (type.kind === 'struct' || type.kind === 'array')
    return call.refuse('a value that is no struct or array', sparkName(type), 'use max_by(x, y)');
  return { sql: over(name, call.sql(0)), type };
}

/** One pair has no correlation; pairs of which one side is all alike divide by zero. */
function correlation(call: BoundCall, over: Aggregate): Result {
  const [x, y] = [call.sql(0), call.sql(1)];
  const value = over('corr', x, y);
  const pairs = over('regr_count', x, y);
  return {
    sql: `CASE WHEN ${pairs} > 1 AND isnan(${value}) THEN spk_raise(${call.place}, 'values that differ, for corr@0') WHEN ${pairs} > 1 THEN ${value} END`,
    type: double,
  };
}

/** Spark: one row has no sample deviation (NULL), none has none. */
function deviation(call: BoundCall, over: Aggregate, name: string): Result {
  return { sql: over(name, call.sql(0)), type: double };
}

function percentile(call: BoundCall, over: Aggregate, value: number, share: number): Result {
  const written = call.written[share];
  const text = written?.kind === 'number' ? written.text.replace(/[dD]$/, '') : '';
  if (!/^(0(\.\d+)?|\.\d+|1(\.0+)?)$/.test(text))
    return call.refuse('a share from 0 to 1 that is written out', 'something else', 'write percentile(x, 0.5)');
  return { sql: over('quantile_cont', `CAST(${call.sql(value)} AS DOUBLE)`, text), type: double };
}

/** NULLs are left out; no rows give an empty array. */
function collect(call: BoundCall, over: Aggregate, distinct: boolean): Result {
  const type = call.type(0);
  if (type.kind === 'null') return call.refuse('a value', 'NULL');
  const list = over('list', distinct ? `DISTINCT ${call.sql(0)}` : call.sql(0), `FILTER ${call.sql(0)} IS NOT NULL`);
  return { sql: `coalesce(${list}, CAST([] AS ${duckdbName(arrayOf(type))}))`, type: arrayOf(type), unordered: true };
}

function groupingId(call: BoundCall): Result {
  const keys = call.args.length > 0 ? call.args : (call.scope.groups ?? []);
  return { sql: `CAST(grouping_id(${keys.map((key) => key.sql).join(', ')}) AS BIGINT)`, type: bigint };
}
