import { isCalendarDay } from './calendar.ts';
import { castTo } from './cast.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { decimal, quoteText, simple } from './spark-type.ts';
import type { Kind } from './syntax-tree.ts';
import { type IntervalValue, type Typed, typed, unknown } from './typed.ts';

const largest = { int: 2147483647n, bigint: 9223372036854775807n };

/** A number as Spark types it: int, else bigint, else decimal; with a point decimal; with an exponent or D double. */
export function compileNumber({ text, at }: Kind<'number'>, scope: Scope): Typed {
  const found = /^(-?)([\d.]+)(e[+-]?\d+)?(bd|[lsyfd])?$/i.exec(text);
  const [, sign = '', digits = '', exponent = '', suffix = ''] = found ?? [];
  const ending = suffix.toLowerCase();
  if (ending === 'f') return refuse(at, scope, 'a float', 'use a double: write D, or nothing');
  if (ending === 'd' || (exponent !== '' && ending === '')) {
    const written = `${sign}${digits}${exponent}`;
    if (!Number.isFinite(Number(written))) return refuse(at, scope, 'a number beyond double', 'write a smaller one');
    return typed(`CAST('${written}' AS DOUBLE)`, simple('double'), at, []);
  }
  if (exponent !== '') return refuse(at, scope, 'a decimal with an exponent', 'write its digits out');
  if (ending === 'bd' || digits.includes('.')) return compileDecimal(at, sign, digits, scope);
  return compileInteger(at, BigInt(`${sign}${digits}`), ending, scope);
}

function refuse(at: Typed['at'], scope: Scope, what: string, fix: string): Typed {
  report(scope, problems.construct(at, what, fix));
  return unknown(at);
}

function compileDecimal(at: Typed['at'], sign: string, digits: string, scope: Scope): Typed {
  const [whole = '', part = ''] = digits.split('.');
  const precision = Math.max(1, whole.replace(/^0+/, '').length + part.length, part.length);
  if (precision > 38) return refuse(at, scope, 'a decimal of more than 38 digits', 'use a double');
  const text = `${sign}${whole === '' ? '0' : whole}${part === '' ? '' : `.${part}`}`;
  return typed(
    `CAST(${quoteText(text)} AS DECIMAL(${precision},${part.length}))`,
    decimal(precision, part.length),
    at,
    [],
  );
}

function compileInteger(at: Typed['at'], value: bigint, suffix: string, scope: Scope): Typed {
  const size = value < 0n ? -value - 1n : value;
  const plain = suffix === '';
  if ((suffix === 'y' && size > 127n) || (suffix === 's' && size > 32767n) || (suffix === 'l' && size > largest.bigint))
    return refuse(at, scope, 'a number beyond its type', 'leave the suffix out');
  if (plain && size > largest.bigint)
    return compileDecimal(at, value < 0n ? '-' : '', `${value < 0n ? -value : value}`, scope);
  const kind =
    suffix === 'y' ? 'tinyint' : suffix === 's' ? 'smallint' : suffix === 'l' || size > largest.int ? 'bigint' : 'int';
  const sql =
    kind === 'int' && value >= 0n
      ? `${value}`
      : `CAST(${value} AS ${{ tinyint: 'TINYINT', smallint: 'SMALLINT', int: 'INTEGER', bigint: 'BIGINT' }[kind]})`;
  return { ...typed(sql, simple(kind), at, []), constant: value };
}

/** A string literal, its escapes read already. */
export function compileText({ value, at }: Kind<'text'>, scope: Scope): Typed {
  if (value.includes('\0')) return refuse(at, scope, 'the character \\0', 'leave it out');
  return { ...typed(quoteText(value), simple('string'), at, []), constant: value };
}

/** DATE '…' and TIMESTAMP '…', in the forms that CAST reads too. */
export function compileTypedLiteral({ type, value, at }: Kind<'typed'>, scope: Scope): Typed {
  const found =
    /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.\d{0,9})?)?)?\s*(?:Z|UTC|[+-]\d{2}:\d{2})?)?\s*$/.exec(
      value,
    );
  const [, year = '0', month = '1', day = '1', ...time] = found ?? [];
  const isDay = isCalendarDay(Number(year), Number(month), Number(day));
  const isTime = time.every((part, index) => part === undefined || Number(part) < (index === 0 ? 24 : 60));
  if (found !== null && isDay && isTime && (type === 'timestamp' || time[0] === undefined))
    return castTo(
      { ...typed(quoteText(value), simple('string'), at, []), constant: value.trim() },
      simple(type),
      scope,
    );
  const example = type === 'date' ? "DATE '2026-01-31'" : "TIMESTAMP '2026-01-31 12:00:00'";
  return refuse(at, scope, `${type.toUpperCase()} ${quoteText(value)}`, `write ${example}`);
}

const sizes: Readonly<Record<string, readonly [keyof IntervalValue, number]>> = {
  year: ['months', 12],
  month: ['months', 1],
  week: ['days', 7],
  day: ['days', 1],
  hour: ['microseconds', 3_600_000_000],
  minute: ['microseconds', 60_000_000],
  second: ['microseconds', 1_000_000],
};

/** INTERVAL …, of whole units: months or days and time, not both, as Spark's two interval types. */
export function compileInterval({ parts, at }: Kind<'interval'>, scope: Scope): Typed {
  const interval = { months: 0, days: 0, microseconds: 0 };
  for (const { amount, unit } of parts) {
    const size = sizes[unit];
    if (amount.kind !== 'number' || !/^-?\d+$/.test(amount.text) || size === undefined)
      return refuse(
        amount.at,
        scope,
        'an INTERVAL of something other than whole units',
        'use date_add, add_months or timestampadd(UNIT, n, t) with an expression',
      );
    interval[size[0]] += Number(amount.text) * size[1];
  }
  if (interval.months !== 0 && (interval.days !== 0 || interval.microseconds !== 0))
    return refuse(at, scope, 'an INTERVAL of months and days', 'add one after the other');
  return { ...typed('NULL', simple('interval'), at, []), interval };
}
