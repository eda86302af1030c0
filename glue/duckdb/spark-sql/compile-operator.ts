import { castTo } from './cast.ts';
import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { once } from './once.ts';
import { position } from './place-sql.ts';
import {
  adjustDecimal,
  asDecimal,
  decimal,
  duckdbName,
  isIntegral,
  isNumeric,
  isTemporal,
  type SparkType,
  simple,
  sparkName,
  widerType,
} from './spark-type.ts';
import { type Typed, typed, unknown } from './typed.ts';

const comparisons: Readonly<Record<string, string>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '<=>': 'IS NOT DISTINCT FROM',
};

/** A binary operator between two translated operands. */
export function compileBinary(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === 'and' || operator === 'or') {
    const parts = [condition(left, scope), condition(right, scope)];
    return typed(
      `(${parts.map((part) => part.sql).join(` ${operator.toUpperCase()} `)})`,
      simple('boolean'),
      at,
      parts,
    );
  }
  const comparison = comparisons[operator];
  if (comparison !== undefined) return compare(comparison, left, right, scope, at);
  if (operator === '||') return concatenate(left, right, scope, at);
  if (['&', '|', '^'].includes(operator)) {
    report(scope, problems.construct(at, `the operator ${operator}`, 'use arithmetic, or a column for each flag'));
    return unknown(at);
  }
  return compileArithmetic(operator, left, right, scope, at);
}

/** A value where Spark wants a boolean; it casts no other type to it but text. */
export function condition(value: Typed, scope: Scope): Typed {
  const { kind } = value.type;
  if (kind === 'boolean' || kind === 'null' || kind === 'unknown') return castTo(value, simple('boolean'), scope);
  report(
    scope,
    problems.type(value.at, 'a condition', 'a boolean', sparkName(value.type), 'compare it with something'),
  );
  return unknown(value.at);
}

/** Casts values to the one type that they take together; reports values that have none. */
export function unify(
  values: readonly Typed[],
  scope: Scope,
  at: Position,
  what: string,
): { type: SparkType; values: Typed[] } {
  let type: SparkType = simple('null');
  for (const value of values) {
    const wider = widerType(type, value.type);
    if (wider === undefined) {
      report(
        scope,
        problems.type(
          value.at,
          what,
          `a value that goes with ${sparkName(type)}`,
          sparkName(value.type),
          'CAST one of them',
        ),
      );
      return { type: simple('unknown'), values: values.map((each) => unknown(each.at)) };
    }
    type = wider;
  }
  return { type, values: values.map((value) => castTo(value, type, scope, false, at)) };
}

export function compare(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  const [a, b] = literalDecimals(left, right, scope);
  const { type, values } = unify([a, b], scope, at, 'a comparison');
  if (type.kind === 'array' || type.kind === 'struct')
    report(
      scope,
      problems.type(
        at,
        'a comparison',
        'values that are no arrays or structs',
        sparkName(type),
        'compare elements or fields',
      ),
    );
  return typed(`(${values.map((value) => value.sql).join(` ${operator} `)})`, simple('boolean'), at, [left, right]);
}

function concatenate(left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (left.type.kind === 'array' || right.type.kind === 'array') {
    const { type, values } = unify([left, right], scope, at, '||');
    if (values.some((value) => value.constant === null))
      return typed(`CAST(NULL AS ${duckdbName(type)})`, type, at, values);
    return typed(`(${values.map((value) => value.sql).join(' || ')})`, type, at, values);
  }
  const values = [left, right].map((value) => castTo(value, simple('string'), scope));
  if (values.some((value) => value.constant === null))
    return typed('CAST(NULL AS VARCHAR)', simple('string'), at, values);
  return typed(`(${values.map((value) => value.sql).join(' || ')})`, simple('string'), at, values);
}

/** Beside a decimal, a whole number written out takes only the digits that it has (DecimalType.fromLiteral). */
export function literalDecimals(left: Typed, right: Typed, scope: Scope): [Typed, Typed] {
  const shrink = (value: Typed, other: Typed): Typed => {
    if (other.type.kind !== 'decimal' || !isIntegral(value.type) || typeof value.constant !== 'bigint') return value;
    const digits = value.constant.toString().replace('-', '').length;
    return castTo(value, decimal(digits, 0), scope);
  };
  return [shrink(left, right), shrink(right, left)];
}

/** + - * / % div, with the result types of Spark (Add, DecimalPrecision, IntegralDivide). */
export function compileArithmetic(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (left.type.kind === 'unknown' || right.type.kind === 'unknown') return unknown(at);
  const dated = compileDated(operator, left, right, scope, at);
  if (dated !== undefined) return dated;
  const [a, b] = textToNumbers(literalDecimals(left, right, scope), scope);
  if (!isNumeric(a.type) || !isNumeric(b.type)) {
    const wrong = isNumeric(a.type) ? b : a;
    report(scope, problems.type(wrong.at, operator, 'numbers', sparkName(wrong.type), 'CAST it, or use a function'));
    return unknown(at);
  }
  if (a.type.kind === 'double' || b.type.kind === 'double') return doubles(operator, a, b, scope, at);
  if (a.type.kind === 'decimal' || b.type.kind === 'decimal') return decimals(operator, a, b, scope, at);
  return integers(operator, a, b, scope, at);
}

/** A string beside a number becomes bigint or double; NULL takes the other's type; two strings stay, to be refused. */
function textToNumbers([left, right]: [Typed, Typed], scope: Scope): [Typed, Typed] {
  const settle = (value: Typed, other: Typed): Typed => {
    if (value.type.kind === 'null') return castTo(value, isNumeric(other.type) ? other.type : simple('double'), scope);
    if (value.type.kind !== 'string' || !isNumeric(other.type)) return value;
    return castTo(value, widerType(value.type, other.type) ?? simple('double'), scope);
  };
  return [settle(left, right), settle(right, left)];
}

const guarded: Readonly<Record<string, string>> = { '/': 'spk_divide', '%': 'spk_remainder', div: 'spk_quotient' };

/** `a operator b`; what may divide by zero is guarded, with each side computed once. */
function apply(operator: string, a: Typed, b: Typed, at: Position): string {
  const macro = guarded[operator];
  if (macro === undefined) return `(${a.sql} ${operator} ${b.sql})`;
  return once([a, b], ([x = a, y = b]) => ({ sql: `${macro}(${x.sql}, ${y.sql}, ${position(at)})` })).sql;
}

function doubles(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === 'div') {
    report(scope, problems.type(at, 'div', 'whole numbers or decimals', 'double', 'use floor(a / b)'));
    return unknown(at);
  }
  const [a, b] = [castTo(left, simple('double'), scope), castTo(right, simple('double'), scope)];
  return typed(apply(operator, a, b, at), simple('double'), at, [a, b]);
}

function integers(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  if (operator === '/') return doubles(operator, left, right, scope, at);
  const type = operator === 'div' ? simple('bigint') : (widerType(left.type, right.type) ?? simple('bigint'));
  const [a, b] = [castTo(left, type, scope), castTo(right, type, scope)];
  return typed(apply(operator, a, b, at), type, at, [a, b]);
}

function decimals(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
  const [one, two] = [asDecimal(left.type), asDecimal(right.type)];
  if (one === undefined || two === undefined) return unknown(at);
  const [a, b] = [
    castTo(left, decimal(one.precision, one.scale), scope),
    castTo(right, decimal(two.precision, two.scale), scope),
  ];
  const parts = [a, b];
  const scale = Math.max(one.scale, two.scale);
  const whole = Math.max(one.precision - one.scale, two.precision - two.scale);
  const name = (type: SparkType) => duckdbName(type);
  if (operator === '+' || operator === '-') {
    const type = adjustDecimal(whole + scale + 1, scale);
    const wide = decimal(Math.min(38, whole + scale + 1), scale);
    return typed(
      `CAST((${castTo(a, wide, scope).sql} ${operator} ${castTo(b, wide, scope).sql}) AS ${name(type)})`,
      type,
      at,
      parts,
    );
  }
  if (operator === '*') {
    const type = adjustDecimal(one.precision + two.precision + 1, one.scale + two.scale);
    if (one.scale + two.scale > 36) return tooFine(operator, scope, at);
    const [p, q] = factors(one, two);
    return typed(`CAST((${castTo(a, p, scope).sql} * ${castTo(b, q, scope).sql}) AS ${name(type)})`, type, at, parts);
  }
  if (operator === '%' || operator === 'div') {
    const wide = decimal(Math.min(38, whole + scale), scale);
    const [x, y] = [castTo(a, wide, scope), castTo(b, wide, scope)];
    const unscaled = (value: Typed): Typed => ({ ...value, sql: `spk_unscaled(${value.sql})` });
    if (operator === 'div')
      return typed(`CAST(${apply('div', unscaled(x), unscaled(y), at)} AS BIGINT)`, simple('bigint'), at, parts);
    const type = adjustDecimal(Math.min(one.precision - one.scale, two.precision - two.scale) + scale, scale);
    return typed(`CAST(${apply('%', x, y, at)} AS ${name(type)})`, type, at, parts);
  }
  return divideDecimals(a, b, scope, at);
}

/** DuckDB multiplies decimals of 38 digits together; what does not fit into them raises there. */
function factors(
  one: { precision: number; scale: number },
  two: { precision: number; scale: number },
): [SparkType, SparkType] {
  const room = 38 - one.scale - two.scale;
  const [first, second] = [one.precision - one.scale, two.precision - two.scale];
  const right = Math.min(second, Math.max(Math.floor(room / 2), room - first));
  // The first takes all that is left: DuckDB multiplies in 18 digits unless one side has more.
  return [decimal(one.scale + room - right, one.scale), decimal(two.scale + right, two.scale)];
}

function tooFine(operator: string, scope: Scope, at: Position): Typed {
  report(
    scope,
    problems.type(
      at,
      operator,
      'decimals of at most 36 digits after the point together',
      'more',
      'CAST one of them to fewer digits',
    ),
  );
  return unknown(at);
}

/** a / b at Spark's scale for it, rounded half up; both operands are decimals. */
export function divideDecimals(a: Typed, b: Typed, scope: Scope, at: Position, result?: SparkType): Typed {
  const [one, two] = [asDecimal(a.type), asDecimal(b.type)];
  if (one === undefined || two === undefined) return unknown(at);
  const scale = Math.max(6, one.scale + two.precision + 1);
  const type =
    result?.kind === 'decimal' ? result : adjustDecimal(one.precision - one.scale + two.scale + scale, scale);
  const shift = type.scale - one.scale + two.scale;
  if (Math.abs(shift) > 38) return tooFine('/', scope, at);
  const [up, down] = shift >= 0 ? [`1${'0'.repeat(shift)}`, '1'] : ['1', `1${'0'.repeat(-shift)}`];
  const text = once([a, b], ([x = a, y = b]) => ({
    sql: `spk_decimal_divide(${x.sql}, ${y.sql}, ${up}, ${down}, ${type.scale}, ${position(at)})`,
  }));
  return typed(`CAST(${text.sql} AS ${duckdbName(type)})`, type, at, [a, b]);
}

/** Dates and timestamps with days or intervals. @returns undefined: neither side is one */
function compileDated(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed | undefined {
  if (operator === '+' && isTemporal(right.type) && !isTemporal(left.type))
    return compileDated('+', right, left, scope, at);
  if (left.interval !== undefined && right.interval !== undefined && (operator === '+' || operator === '-')) {
    const sign = operator === '-' ? -1 : 1;
    const interval = {
      months: left.interval.months + sign * right.interval.months,
      days: left.interval.days + sign * right.interval.days,
      microseconds: left.interval.microseconds + sign * right.interval.microseconds,
    };
    return { ...typed('NULL', simple('interval'), at, []), interval };
  }
  if (!isTemporal(left.type)) return undefined;
  const sign = operator === '-' ? '-' : '';
  if (operator !== '+' && operator !== '-') return refuseDated(operator, left, scope, at);
  if (isTemporal(right.type) || (right.type.kind === 'string' && operator === '-')) {
    report(
      scope,
      problems.construct(
        at,
        'a date minus a date, which is an interval',
        left.type.kind === 'date'
          ? 'use datediff(end, start)'
          : 'use unix_timestamp(a) - unix_timestamp(b), or timestampdiff(SECOND, a, b)',
      ),
    );
    return unknown(at);
  }
  if (right.interval !== undefined) return addInterval(left, right.interval, sign === '-' ? -1 : 1, at);
  if (left.type.kind === 'date' && isIntegral(right.type) && right.type.kind !== 'bigint')
    return typed(`(${left.sql} ${operator} CAST(${right.sql} AS INTEGER))`, simple('date'), at, [left, right]);
  return refuseDated(operator, right, scope, at);
}

function refuseDated(operator: string, value: Typed, scope: Scope, at: Position): Typed {
  report(
    scope,
    problems.type(
      at,
      operator,
      'a date with an int, or a date or timestamp with an INTERVAL',
      sparkName(value.type),
      'use date_add, date_sub or datediff',
    ),
  );
  return unknown(at);
}

/** A date stays one with months or days, and becomes a timestamp with hours. */
export function addInterval(
  value: Typed,
  interval: { months: number; days: number; microseconds: number },
  sign: 1 | -1,
  at: Position,
): Typed {
  const type = value.type.kind === 'date' && interval.microseconds === 0 ? simple('date') : simple('timestamp');
  const steps = [
    interval.months === 0 ? '' : ` + to_months(${sign * interval.months})`,
    interval.days === 0 ? '' : ` + to_days(${sign * interval.days})`,
    interval.microseconds === 0 ? '' : ` + to_microseconds(${sign * interval.microseconds})`,
  ].join('');
  return typed(`CAST(${value.sql}${steps} AS ${duckdbName(type)})`, type, at, [value]);
}
