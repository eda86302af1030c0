import { castTo } from '../cast.ts';
import {
  arrayOf,
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
import { elementOf } from './element-of.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';
import { sequence } from './sequence.ts';

const boolean = simple('boolean');
const int = (sql: string): Result => ({ sql: `CAST(${sql} AS INTEGER)`, type: simple('int') });
const free = { orderFree: true };

/** Spark joins numbers here, but no decimal with anything else, and nothing with text (findTightestCommonType). */
function tightType(a: SparkType, b: SparkType): SparkType | undefined {
  const isPlain = (type: SparkType) => isIntegral(type) || type.kind === 'double';
  return sameType(a, b) || (isPlain(a) && isPlain(b)) ? widerType(a, b) : undefined;
}

/** The array and a value of its elements' type. @param joins array_contains and array_position take any two types that compare */
function withElement(
  call: BoundCall,
  joins: 'tightly' | 'as compared',
  build: (array: string, value: string, type: SparkType) => Result,
): Result {
  const [array, value] = call.args;
  if (array === undefined || value === undefined) return call.refuse('an array and a value', 'fewer');
  if (value.type.kind === 'null') return call.refuse('a value with a type', 'NULL', 'CAST it');
  const element = elementOf(call);
  const mixesText = (value.type.kind === 'string') !== (element.kind === 'string');
  const type = mixesText
    ? undefined
    : joins === 'tightly'
      ? tightType(element, value.type)
      : widerType(element, value.type);
  if (type === undefined) return call.refuse(`a value as ${sparkName(element)}`, sparkName(value.type), 'CAST it');
  return build(castTo(array, arrayOf(type), call.scope).sql, castTo(value, type, call.scope).sql, arrayOf(type));
}

/** Two arrays, their elements of one type. */
function withArrays(call: BoundCall, build: (a: string, b: string, type: SparkType) => Result): Result {
  const [left, right] = call.args;
  const type = tightType(elementOf(call, 0), elementOf(call, 1));
  if (left === undefined || right === undefined || type === undefined)
    return call.refuse(
      `two arrays as ${sparkName(call.type(0))}`,
      sparkName(call.type(1)),
      'CAST the elements with transform',
    );
  const [a, b] = [left, right].map((array) => castTo(array, arrayOf(type), call.scope).sql);
  return build(a ?? 'NULL', b ?? 'NULL', arrayOf(type));
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
    (c) =>
      withElement(c, 'as compared', (array, value) => ({
        sql: `spk_array_contains(${array}, ${value})`,
        type: boolean,
      })),
    free,
  ),
  scalar('array_position(array, any)', (c) =>
    withElement(c, 'as compared', (array, value) => ({
      sql: `CASE WHEN ${array} IS NULL OR ${value} IS NULL THEN NULL ELSE CAST(coalesce(list_position(${array}, ${value}), 0) AS BIGINT) END`,
      type: simple('bigint'),
    })),
  ),
  scalar('array_remove(array, any)', (c) =>
    withElement(c, 'tightly', (array, value, type) => ({
      sql: `CASE WHEN ${value} IS NULL THEN NULL ELSE list_filter(${array}, lambda e: e IS DISTINCT FROM ${value}) END`,
      type,
    })),
  ),
  scalar('array_append(array, any)', (c) =>
    withElement(c, 'tightly', (array, value, type) => ({
      sql: `CASE WHEN ${array} IS NULL THEN NULL ELSE list_append(${array}, ${value}) END`,
      type,
    })),
  ),
  scalar('array_prepend(array, any)', (c) =>
    withElement(c, 'tightly', (array, value, type) => ({
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
  scalar('array_join(array, text, string?)', arrayJoin),
  scalar('array_union(array, array)', (c) =>
    withArrays(c, (a, b, type) => ({ sql: `spk_distinct_in_order(${a} || ${b})`, type })),
  ),
  scalar('array_intersect(array, array)', (c) =>
    withArrays(c, (a, b, type) => ({ sql: `spk_array_intersect(${a}, ${b})`, type })),
  ),
  scalar('array_except(array, array)', (c) =>
    withArrays(c, (a, b, type) => ({ sql: `spk_array_except(${a}, ${b})`, type })),
  ),
  scalar(
    'arrays_overlap(array, array)',
    (c) => withArrays(c, (a, b) => ({ sql: `spk_arrays_overlap(${a}, ${b})`, type: boolean })),
    free,
  ),
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
];

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
