import { isCalendarDay } from './calendar.ts';
import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { once } from './once.ts';
import { position } from './place-sql.ts';
import { duckdbName, isIntegral, isNumeric, quoteText, type SparkType, sameType, sparkName } from './spark-type.ts';
import { retyped, type Typed, unknown } from './typed.ts';

/** How one type becomes another: SQL that is NULL for a value that has no counterpart, and whether there can be such a value. */
interface Conversion {
  readonly sql: string;
  readonly fallible: boolean;
}

/**
 * CAST as ANSI Spark does it: a value that has no counterpart raises; with `attempt` (try_cast) it is NULL.
 * Reports a cast that Spark refuses, or that is not on the list.
 */
export function castTo(value: Typed, target: SparkType, scope: Scope, attempt = false, at: Position = value.at): Typed {
  if (value.type.kind === 'unknown' || target.kind === 'unknown') return unknown(at);
  if (sameType(value.type, target)) return value;
  if (value.type.kind === 'null')
    return { ...retyped(value, `CAST(NULL AS ${duckdbName(target)})`, target), constant: null };
  const literal = literalTime(value, target);
  if (literal !== undefined) return retyped(value, literal, target);
  if (convert(value.sql, value.type, target, at) === undefined) {
    report(scope, problems.type(at, 'CAST', castable(target), sparkName(value.type), castFix(value.type, target)));
    return unknown(at);
  }
  const cast = once([value], ([source = value]) => {
    const conversion = convert(source.sql, value.type, target, at);
    if (conversion === undefined || attempt || !conversion.fallible) return { sql: conversion?.sql ?? source.sql };
    return { sql: `spk_sure(${conversion.sql}, ${source.sql}, ${position(at)}, ${quoteText(sparkName(target))})` };
  });
  return { ...retyped(value, cast.sql, target), constant: value.constant === null ? null : undefined };
}

/** A date or time written out in its plainest form is DuckDB's literal too, and needs no reading at run time. */
function literalTime(value: Typed, target: SparkType): string | undefined {
  if (typeof value.constant !== 'string' || value.type.kind !== 'string') return undefined;
  const found = /^(\d{4})-(\d{2})-(\d{2})( \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)?$/.exec(value.constant);
  if (found === null || !isCalendarDay(Number(found[1]), Number(found[2]), Number(found[3]))) return undefined;
  if (target.kind === 'date') return `DATE '${value.constant.slice(0, 10)}'`;
  const isTime = found[4] === undefined || /^ ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.test(found[4]);
  return target.kind === 'timestamp' && isTime ? `TIMESTAMP '${value.constant}'` : undefined;
}

const castable = (target: SparkType): string => `a type that casts to ${sparkName(target)} on both engines`;

function castFix(from: SparkType, to: SparkType): string {
  if (from.kind === 'date' && isNumeric(to)) return "use datediff(d, DATE '1970-01-01')";
  if (from.kind === 'array' || from.kind === 'struct') return 'take its elements or fields first';
  if (from.kind === 'interval') return 'add it to a date or timestamp';
  return 'use a function that says what is meant';
}

const sure = (sql: string): Conversion => ({ sql, fallible: false });
const perhaps = (sql: string): Conversion => ({ sql, fallible: true });

function convert(sql: string, from: SparkType, to: SparkType, at: Position): Conversion | undefined {
  if (from.kind === 'array' && to.kind === 'array') {
    const element = convert('e', from.element, to.element, at);
    return element === undefined || element.fallible
      ? undefined
      : sure(`list_transform(${sql}, lambda e: ${element.sql})`);
  }
  if (to.kind === 'string') return toText(sql, from, at);
  if (from.kind === 'string') return fromText(sql, to);
  if (to.kind === 'boolean') return isNumeric(from) ? sure(`(${sql} <> 0)`) : undefined;
  if (from.kind === 'boolean')
    return isNumeric(to) ? sure(`CAST(CAST(${sql} AS TINYINT) AS ${duckdbName(to)})`) : undefined;
  if (isNumeric(from) && isNumeric(to)) return toNumber(sql, from, to);
  if (from.kind === 'date' && to.kind === 'timestamp') return sure(`CAST(${sql} AS TIMESTAMP)`);
  if (from.kind === 'timestamp' && to.kind === 'date') return sure(`CAST(${sql} AS DATE)`);
  if (from.kind === 'timestamp' && isIntegral(to)) return perhaps(`TRY_CAST(spk_seconds(${sql}) AS ${duckdbName(to)})`);
  if (from.kind === 'timestamp' && to.kind === 'double') return sure(`(epoch_us(${sql}) / 1e6)`);
  if (isIntegral(from) && to.kind === 'timestamp') return sure(`make_timestamp(CAST(${sql} AS BIGINT) * 1000000)`);
  return undefined;
}

function toText(sql: string, from: SparkType, at: Position): Conversion | undefined {
  if (from.kind === 'double') return sure(`spk_double_text(${sql}, ${position(at)})`);
  if (from.kind === 'timestamp') return sure(`spk_timestamp_text(${sql})`);
  // DuckDB writes no 0 before the point of a decimal that has only decimals.
  if (from.kind === 'decimal' && from.precision === from.scale)
    return sure(`regexp_replace(CAST(${sql} AS VARCHAR), '^(-?)\\.', '\\10.')`);
  return isNumeric(from) || from.kind === 'boolean' || from.kind === 'date'
    ? sure(`CAST(${sql} AS VARCHAR)`)
    : undefined;
}

function fromText(sql: string, to: SparkType): Conversion | undefined {
  if (isIntegral(to)) return perhaps(`TRY_CAST(spk_integer_text(${sql}) AS ${duckdbName(to)})`);
  if (to.kind === 'double') return perhaps(`TRY_CAST(spk_double_source(${sql}) AS DOUBLE)`);
  if (to.kind === 'decimal') return perhaps(`TRY_CAST(spk_decimal_source(${sql}) AS ${duckdbName(to)})`);
  if (to.kind === 'boolean') return perhaps(`spk_text_boolean(${sql})`);
  if (to.kind === 'date') return perhaps(`spk_text_date(${sql})`);
  return to.kind === 'timestamp' ? perhaps(`spk_text_timestamp(${sql})`) : undefined;
}

/** Spark cuts decimals off where it makes integers, and rounds half up where it makes decimals. */
function toNumber(sql: string, from: SparkType, to: SparkType): Conversion {
  const name = duckdbName(to);
  if (to.kind === 'double')
    return sure(
      from.kind === 'decimal' && from.precision > 15
        ? `CAST(CAST(${sql} AS VARCHAR) AS DOUBLE)`
        : `CAST(${sql} AS DOUBLE)`,
    );
  if (from.kind === 'double')
    return perhaps(
      to.kind === 'decimal' ? `TRY_CAST(CAST(${sql} AS VARCHAR) AS ${name})` : `TRY_CAST(trunc(${sql}) AS ${name})`,
    );
  if (from.kind === 'decimal' && to.kind !== 'decimal') return perhaps(`TRY_CAST(trunc(${sql}) AS ${name})`);
  return widens(from, to) ? sure(`CAST(${sql} AS ${name})`) : perhaps(`TRY_CAST(${sql} AS ${name})`);
}

function widens(from: SparkType, to: SparkType): boolean {
  const order = ['tinyint', 'smallint', 'int', 'bigint'];
  if (isIntegral(from) && isIntegral(to)) return order.indexOf(from.kind) <= order.indexOf(to.kind);
  if (to.kind !== 'decimal') return false;
  const whole =
    from.kind === 'decimal'
      ? from.precision - from.scale
      : ({ tinyint: 3, smallint: 5, int: 10, bigint: 19 }[from.kind as string] ?? 39);
  return to.precision - to.scale >= whole && (from.kind !== 'decimal' || to.scale >= from.scale);
}

/** Whether Spark casts by itself when a function wants `target` (AnsiTypeCoercion.implicitCast). */
export function castsImplicitly(from: SparkType, target: SparkType): boolean {
  if (from.kind === 'unknown' || from.kind === 'null' || sameType(from, target)) return true;
  if (from.kind === 'string') return target.kind !== 'array' && target.kind !== 'struct';
  if (target.kind === 'string') return isNumeric(from) || ['boolean', 'date', 'timestamp'].includes(from.kind);
  if (isNumeric(from) && isNumeric(target)) return true;
  return (from.kind === 'date' && target.kind === 'timestamp') || (from.kind === 'timestamp' && target.kind === 'date');
}
