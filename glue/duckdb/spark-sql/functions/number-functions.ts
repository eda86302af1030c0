import { castTo } from '../cast.ts';
import { compileArithmetic } from '../compile-arithmetic.ts';
import { unify } from '../compile-operator.ts';
import { once } from '../once.ts';
import { decimal, duckdbName, isIntegral, simple } from '../spark-type.ts';
import { typed } from '../typed.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const double = simple('double');
const real = (sql: string): Result => ({ sql, type: double });

/** Functions of numbers. */
export const numberFunctions: readonly FunctionEntry[] = [
  scalar('abs(number)', (c) => ({ sql: `abs(${c.sql(0)})`, type: c.type(0) })),
  scalar('round(number, whole?)', round, { note: 'half up, on the digits that a double shows' }),
  scalar('bround(number, whole?)', bround, { note: 'half even; whole numbers and decimals' }),
  scalar('floor(number, whole?)', (c) => toWhole(c, 'floor')),
  scalar('ceil ceiling(number, whole?)', (c) => toWhole(c, 'ceil')),
  scalar('sign signum(double)', (c) => real(`CAST(sign(${c.sql(0)}) AS DOUBLE)`)),
  scalar('sqrt(double)', (c) => real(`spk_sqrt(${c.sql(0)})`)),
  scalar('cbrt(double)', (c) => real(`cbrt(${c.sql(0)})`)),
  scalar('exp(double)', (c) => real(`exp(${c.sql(0)})`)),
  scalar('ln(double)', (c) => real(`CASE WHEN ${c.sql(0)} > 0 THEN ln(${c.sql(0)}) END`)),
  scalar('log2(double)', (c) => real(`CASE WHEN ${c.sql(0)} > 0 THEN ln(${c.sql(0)}) / ln(CAST(2 AS DOUBLE)) END`)),
  scalar('log10(double)', (c) => real(`CASE WHEN ${c.sql(0)} > 0 THEN log10(${c.sql(0)}) END`)),
  scalar('log(double, double?)', log),
  scalar('log1p(double)', (c) => real(`CASE WHEN ${c.sql(0)} > -1 THEN ln(1 + ${c.sql(0)}) END`)),
  scalar('power pow(double, double)', (c) => real(`pow(${c.sql(0)}, ${c.sql(1)})`)),
  ...['sin', 'cos', 'tan', 'atan', 'radians', 'degrees'].map((name) =>
    scalar(`${name}(double)`, (c) => real(`${name}(${c.sql(0)})`)),
  ),
  ...['asin', 'acos'].map((name) =>
    scalar(`${name}(double)`, (c) =>
      real(`CASE WHEN abs(${c.sql(0)}) > 1 THEN CAST('NaN' AS DOUBLE) ELSE ${name}(${c.sql(0)}) END`),
    ),
  ),
  scalar('atan2(double, double)', (c) => real(`atan2(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('pi()', () => real('pi()')),
  scalar('e()', () => real('exp(CAST(1 AS DOUBLE))')),
  scalar('positive(number)', (c) => ({ sql: c.sql(0), type: c.type(0) })),
  scalar('negative(number)', (c) => ({ sql: `(- ${c.sql(0)})`, type: c.type(0) })),
  scalar('mod(number, number)', (c) => arithmetic(c, '%')),
  scalar('pmod(number, number)', pmod, { note: 'whole numbers and doubles' }),
  scalar('hypot(double, double)', (c) => real(`sqrt(${c.sql(0)} * ${c.sql(0)} + ${c.sql(1)} * ${c.sql(1)})`)),
  scalar('isnan(double)', (c) => ({ sql: `coalesce(isnan(${c.sql(0)}), false)`, type: simple('boolean') })),
  scalar('nanvl(double, double)', (c) => real(`CASE WHEN isnan(${c.sql(0)}) THEN ${c.sql(1)} ELSE ${c.sql(0)} END`), {
    lazy: true,
  }),
  scalar('try_divide(number, number)', (c) => attempt(c, '/')),
  scalar('try_add(number, number)', (c) => attempt(c, '+')),
  scalar('try_subtract(number, number)', (c) => attempt(c, '-')),
  scalar('try_multiply(number, number)', (c) => attempt(c, '*')),
  scalar('width_bucket(double, double, double, bigint)', (c) => bucket(c)),
];

function arithmetic(call: BoundCall, operator: string): Result {
  const [left, right] = call.args;
  if (left === undefined || right === undefined) return call.refuse('two numbers', 'fewer');
  return compileArithmetic(operator, left, right, call.scope, call.at);
}

/** What would raise gives NULL: division by 0, and results beyond their type. What the arguments raise still raises. */
function attempt(call: BoundCall, operator: string): Result {
  return once(
    call.args,
    (args) => {
      const [left, right] = args;
      const divisor = operator === '/' && right !== undefined ? { ...right, sql: `nullif(${right.sql}, 0)` } : right;
      const bound = { ...call, args: [left, divisor].filter((arg) => arg !== undefined) };
      const { sql, type } = arithmetic(bound, operator);
      return { sql: operator === '/' ? sql : `TRY(${sql})`, type };
    },
    'what may raise',
  );
}

function pmod(call: BoundCall): Result {
  const { type, values } = unify(call.args, call.scope, call.at, 'pmod');
  if (type.kind === 'decimal') return call.refuse('whole numbers or doubles', 'decimals', 'use ((a % b) + b) % b');
  return { sql: `spk_pmod(${values[0]?.sql}, ${values[1]?.sql}, ${call.place})`, type };
}

/** Spark's result types for round: RoundBase.dataType. */
function round(call: BoundCall): Result {
  const places = call.args[1] === undefined ? 0 : (call.whole(1) ?? 0);
  const type = call.type(0);
  const sql = call.sql(0);
  if (type.kind === 'decimal') {
    const result = roundedType(type, places);
    return { sql: `CAST(round(${sql}, ${places}) AS ${duckdbName(result)})`, type: result };
  }
  if (type.kind === 'double') {
    if (places < -15 || places > 15)
      return call.refuse('-15 to 15 decimals', `${places}`, 'divide, round and multiply');
    const digits = `TRY_CAST(CAST(${sql} AS VARCHAR) AS DECIMAL(38,${places < 0 ? 16 : places}))`;
    return real(`spk_round_double(${sql}, ${places < 0 ? `round(${digits}, ${places})` : digits})`);
  }
  if (places >= 0) return { sql, type };
  return { sql: `CAST(round(CAST(${sql} AS DECIMAL(38,0)), ${places}) AS ${duckdbName(type)})`, type };
}

function roundedType(type: { precision: number; scale: number }, places: number) {
  const whole = type.precision - type.scale + 1;
  if (places < 0) return decimal(Math.min(38, Math.max(whole, 1 - places)), 0);
  const scale = Math.min(type.scale, places);
  return decimal(Math.min(38, whole + scale), scale);
}

/** Half even, on the digits of a decimal. */
function bround(call: BoundCall): Result {
  const places = call.args[1] === undefined ? 0 : (call.whole(1) ?? 0);
  const type = call.type(0);
  if (isIntegral(type) && places >= 0) return { sql: call.sql(0), type };
  if (type.kind !== 'decimal' || places < 0 || places > type.scale)
    return call.refuse('a decimal, and decimals that it has', `${type.kind}, ${places}`, 'CAST it AS DECIMAL(p,s)');
  const result = roundedType(type, places);
  const text = `spk_scaled_text(spk_half_even(spk_unscaled(${call.sql(0)}), ${`1${'0'.repeat(type.scale - places)}`}), ${places})`;
  return { sql: `CAST(${text} AS ${duckdbName(result)})`, type: result };
}

function toWhole(call: BoundCall, name: string): Result {
  if (call.args[1] !== undefined) return call.refuse('one argument', 'two', `multiply, ${name} and divide`);
  const type = call.type(0);
  if (type.kind === 'decimal') {
    const result = decimal(Math.min(38, type.scale === 0 ? type.precision : type.precision - type.scale + 1), 0);
    return { sql: `CAST(${name}(${call.sql(0)}) AS ${duckdbName(result)})`, type: result };
  }
  const value = castTo(
    call.args[0] ?? typed('NULL', double, call.at, []),
    type.kind === 'double' ? double : simple('bigint'),
    call.scope,
  );
  return {
    sql: type.kind === 'double' ? `spk_${name}(${value.sql})` : value.sql,
    type: simple('bigint'),
  };
}

function log(call: BoundCall): Result {
  const [base, value] = [call.sql(0), call.sql(1)];
  if (call.args[1] === undefined) return real(`CASE WHEN ${base} > 0 THEN ln(${base}) END`);
  return real(`CASE WHEN ${base} > 0 AND ${value} > 0 THEN ln(${value}) / ln(${base}) END`);
}

/** Buckets of equal width from low to high, or from high down to low; 0 before the first, one more behind the last. */
function bucket(call: BoundCall): Result {
  const [value, low, high, count] = [0, 1, 2, 3].map(call.sql);
  const place = `CAST(floor(${count} * (${value} - ${low}) / (${high} - ${low})) AS BIGINT) + 1`;
  const before = `(CASE WHEN ${low} < ${high} THEN ${value} < ${low} ELSE ${value} > ${low} END)`;
  const behind = `(CASE WHEN ${low} < ${high} THEN ${value} >= ${high} ELSE ${value} <= ${high} END)`;
  const none = `${value} IS NULL OR isnan(${value}) OR ${count} <= 0 OR ${low} = ${high} OR NOT isfinite(${low}) OR NOT isfinite(${high})`;
  return {
    sql: `CASE WHEN coalesce(${none}, true) THEN NULL WHEN ${before} THEN 0 WHEN ${behind} THEN ${count} + 1 ELSE ${place} END`,
    type: simple('bigint'),
  };
}
