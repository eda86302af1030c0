import { castTo } from '../cast.ts';
import { decimal, isTemporal, quoteText, simple } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';
import { timestampAdd, timestampDiff } from './timestamp-units.ts';

const date = simple('date');
const timestamp = simple('timestamp');
const asDate = (sql: string): Result => ({ sql, type: date });
const asTimestamp = (sql: string): Result => ({ sql, type: timestamp });
const int = (sql: string): Result => ({ sql: `CAST(${sql} AS INTEGER)`, type: simple('int') });
const bigint = (sql: string): Result => ({ sql: `CAST(${sql} AS BIGINT)`, type: simple('bigint') });

/** Functions of dates and times; the session runs in UTC. */
export const dateFunctions: readonly FunctionEntry[] = [
  scalar('year(date)', (c) => int(`year(${c.sql(0)})`)),
  scalar('quarter(date)', (c) => int(`quarter(${c.sql(0)})`)),
  scalar('month(date)', (c) => int(`month(${c.sql(0)})`)),
  scalar('day dayofmonth(date)', (c) => int(`day(${c.sql(0)})`)),
  scalar('dayofweek(date)', (c) => int(`dayofweek(${c.sql(0)}) + 1`), { note: '1 is Sunday' }),
  scalar('weekday(date)', (c) => int(`isodow(${c.sql(0)}) - 1`), { note: '0 is Monday' }),
  scalar('dayofyear(date)', (c) => int(`dayofyear(${c.sql(0)})`)),
  scalar('weekofyear(date)', (c) => int(`weekofyear(${c.sql(0)})`)),
  scalar('hour(timestamp)', (c) => int(`hour(${c.sql(0)})`)),
  scalar('minute(timestamp)', (c) => int(`minute(${c.sql(0)})`)),
  scalar('second(timestamp)', (c) => int(`second(${c.sql(0)})`)),
  scalar('date_part datepart(text, any)', datePart),
  scalar('date_add dateadd(any, any, any?)', (c) => (c.args.length === 3 ? timestampAdd(c) : addDays(c, 1)), {
    note: 'days; or a unit, a count and a timestamp',
  }),
  scalar('date_sub(date, int)', (c) => asDate(`(${c.sql(0)} - ${c.sql(1)})`)),
  scalar('timestampadd(any, int, timestamp)', timestampAdd),
  scalar('datediff date_diff(any, any, any?)', (c) => (c.args.length === 3 ? timestampDiff(c) : dayDifference(c)), {
    note: 'end, start: days; or a unit, start, end',
  }),
  scalar('timestampdiff(any, timestamp, timestamp)', timestampDiff),
  scalar('add_months(date, int)', (c) => asDate(`spk_add_months(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('months_between(timestamp, timestamp, any?)', monthsBetween),
  scalar('last_day(date)', (c) => asDate(`last_day(${c.sql(0)})`)),
  scalar('next_day(date, text)', nextDay),
  scalar('trunc(date, text)', (c) => truncate(c, 1, 0, 'trunc')),
  scalar('date_trunc(text, timestamp)', (c) => truncate(c, 0, 1, 'date_trunc')),
  scalar('timestamp_seconds(integral)', (c) => asTimestamp(`make_timestamp(${c.sql(0)} * 1000000)`)),
  scalar('timestamp_millis(integral)', (c) => asTimestamp(`make_timestamp(${c.sql(0)} * 1000)`)),
  scalar('timestamp_micros(integral)', (c) => asTimestamp(`make_timestamp(${c.sql(0)})`)),
  scalar('unix_seconds(timestamp)', (c) => bigint(`spk_seconds(${c.sql(0)})`)),
  scalar('unix_millis(timestamp)', (c) => bigint(`floor(epoch_us(${c.sql(0)}) / 1000)`)),
  scalar('unix_micros(timestamp)', (c) => bigint(`epoch_us(${c.sql(0)})`)),
  scalar('unix_date(date)', (c) => int(`${c.sql(0)} - DATE '1970-01-01'`)),
  scalar('date_from_unix_date(int)', (c) => asDate(`(DATE '1970-01-01' + ${c.sql(0)})`)),
  scalar('make_date(int, int, int)', (c) =>
    asDate(`make_date(CAST(${c.sql(0)} AS BIGINT), CAST(${c.sql(1)} AS BIGINT), CAST(${c.sql(2)} AS BIGINT))`),
  ),
];

const parts: Readonly<Record<string, string>> = {
  year: 'year',
  y: 'year',
  years: 'year',
  yr: 'year',
  yrs: 'year',
  quarter: 'quarter',
  qtr: 'quarter',
  month: 'month',
  mon: 'month',
  months: 'month',
  mons: 'month',
  week: 'weekofyear',
  w: 'weekofyear',
  weeks: 'weekofyear',
  day: 'day',
  d: 'day',
  days: 'day',
  dayofweek: 'dayofweek',
  dow: 'dayofweek',
  dow_iso: 'isodow',
  dayofweek_iso: 'isodow',
  doy: 'dayofyear',
  hour: 'hour',
  h: 'hour',
  hours: 'hour',
  hr: 'hour',
  hrs: 'hour',
  minute: 'minute',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minutes: 'minute',
};

/** EXTRACT, by the names that Spark has for the parts. */
function datePart(call: BoundCall): Result {
  const field = (call.text(0) ?? '').toLowerCase();
  const name = parts[field];
  const isSeconds = /^s(ec|econd)?s?$/.test(field);
  if (name === undefined && !isSeconds)
    return call.refuse(
      'a part of a date or time',
      quoteText(field),
      'use YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFWEEK, DOY, HOUR, MINUTE or SECOND',
    );
  const [, arg] = call.args;
  if (arg === undefined) return call.refuse('a date', 'nothing');
  if (!isTemporal(arg.type) && arg.type.kind !== 'string')
    return call.refuse('a date or timestamp', arg.type.kind, 'CAST it');
  const value = isTemporal(arg.type) ? arg : castTo(arg, timestamp, call.scope);
  if (isSeconds) return secondsPart(castTo(value, timestamp, call.scope).sql);
  return int(name === 'dayofweek' ? `dayofweek(${value.sql}) + 1` : `${name}(${value.sql})`);
}

/** Seconds with their decimals. */
function secondsPart(value: string): Result {
  return {
    sql: `CAST(spk_scaled_text(CAST(microsecond(${value}) AS HUGEINT), 6) AS DECIMAL(8,6))`,
    type: decimal(8, 6),
  };
}

function addDays(call: BoundCall, sign: 1 | -1): Result {
  const [day, count] = call.args;
  if (day === undefined || count === undefined) return call.refuse('a date and a count of days', 'fewer');
  if (count.type.kind === 'bigint' || count.type.kind === 'double' || count.type.kind === 'decimal')
    return call.refuse('an int as count of days', count.type.kind, 'CAST it AS INT');
  return asDate(
    `(${castTo(day, date, call.scope).sql} ${sign === 1 ? '+' : '-'} ${castTo(count, simple('int'), call.scope).sql})`,
  );
}

function dayDifference(call: BoundCall): Result {
  const [end, start] = call.args;
  if (end === undefined || start === undefined) return call.refuse('an end and a start', 'fewer');
  return int(`${castTo(end, date, call.scope).sql} - ${castTo(start, date, call.scope).sql}`);
}

function monthsBetween(call: BoundCall): Result {
  const rounds = call.args[2]?.constant;
  if (call.args[2] !== undefined && typeof rounds !== 'boolean')
    return call.refuse('true or false', 'an expression', 'write it out');
  const raw = `spk_months_raw(${call.sql(0)}, ${call.sql(1)})`;
  return {
    sql: rounds === false ? raw : `spk_round_double(${raw}, TRY_CAST(CAST(${raw} AS VARCHAR) AS DECIMAL(38,8)))`,
    type: simple('double'),
  };
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const dayNames =
  /^(MO(N(DAY)?)?|TU(E(SDAY)?)?|WE(D(NESDAY)?)?|TH(U(RSDAY)?)?|FR(I(DAY)?)?|SA(T(URDAY)?)?|SU(N(DAY)?)?)$/;

function nextDay(call: BoundCall): Result {
  const name = (call.text(1) ?? '').toUpperCase().trim();
  if (!dayNames.test(name)) return call.refuse('the name of a day', quoteText(name), "write 'Mon'");
  return asDate(`spk_next_day(${call.sql(0)}, ${days.indexOf(name.slice(0, 2)) + 1})`);
}

const truncations: Readonly<Record<string, string>> = {
  YEAR: 'year',
  YYYY: 'year',
  YY: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  MM: 'month',
  MON: 'month',
  WEEK: 'week',
  DAY: 'day',
  DD: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
  MILLISECOND: 'milliseconds',
  MICROSECOND: 'microseconds',
};

function truncate(call: BoundCall, unitIndex: number, valueIndex: number, name: 'trunc' | 'date_trunc'): Result {
  const word = (call.text(unitIndex) ?? '').toUpperCase();
  const unit = truncations[word];
  const coarse = unit !== undefined && ['year', 'quarter', 'month', 'week'].includes(unit);
  // Another unit is NULL in Spark, which nobody means.
  if (unit === undefined || (name === 'trunc' && !coarse))
    return call.refuse(
      `a unit of ${name}`,
      quoteText(word),
      name === 'trunc'
        ? 'use YEAR, QUARTER, MONTH or WEEK'
        : 'use YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND',
    );
  const sql = `date_trunc('${unit}', ${call.sql(valueIndex)})`;
  return name === 'trunc' ? asDate(`CAST(${sql} AS DATE)`) : asTimestamp(`CAST(${sql} AS TIMESTAMP)`);
}
