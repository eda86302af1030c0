import { castTo } from '../cast.ts';
import { compileExpression } from '../compile-expression.ts';
import { condition, unify } from '../compile-operator.ts';
import { position } from '../place-sql.ts';
import {
  arrayOf,
  duckdbName,
  isIntegral,
  quoteName,
  type SparkType,
  type StructField,
  sameType,
  simple,
  sparkName,
  structOf,
  widerType,
} from '../spark-type.ts';
import type { Kind } from '../syntax-tree.ts';
import { type Typed, typed } from '../typed.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const boolean = simple('boolean');
const int = (sql: string): Result => ({ sql: `CAST(${sql} AS INTEGER)`, type: simple('int') });
const free = { orderFree: true };

function elementOf(call: BoundCall, index = 0): SparkType {
  const type = call.type(index);
  return type.kind === 'array' ? type.element : simple('unknown');
}

/** The array and a value of its elements' type. */
function withElement(call: BoundCall, build: (array: string, value: string, type: SparkType) => Result): Result {
  const [array, value] = call.args;
  if (array === undefined || value === undefined) return call.refuse('an array and a value', 'fewer');
  if (value.type.kind === 'null') return call.refuse('a value with a type', 'NULL', 'CAST it');
  const element = elementOf(call);
  const wider = widerType(element, value.type);
  if (wider === undefined || (value.type.kind === 'string') !== (element.kind === 'string'))
    return call.refuse(`a value as ${sparkName(element)}`, sparkName(value.type), 'CAST it');
  return build(castTo(array, arrayOf(wider), call.scope).sql, castTo(value, wider, call.scope).sql, arrayOf(wider));
}

/** Functions of arrays and structs. Places count from 1, [ ] from 0. */
export const arrayFunctions: readonly FunctionEntry[] = [
  scalar('array(common*)', (c) =>
    c.args.length === 0
      ? c.refuse('at least one element', 'none')
      : { sql: `[${c.args.map((arg) => arg.sql).join(', ')}]`, type: arrayOf(c.type(0)) },
  ),
  scalar('named_struct(any*)', namedStruct, { note: 'struct(a, b AS c) too' }),
  scalar('size cardinality array_size(array)', (c) => int(`len(${c.sql(0)})`), free),
  scalar('element_at(array, int)', (c) => ({
    sql: `spk_element_at(${c.sql(0)}, ${c.sql(1)}, ${c.place})`,
    type: elementOf(c),
  })),
  scalar('try_element_at(array, int)', (c) => ({
    sql: `CASE WHEN ${c.sql(1)} = 0 THEN spk_raise(${c.place}, 'a place other than 0@0') ELSE list_extract(${c.sql(0)}, ${c.sql(1)}) END`,
    type: elementOf(c),
  })),
  scalar('get(array, int)', (c) => ({
    sql: `CASE WHEN ${c.sql(1)} >= 0 THEN list_extract(${c.sql(0)}, ${c.sql(1)} + 1) END`,
    type: elementOf(c),
  })),
  scalar(
    'array_contains(array, any)',
    (c) => withElement(c, (array, value) => ({ sql: `spk_array_contains(${array}, ${value})`, type: boolean })),
    free,
  ),
  scalar('array_position(array, any)', (c) =>
    withElement(c, (array, value) => ({
      sql: `CASE WHEN ${array} IS NULL OR ${value} IS NULL THEN NULL ELSE CAST(coalesce(list_position(${array}, ${value}), 0) AS BIGINT) END`,
      type: simple('bigint'),
    })),
  ),
  scalar('array_remove(array, any)', (c) =>
    withElement(c, (array, value, type) => ({
      sql: `CASE WHEN ${value} IS NULL THEN NULL ELSE list_filter(${array}, lambda e: e IS DISTINCT FROM ${value}) END`,
      type,
    })),
  ),
  scalar('array_append(array, any)', (c) =>
    withElement(c, (array, value, type) => ({
      sql: `CASE WHEN ${array} IS NULL THEN NULL ELSE list_append(${array}, ${value}) END`,
      type,
    })),
  ),
  scalar('array_prepend(array, any)', (c) =>
    withElement(c, (array, value, type) => ({
      sql: `CASE WHEN ${array} IS NULL THEN NULL ELSE list_prepend(${value}, ${array}) END`,
      type,
    })),
  ),
  scalar('sort_array(array, any?)', sortArray, free),
  scalar('array_sort(array)', (c) => ({ sql: `list_sort(${c.sql(0)}, 'ASC', 'NULLS LAST')`, type: c.type(0) }), {
    ...free,
    note: 'without a comparison function',
  }),
  scalar('array_distinct(array)', (c) => ({ sql: `spk_distinct_in_order(${c.sql(0)})`, type: c.type(0) })),
  scalar('array_min(array)', (c) => ({ sql: `list_min(${c.sql(0)})`, type: elementOf(c) }), free),
  scalar('array_max(array)', (c) => ({ sql: `list_max(${c.sql(0)})`, type: elementOf(c) }), free),
  scalar('array_join(array, string, string?)', arrayJoin),
  scalar('array_union(common, common)', (c) => ({
    sql: `spk_distinct_in_order(${c.sql(0)} || ${c.sql(1)})`,
    type: c.type(0),
  })),
  scalar('array_intersect(common, common)', (c) => ({
    sql: `spk_array_intersect(${c.sql(0)}, ${c.sql(1)})`,
    type: c.type(0),
  })),
  scalar('array_except(common, common)', (c) => ({
    sql: `spk_array_except(${c.sql(0)}, ${c.sql(1)})`,
    type: c.type(0),
  })),
  scalar(
    'arrays_overlap(common, common)',
    (c) => ({ sql: `spk_arrays_overlap(${c.sql(0)}, ${c.sql(1)})`, type: boolean }),
    free,
  ),
  scalar('aggregate reduce(array, any, lambda, lambda?)', reduce, { note: 'the lambda gives the type of the start' }),
  scalar('array_compact(array)', (c) => ({
    sql: `list_filter(${c.sql(0)}, lambda e: e IS NOT NULL)`,
    type: c.type(0),
  })),
  scalar('slice(array, int, int)', (c) => ({
    sql: `spk_slice(${c.sql(0)}, ${c.sql(1)}, ${c.sql(2)}, ${c.place})`,
    type: c.type(0),
  })),
  scalar('flatten(array)', flatten),
  scalar('sequence(any, any, any?)', sequence, { note: 'whole numbers; dates and timestamps by an INTERVAL' }),
  scalar('array_repeat(any, int)', (c) => ({
    sql: `list_transform(range(CAST(${c.sql(1)} AS BIGINT)), lambda e: ${c.sql(0)})`,
    type: arrayOf(c.type(0)),
  })),
  scalar('transform(array, lambda)', (c) =>
    withLambda(c, (body, parameters) => ({
      sql: `list_transform(${c.sql(0)}, lambda ${parameters}: ${body.sql})`,
      type: arrayOf(body.type),
      parts: [body],
    })),
  ),
  scalar('filter(array, lambda)', (c) =>
    withLambda(c, (body, parameters) => ({
      sql: `list_filter(${c.sql(0)}, lambda ${parameters}: ${condition(body, c.scope).sql})`,
      type: c.type(0),
      parts: [body],
    })),
  ),
  scalar(
    'exists(array, lambda)',
    (c) => withLambda(c, (body, parameters) => some(c, condition(body, c.scope), parameters, 'true')),
    free,
  ),
  scalar(
    'forall(array, lambda)',
    (c) => withLambda(c, (body, parameters) => some(c, condition(body, c.scope), parameters, 'false')),
    free,
  ),
];

/** Three-valued: true when one is, else NULL when one is NULL, else false; forall the other way round. */
function some(call: BoundCall, body: Typed, parameters: string, wanted: 'true' | 'false'): Result {
  const tests = `list_transform(${call.sql(0)}, lambda ${parameters}: ${body.sql})`;
  const other = wanted === 'true' ? 'false' : 'true';
  return {
    sql: `CASE WHEN ${call.sql(0)} IS NULL THEN NULL WHEN list_contains(${tests}, ${wanted}) THEN ${wanted} WHEN len(list_filter(${tests}, lambda t: t IS NULL)) > 0 THEN NULL ELSE ${other} END`,
    type: boolean,
    parts: [body],
  };
}

/** aggregate(a, start, (acc, x) -> …[, acc -> …]): the start's type is the sum's. */
function reduce(call: BoundCall): Result {
  const [, , merge, finish] = call.written;
  const start = call.args[1];
  if (start === undefined || merge?.kind !== 'lambda' || merge.parameters.length !== 2)
    return call.refuse('(acc, x) -> …', 'something else');
  const alias = call.scope.context.alias();
  const [acc, item] = [typed(`${alias}_0`, start.type, call.at, []), typed(`${alias}_1`, elementOf(call), call.at, [])];
  const body = lambdaBody(call, merge, [acc, item]);
  if (!sameType(body.type, start.type) && body.type.kind !== 'unknown')
    return call.refuse(
      `${sparkName(start.type)} from the lambda, as the start`,
      sparkName(body.type),
      'CAST the start',
    );
  const sum = `list_reduce(${call.sql(0)}, lambda ${acc.sql}, ${item.sql}: ${body.sql}, ${start.sql})`;
  if (finish === undefined) return { sql: sum, type: start.type, parts: [body] };
  if (finish.kind !== 'lambda' || finish.parameters.length !== 1) return call.refuse('acc -> …', 'something else');
  const last = lambdaBody(call, finish, [typed(`(${sum})`, start.type, call.at, [])]);
  return { sql: last.sql, type: last.type, parts: [body, last] };
}

function lambdaBody(call: BoundCall, lambda: Kind<'lambda'>, values: readonly Typed[]): Typed {
  const lambdas = new Map(call.scope.lambdas);
  lambda.parameters.forEach((name, index) => {
    const value = values[index];
    if (value !== undefined) lambdas.set(name.toLowerCase(), value);
  });
  return compileExpression(lambda.body, {
    ...call.scope,
    lambdas,
    orderFree: false,
    noAggregates: 'a lambda',
    noWindows: 'a lambda',
  });
}

/** The lambda's body, with its parameters as an element and, if there are two, the place from 0. */
function withLambda(call: BoundCall, build: (body: Typed, parameters: string) => Result): Result {
  const [, lambda] = call.written;
  if (lambda?.kind !== 'lambda' || lambda.parameters.length > 2)
    return call.refuse('x -> … or (x, i) -> …', 'something else');
  if (call.name === 'exists' || call.name === 'forall' ? lambda.parameters.length > 1 : false)
    return call.refuse('x -> …', 'two parameters');
  const alias = call.scope.context.alias();
  const names = lambda.parameters.map((_, index) => `${alias}_${index}`);
  const [element = '', place = ''] = names;
  const body = lambdaBody(call, lambda, [
    typed(element, elementOf(call), lambda.at, []),
    typed(`CAST(${place} - 1 AS INTEGER)`, simple('int'), lambda.at, []),
  ]);
  return build(body, names.join(', '));
}

function namedStruct(call: BoundCall): Result {
  const fields: (StructField & { sql: string })[] = [];
  for (let index = 0; index < call.args.length; index += 2) {
    const [name, value] = [call.text(index), call.args[index + 1]];
    if (name === undefined || value === undefined)
      return call.refuse('names as text, each before its value', 'something else');
    const type = value.type.kind === 'null' ? simple('string') : value.type;
    fields.push({ name, type, sql: castTo(value, type, call.scope).sql });
  }
  if (fields.length === 0) return call.refuse('at least one field', 'none');
  return {
    sql: `struct_pack(${fields.map((field) => `${quoteName(field.name)} := ${field.sql}`).join(', ')})`,
    type: structOf(fields.map(({ name, type }) => ({ name, type }))),
  };
}

function sortArray(call: BoundCall): Result {
  const up = call.args[1]?.constant;
  if (call.args[1] !== undefined && typeof up !== 'boolean') return call.refuse('true or false', 'something else');
  const element = elementOf(call);
  if (element.kind === 'struct')
    return call.refuse('an array of values that are no structs', sparkName(call.type(0)), 'collect one field');
  return {
    sql:
      up === false
        ? `list_sort(${call.sql(0)}, 'DESC', 'NULLS LAST')`
        : `list_sort(${call.sql(0)}, 'ASC', 'NULLS FIRST')`,
    type: call.type(0),
  };
}

function arrayJoin(call: BoundCall): Result {
  const [array, , filler] = call.args;
  if (array === undefined) return call.refuse('an array', 'nothing');
  if (elementOf(call).kind !== 'string')
    return call.refuse('an array of strings', sparkName(call.type(0)), 'use transform(a, x -> CAST(x AS STRING))');
  const list = filler === undefined ? array.sql : `list_transform(${array.sql}, lambda e: coalesce(e, ${filler.sql}))`;
  return { sql: `spk_array_join(${list}, ${call.sql(1)})`, type: simple('string') };
}

/** An array that is NULL makes the whole NULL. */
function flatten(call: BoundCall): Result {
  const element = elementOf(call);
  if (element.kind !== 'array') return call.refuse('an array of arrays', sparkName(call.type(0)));
  return {
    sql: `CASE WHEN len(list_filter(${call.sql(0)}, lambda e: e IS NULL)) > 0 THEN NULL ELSE flatten(${call.sql(0)}) END`,
    type: element,
  };
}

function sequence(call: BoundCall): Result {
  const [start, stop, step] = call.args;
  if (start === undefined || stop === undefined) return call.refuse('a start and an end', 'fewer');
  if (step?.interval !== undefined) return dated(call, start, stop, step);
  const { type, values } = unify(call.args, call.scope, call.at, 'sequence');
  if (type.kind === 'date' && step === undefined)
    return {
      sql: `list_transform(generate_series(CAST(${values[0]?.sql} AS TIMESTAMP), CAST(${values[1]?.sql} AS TIMESTAMP), CASE WHEN ${values[0]?.sql} <= ${values[1]?.sql} THEN INTERVAL 1 DAY ELSE INTERVAL (-1) DAY END), lambda e: CAST(e AS DATE))`,
      type: arrayOf(type),
    };
  if (!isIntegral(type)) return call.refuse('whole numbers, or dates', sparkName(type));
  const [a, b, by] = values.map((value) => value.sql);
  const down = `CASE WHEN ${a} <= ${b} THEN 1 ELSE -1 END`;
  const list = `generate_series(CAST(${a} AS BIGINT), CAST(${b} AS BIGINT), CAST(${by === undefined ? down : checkedStep(call, a ?? '', b ?? '', by)} AS BIGINT))`;
  return {
    sql: `CAST(CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL ELSE ${list} END AS ${duckdbName(arrayOf(type))})`,
    type: arrayOf(type),
  };
}

/** Spark raises for a step that leads away from the end. */
const checkedStep = (call: BoundCall, start: string, stop: string, step: string): string =>
  `CASE WHEN ${start} <> ${stop} AND ((${step} > 0) <> (${stop} > ${start}) OR ${step} = 0) THEN spk_raise(${position(call.at)}, 'a step that leads to the end@' || ${step}) ELSE ${step} END`;

function dated(call: BoundCall, start: Typed, stop: Typed, step: Typed): Result {
  const { type, values } = unify([start, stop], call.scope, call.at, 'sequence');
  const { months = 0, days = 0, microseconds = 0 } = step.interval ?? {};
  if ((type.kind !== 'date' && type.kind !== 'timestamp') || months + days + microseconds <= 0)
    return call.refuse('dates or timestamps, and a step forward', sparkName(type));
  if (type.kind === 'date' && microseconds !== 0)
    return call.refuse('whole days for dates', 'hours', 'CAST the dates AS TIMESTAMP');
  if (months !== 0)
    return monthly(
      call,
      type,
      values.map((value) => value.sql),
      months,
    );
  const interval = `to_days(${days}) + to_microseconds(${microseconds})`;
  const [a, b] = values.map((value) => value.sql);
  const list = `generate_series(CAST(${a} AS TIMESTAMP), CASE WHEN ${b} < ${a} THEN spk_raise(${call.place}, 'an end after the start@' || ${b}) ELSE CAST(${b} AS TIMESTAMP) END, ${interval})`;
  return { sql: `list_transform(${list}, lambda e: CAST(e AS ${duckdbName(type)}))`, type: arrayOf(type) };
}

/** Each step is counted from the start, so that the 31st stays where a month has one. */
function monthly(call: BoundCall, type: SparkType, ends: readonly string[], months: number): Result {
  const [a, b] = ends;
  const count = `((year(${b}) - year(${a})) * 12 + month(${b}) - month(${a})) // ${months} + 1`;
  const steps = `range(CASE WHEN ${b} < ${a} THEN spk_raise(${call.place}, 'an end after the start@' || ${b}) ELSE ${count} END)`;
  const list = `list_transform(${steps}, lambda i: CAST(${a} + to_months(CAST(i * ${months} AS INTEGER)) AS ${duckdbName(type)}))`;
  return {
    sql: `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_filter(${list}, lambda e: e <= ${b}) END`,
    type: arrayOf(type),
  };
}
