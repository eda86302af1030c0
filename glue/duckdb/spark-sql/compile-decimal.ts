import { castTo } from './cast.ts';
import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { apply } from './guarded-operator.ts';
import { once } from './once.ts';
import { position } from './place-sql.ts';
import { adjustDecimal, asDecimal, decimal, duckdbName, type SparkType, simple } from './spark-type.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** `left operator right` where one side at least is a decimal and none a double: the result types of Spark's DecimalPrecision. */
export function decimals(operator: string, left: Typed, right: Typed, scope: Scope, at: Position): Typed {
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
