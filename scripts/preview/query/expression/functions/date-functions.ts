import { NotDrawable } from '../../not-drawable.ts';
import { sqlString, sqlTimestamp } from '../../sql-text.ts';
import { datePart, interval, truncated } from '../date-part.ts';
import { strftimePattern } from '../date-pattern.ts';
import { stages } from '../value.ts';
import type { FunctionSpec } from './function-spec.ts';
import { combined, literalText, requireType } from './row-function.ts';

const now: FunctionSpec = {
  name: 'now',
  signature: 'now()',
  kind: 'row',
  least: 0,
  most: 0,
  compile: ({ scope }) => ({ sql: sqlTimestamp(scope.now), type: 'date', at: stages.constant }),
};

const truncDate: FunctionSpec = {
  name: 'truncDate',
  signature: "truncDate('period', date)",
  kind: 'row',
  least: 2,
  most: 2,
  compile({ trees, value, scope }) {
    const [period, date] = trees.map(value);
    if (date === undefined) throw new NotDrawable('truncDate: expected a date');
    requireType(date, 'date', 'truncDate');
    const part = datePart(literalText(period, 'truncDate'));
    return combined(truncated(date.sql, part, scope.weekStart), 'date', [date], 'truncDate');
  },
};

/** https://docs.aws.amazon.com/quicksight/latest/user/addDateTime-function.html */
const addDateTime: FunctionSpec = {
  name: 'addDateTime',
  signature: "addDateTime(amount, 'period', date)",
  kind: 'row',
  least: 3,
  most: 3,
  compile({ trees, value }) {
    const [amount, period, date] = trees.map(value);
    if (amount === undefined || date === undefined) throw new NotDrawable('addDateTime: expected three arguments');
    requireType(amount, 'number', 'addDateTime');
    requireType(date, 'date', 'addDateTime');
    const added = interval(amount.sql, datePart(literalText(period, 'addDateTime')));
    return combined(`(${date.sql} + ${added})`, 'date', [amount, date], 'addDateTime');
  },
};

/** Counts the borders of the period between two dates. https://docs.aws.amazon.com/quicksight/latest/user/dateDiff-function.html */
const dateDiff: FunctionSpec = {
  name: 'dateDiff',
  signature: "dateDiff(from, to, 'period'?)",
  kind: 'row',
  least: 2,
  most: 3,
  compile({ trees, value, scope }) {
    const [from, to, period] = trees.map(value);
    if (from === undefined || to === undefined) throw new NotDrawable('dateDiff: expected two dates');
    for (const date of [from, to]) requireType(date, 'date', 'dateDiff');
    const part = period === undefined ? 'day' : datePart(literalText(period, 'dateDiff'));
    const sql =
      part === 'week'
        ? `(date_diff('day', ${truncated(from.sql, 'week', scope.weekStart)}, ${truncated(to.sql, 'week', scope.weekStart)}) // 7)`
        : `date_diff('${part}', ${from.sql}, ${to.sql})`;
    return combined(sql, 'number', [from, to], 'dateDiff');
  },
};

/** Week days count from 1, Sunday. https://docs.aws.amazon.com/quicksight/latest/user/extract-function.html */
const extract: FunctionSpec = {
  name: 'extract',
  signature: "extract('period', date)",
  kind: 'row',
  least: 2,
  most: 2,
  compile({ trees, value }) {
    const [period, date] = trees.map(value);
    if (date === undefined) throw new NotDrawable('extract: expected a date');
    requireType(date, 'date', 'extract');
    const name = literalText(period, 'extract').toUpperCase();
    const part = name === 'WD' ? 'dow' : datePart(name);
    if (part === 'week')
      throw new NotDrawable("extract: how QuickSight numbers weeks is not documented; use truncDate('WK', date)");
    const sql =
      part === 'millisecond' ? `(extract(millisecond FROM ${date.sql}) % 1000)` : `extract(${part} FROM ${date.sql})`;
    return combined(name === 'WD' ? `(${sql} + 1)` : sql, 'number', [date], 'extract');
  },
};

const formatDate: FunctionSpec = {
  name: 'formatDate',
  signature: "formatDate(date, 'pattern'?)",
  kind: 'row',
  least: 1,
  most: 2,
  compile({ trees, value }) {
    const [date, pattern] = trees.map(value);
    if (date === undefined) throw new NotDrawable('formatDate: expected a date');
    requireType(date, 'date', 'formatDate');
    const format = strftimePattern(
      pattern === undefined ? "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" : literalText(pattern, 'formatDate'),
    );
    return combined(`strftime(${date.sql}, ${sqlString(format)})`, 'string', [date], 'formatDate');
  },
};

/** Text that is not such a date is NULL. https://docs.aws.amazon.com/quicksight/latest/user/parseDate-function.html */
const parseDate: FunctionSpec = {
  name: 'parseDate',
  signature: "parseDate(text, 'pattern'?)",
  kind: 'row',
  least: 1,
  most: 2,
  compile({ trees, value }) {
    const [text, pattern] = trees.map(value);
    if (text === undefined) throw new NotDrawable('parseDate: expected a text');
    requireType(text, 'string', 'parseDate');
    const sql =
      pattern === undefined
        ? `TRY_CAST(${text.sql} AS TIMESTAMP)`
        : `try_strptime(${text.sql}, ${sqlString(strftimePattern(literalText(pattern, 'parseDate')).replaceAll('%-', '%'))})`;
    return combined(sql, 'date', [text], 'parseDate');
  },
};

/** Seconds since 1970 as a date. https://docs.aws.amazon.com/quicksight/latest/user/epochDate-function.html */
const epochDate: FunctionSpec = {
  name: 'epochDate',
  signature: 'epochDate(seconds)',
  kind: 'row',
  least: 1,
  most: 1,
  compile({ trees, value }) {
    const [seconds] = trees.map(value);
    if (seconds === undefined) throw new NotDrawable('epochDate: expected a number');
    requireType(seconds, 'number', 'epochDate');
    return combined(
      `(TIMESTAMP '1970-01-01' + to_seconds(CAST(${seconds.sql} AS DOUBLE)))`,
      'date',
      [seconds],
      'epochDate',
    );
  },
};

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html#date-functions */
export const dateFunctions: readonly FunctionSpec[] = [
  addDateTime,
  dateDiff,
  epochDate,
  extract,
  formatDate,
  now,
  parseDate,
  truncDate,
];
