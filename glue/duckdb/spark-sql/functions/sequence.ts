import { unify } from '../compile-operator.ts';
import { position } from '../place-sql.ts';
import { arrayOf, duckdbName, isIntegral, type SparkType, sparkName } from '../spark-type.ts';
import type { Typed } from '../typed.ts';
import type { BoundCall, Result } from './function-entry.ts';

/** sequence(start, stop[, step]): both ends belong to it. */
export function sequence(call: BoundCall): Result {
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
