import { castTo } from '../cast.ts';
import { intervalUnit } from '../parse-interval.ts';
import { simple } from '../spark-type.ts';
import type { BoundCall, Result } from './function-entry.ts';

const timestamp = simple('timestamp');
const asTimestamp = (sql: string): Result => ({ sql, type: timestamp });
const bigint = (sql: string): Result => ({ sql: `CAST(${sql} AS BIGINT)`, type: simple('bigint') });

/** The parser hands a bare unit on as text. */
function unitOf(call: BoundCall): string | undefined {
  const word = call.text(0) ?? '';
  const unit = word.toLowerCase() === 'quarter' ? 'quarter' : intervalUnit(word);
  return unit ?? (['millisecond', 'microsecond'].includes(word.toLowerCase()) ? word.toLowerCase() : undefined);
}

const microseconds: Readonly<Record<string, number>> = {
  microsecond: 1,
  millisecond: 1000,
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
  week: 604_800_000_000,
};
const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** timestampadd(unit, count, timestamp): a timestamp, for a date too. */
export function timestampAdd(call: BoundCall): Result {
  const unit = unitOf(call);
  const [, count, value] = call.args;
  if (unit === undefined || count === undefined || value === undefined)
    return call.refuse(
      'a unit such as DAY, a count and a timestamp',
      'something else',
      'write timestampadd(HOUR, 2, t)',
    );
  const [n, t] = [castTo(count, simple('int'), call.scope).sql, castTo(value, timestamp, call.scope).sql];
  const step = months[unit];
  if (step !== undefined) return asTimestamp(`(${t} + to_months(CAST(${n} * ${step} AS INTEGER)))`);
  return asTimestamp(`(${t} + to_microseconds(CAST(${n} AS BIGINT) * ${microseconds[unit] ?? 0}))`);
}

/** Whole units between, cut towards zero (ChronoUnit.between). */
export function timestampDiff(call: BoundCall): Result {
  const unit = unitOf(call);
  const [, start, end] = call.args;
  if (unit === undefined || start === undefined || end === undefined)
    return call.refuse(
      'a unit such as DAY, a start and an end',
      'something else',
      'write timestampdiff(HOUR, start, end)',
    );
  const [a, b] = [castTo(start, timestamp, call.scope).sql, castTo(end, timestamp, call.scope).sql];
  const step = months[unit];
  if (step !== undefined) return bigint(`spk_months_diff(${a}, ${b}) // ${step}`);
  return bigint(`(epoch_us(${b}) - epoch_us(${a})) // ${microseconds[unit] ?? 1}`);
}
