import { rowText } from '../row-text.ts';
import { sqlName, sqlNames, sqlText } from '../sql-text.ts';
import type { Table } from '../table.ts';
import { lengthSql, measureSql, valueSql } from './condition-sql.ts';
import { parseReference } from './reference.ts';
import type { Condition, SimpleRule } from './rule.ts';
import type { RuleName } from './rule-specs.ts';
import { isRuleName } from './rule-specs.ts';

/** How a rule is judged on the built rows. */
export interface Judgement {
  /** Completes "expected …". */
  readonly expected: string;
  /** One row of text: `true` or `false`, and what was measured. */
  readonly sql: string;
  /** Rows of one text: keys of rows that break the rule, at most 3. */
  readonly samples: string | undefined;
}

const sampleLimit = 3;

/**
 * The SQL of a checked rule.
 * @param rows a SELECT in brackets: the rows that the rule is about
 * @param custom the translated statement of a CustomSql
 */
export function judgementOf(rule: SimpleRule, table: Table, rows: string, custom: string): Judgement {
  return isRuleName(rule.name) ? judges[rule.name]({ rule, table, rows, custom }) : never;
}

const never: Judgement = { expected: 'a known rule', sql: "SELECT 'false', 'an unknown rule'", samples: undefined };

interface Subject {
  readonly rule: SimpleRule;
  readonly table: Table;
  readonly rows: string;
  readonly custom: string;
}

const judges: Record<RuleName, (subject: Subject) => Judgement> = {
  IsComplete: (subject) => eachRow(subject, `${column(subject)} IS NOT NULL`, 'a value in every row'),
  ColumnValues: (subject) => {
    const { rule, table } = subject;
    const definition = table.columns.find((one) => one.name === rule.parameters[0]?.text);
    const test = definition && rule.condition ? valueSql(column(subject), definition, rule.condition) : 'false';
    return eachRow(subject, test, `values ${conditionText(rule.condition)}`);
  },
  ColumnLength: (subject) => {
    const test = subject.rule.condition === undefined ? 'false' : lengthSql(column(subject), subject.rule.condition);
    return eachRow(subject, test, `texts of length ${conditionText(subject.rule.condition)}`);
  },
  IsUnique: (subject) => unique(subject, 'each value once'),
  IsPrimaryKey: (subject) => {
    const complete = names(subject).map((name) => `${sqlName(name)} IS NOT NULL`);
    return unique(subject, 'each value once and none missing', complete.join(' AND '));
  },
  Completeness: (subject) => measured(subject, share(`count(${column(subject)})`, 'count(*)'), 'a share of values'),
  Uniqueness: (subject) =>
    grouped(subject, share('sum(_n) FILTER (WHERE _n = 1)', 'sum(_n)'), 'a share of values that come once'),
  UniqueValueRatio: (subject) =>
    grouped(subject, share('count(*) FILTER (WHERE _n = 1)', 'count(*)'), 'a share of distinct values that come once'),
  DistinctValuesCount: (subject) => measured(subject, `count(DISTINCT ${column(subject)})`, 'distinct values'),
  Mean: (subject) => measured(subject, `avg(${column(subject)})`, 'a mean'),
  Sum: (subject) => measured(subject, `sum(${column(subject)})`, 'a sum'),
  StandardDeviation: (subject) => measured(subject, `stddev_pop(${column(subject)})`, 'a standard deviation'),
  RowCount: (subject) => measured(subject, 'count(*)', 'rows'),
  ColumnCount: (subject) =>
    measured({ ...subject, rows: '(SELECT 1)' }, `${subject.table.columns.length} * count(*)`, 'columns'),
  ColumnExists: ({ rule, table }) => {
    const name = rule.parameters[0]?.text ?? '';
    const there = table.columns.some((one) => one.name === name);
    return {
      expected: `a column ${name}`,
      sql: `SELECT '${there}', ${sqlText(there ? 'one' : 'none')}`,
      samples: undefined,
    };
  },
  ReferentialIntegrity: referential,
  CustomSql: ({ rule, custom }) => {
    const rows = `(SELECT * FROM (${custom}) AS answer (measure))`;
    return judged(rows, 'max(measure)', rule.condition, 'an answer');
  },
};

function names({ rule }: Subject): string[] {
  return rule.parameters.map((parameter) => parameter.text);
}

function column({ rule }: Subject): string {
  return sqlName(rule.parameters[0]?.text ?? '');
}

function conditionText(condition: Condition | undefined): string {
  if (condition === undefined) return '';
  return condition.operator.endsWith('between') ? `${condition.text} (ends excluded)` : condition.text;
}

/** A share that is NULL, and so fails, when there is nothing to share. */
function share(part: string, whole: string): string {
  return `CAST(${part} AS DOUBLE) / nullif(${whole}, 0)`;
}

function measured(subject: Subject, measure: string, what: string): Judgement {
  return judged(subject.rows, measure, subject.rule.condition, what);
}

function judged(rows: string, measure: string, condition: Condition | undefined, what: string): Judgement {
  const test = condition === undefined ? 'false' : measureSql('measure', condition);
  return {
    expected: `${what} ${conditionText(condition)}`,
    sql: `SELECT CAST(${test} AS VARCHAR), coalesce(CAST(measure AS VARCHAR), 'nothing to measure') FROM (SELECT ${measure} AS measure FROM ${rows})`,
    samples: undefined,
  };
}

/** A rule about each row: without a threshold all must pass, so on no rows it holds. */
function eachRow({ rule, table, rows }: Subject, test: string, expected: string): Judgement {
  const { threshold } = rule;
  const verdict =
    threshold === undefined ? 'passed = total' : `total = 0 OR ${measureSql('passed / total', threshold)}`;
  return {
    expected: threshold === undefined ? expected : `${expected} for a share of rows ${conditionText(threshold)}`,
    sql: `SELECT CAST(${verdict} AS VARCHAR), (total - passed) || ' of ' || total || ' rows otherwise' FROM (SELECT count(*) AS total, count(*) FILTER (WHERE ${test}) AS passed FROM ${rows})`,
    samples: `SELECT ${rowText(table.key)} FROM ${rows} WHERE NOT (${test}) ORDER BY ${sqlNames(table.key)} LIMIT ${sampleLimit}`,
  };
}

/** Groups of equal values with `_n` rows (no column of a contract begins so) each; rows whose columns are all null are left out, as in deequ. */
function groups(subject: Subject): string {
  const list = sqlNames(names(subject));
  const some = names(subject).map((name) => `${sqlName(name)} IS NOT NULL`);
  return `(SELECT ${list}, count(*) AS _n FROM ${subject.rows} WHERE ${some.join(' OR ')} GROUP BY ${list})`;
}

function grouped(subject: Subject, measure: string, what: string): Judgement {
  return judged(groups(subject), measure, subject.rule.condition, what);
}

function unique(subject: Subject, expected: string, complete = 'true'): Judgement {
  const list = names(subject);
  const missing = `(SELECT count(*) FROM ${subject.rows} WHERE NOT (${complete}))`;
  const again = `(SELECT count(*) FROM ${groups(subject)} WHERE _n > 1)`;
  return {
    expected,
    sql: `SELECT CAST(again = 0 AND missing = 0 AS VARCHAR), again || ' values more than once' || CASE WHEN missing > 0 THEN ' and ' || missing || ' rows without' ELSE '' END FROM (SELECT ${again} AS again, ${missing} AS missing)`,
    samples: `SELECT ${rowText(list)} || ' (' || _n || ' rows)' FROM ${groups(subject)} WHERE _n > 1 ORDER BY ${sqlNames(list)} LIMIT ${sampleLimit}`,
  };
}

/** The share of rows whose values are together in the other table; a null is in none. */
function referential({ rule, table, rows }: Subject): Judgement {
  const own = rule.parameters[0]?.text.split(',').map((name) => sqlName(name.trim())) ?? [];
  const other = parseReference(rule.parameters[1]?.text ?? '') ?? { name: '', columns: [] };
  const pairs = other.columns.map((name, index) => `there.${sqlName(name)} = here.${own[index] ?? 'NULL'}`);
  const test = `EXISTS (SELECT 1 FROM ${sqlName(other.name)} AS there WHERE ${pairs.join(' AND ')})`;
  const verdict =
    rule.condition === undefined ? 'passed = total' : `total = 0 OR ${measureSql('passed / total', rule.condition)}`;
  const marked = `(SELECT here.*, ${test} AS _found FROM ${rows} AS here)`;
  return {
    expected: `values that are in ${rule.parameters[1]?.text}${rule.condition === undefined ? '' : ` for a share of rows ${conditionText(rule.condition)}`}`,
    sql: `SELECT CAST(${verdict} AS VARCHAR), (total - passed) || ' of ' || total || ' rows without' FROM (SELECT count(*) AS total, count(*) FILTER (WHERE _found) AS passed FROM ${marked})`,
    samples: `SELECT ${rowText(table.key)} FROM ${marked} WHERE NOT _found ORDER BY ${sqlNames(table.key)} LIMIT ${sampleLimit}`,
  };
}
