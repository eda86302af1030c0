import { report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { duckdbName, isIntegral, isTemporal, simple, sparkName } from './spark-type.ts';
import { type Typed, typed, unknown } from './typed.ts';

/** Dates and timestamps with days or intervals. @returns undefined: neither side is one */
export function compileDated(
  operator: string,
  left: Typed,
  right: Typed,
  scope: Scope,
  at: Position,
): Typed | undefined {
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
function addInterval(
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
