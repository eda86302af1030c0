import { castTo } from '../cast.ts';
import { report } from '../context.ts';
import { problems } from '../findings.ts';
import { letSql, once } from '../once.ts';
import { isTemporal, quoteText, simple } from '../spark-type.ts';
import { assemble, printPattern, type ReadPattern, readPattern } from './date-pattern.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const date = simple('date');
const timestamp = simple('timestamp');
const asDate = (sql: string): Result => ({ sql, type: date });
const asTimestamp = (sql: string): Result => ({ sql, type: timestamp });
const bigint = (sql: string): Result => ({ sql: `CAST(${sql} AS BIGINT)`, type: simple('bigint') });

/** Functions between text and times, and between seconds and times. */
export const dateTextFunctions: readonly FunctionEntry[] = [
  scalar('date_format(timestamp, text)', dateFormat, { note: 'letters y M L d D E Q a H h m s S' }),
  scalar('to_date(any, text?)', (c) => toDate(c), { note: 'letters yyyy M d H h m s S a' }),
  scalar('to_timestamp(any, text?)', (c) => toTimestamp(c, false), { note: 'letters yyyy M d H h m s S a' }),
  scalar('try_to_timestamp(any, text?)', (c) => toTimestamp(c, true)),
  scalar('unix_timestamp to_unix_timestamp(any, text?)', unixTimestamp, { note: 'with at least one argument' }),
  scalar('from_unixtime(bigint, text?)', fromUnixtime),
];

function dateFormat(call: BoundCall): Result {
  const made = printPattern(call.text(1) ?? '', call.sql(0));
  return 'sql' in made
    ? { sql: made.sql, type: simple('string') }
    : call.refuse(
        'letters of the list in the pattern',
        quoteText(made.refused),
        'use yyyy, MM, MMM, dd, EEE, HH, mm, ss, SSS, a, Q',
      );
}

/** The timestamp that a text means by the pattern; what means none raises, or is NULL when it is an attempt. */
function byPattern(call: BoundCall, attempt: boolean): string | undefined {
  const [arg] = call.args;
  if (arg === undefined) return undefined;
  if (arg.type.kind !== 'string') {
    call.refuse('text to be read by a pattern', arg.type.kind, 'CAST it AS STRING');
    return undefined;
  }
  const pattern = readPattern(call.text(1) ?? '');
  if ('refused' in pattern) {
    call.refuse(
      'letters of the list in the pattern',
      quoteText(pattern.refused),
      'use yyyy, MM, M, MMM, dd, d, HH, mm, ss, SSS, hh with a, XXX',
    );
    return undefined;
  }
  return once([castTo(arg, simple('string'), call.scope)], ([{ sql: source } = arg]) => ({
    sql: readSource(call, pattern, source, attempt),
  })).sql;
}

function readSource(call: BoundCall, pattern: ReadPattern, source: string, attempt: boolean): string {
  const names = pattern.groups.map((group) => quoteText(group)).join(', ');
  const found = `regexp_extract(${source}, ${quoteText(pattern.regex)}, [${names}])`;
  const value = assemble(pattern.groups, (group) => `struct_extract(p, ${quoteText(group)})`);
  const read = pattern.groups.length === 0 ? value : letSql('p', found, value);
  const expected = `a timestamp by ${call.text(1) ?? ''}`;
  const strict = `CASE WHEN regexp_matches(${source}, ${quoteText(pattern.regex)}) THEN ${read}`;
  if (!attempt) return `spk_sure(${strict} END, ${source}, ${call.place}, ${quoteText(expected)})`;
  const nearly = `spk_raise(${call.place}, ${quoteText(`${expected}, or text that is none at all@`)} || ${source})`;
  return `${strict} WHEN regexp_matches(${source}, ${quoteText(pattern.loose)}) THEN ${nearly} END`;
}

function toDate(call: BoundCall): Result {
  const [arg] = call.args;
  if (arg === undefined) return call.refuse('a date', 'nothing');
  if (call.args.length === 1 || isTemporal(arg.type)) return castTo(arg, date, call.scope, false, call.at);
  const value = byPattern(call, false);
  return value === undefined ? { sql: 'NULL', type: simple('unknown') } : asDate(`CAST(${value} AS DATE)`);
}

function toTimestamp(call: BoundCall, attempt: boolean): Result {
  const [arg] = call.args;
  if (arg === undefined) return call.refuse('a timestamp', 'nothing');
  if (call.args.length === 1 || isTemporal(arg.type)) return castTo(arg, timestamp, call.scope, attempt, call.at);
  const value = byPattern(call, attempt);
  return value === undefined ? { sql: 'NULL', type: simple('unknown') } : asTimestamp(value);
}

function unixTimestamp(call: BoundCall): Result {
  const [arg] = call.args;
  if (arg === undefined) {
    report(
      call.scope,
      problems.nondeterministic(call.at, `${call.name}()`, 'give it a timestamp: a table may not depend on the clock'),
    );
    return { sql: 'NULL', type: simple('unknown') };
  }
  // Unlike CAST this cuts towards zero.
  if (isTemporal(arg.type)) return bigint(`epoch_us(${castTo(arg, timestamp, call.scope).sql}) // 1000000`);
  // Without a pattern text is read strictly as yyyy-MM-dd HH:mm:ss.
  const withPattern =
    call.args.length === 2
      ? call
      : { ...call, text: (index: number) => (index === 1 ? 'yyyy-MM-dd HH:mm:ss' : call.text(index)) };
  const value = byPattern(withPattern, false);
  return value === undefined ? { sql: 'NULL', type: simple('unknown') } : bigint(`spk_seconds(${value})`);
}

function fromUnixtime(call: BoundCall): Result {
  const made = printPattern(
    call.args.length === 2 ? (call.text(1) ?? '') : 'yyyy-MM-dd HH:mm:ss',
    `make_timestamp(${call.sql(0)} * 1000000)`,
  );
  return 'sql' in made
    ? { sql: made.sql, type: simple('string') }
    : call.refuse('letters of the list in the pattern', quoteText(made.refused));
}
