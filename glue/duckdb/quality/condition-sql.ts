import { sqlText } from '../sql-text.ts';
import type { TableColumn } from '../table.ts';
import type { Condition, Operand } from './rule.ts';

/**
 * A condition on a measure, as SQL that is never NULL: no measure, no pass. `between` leaves both ends out, as in DQDL
 * (https://docs.aws.amazon.com/glue/latest/dg/dqdl.html#dqdl-syntax-rule-expressions).
 * @param measure a numeric SQL expression
 */
export function measureSql(measure: string, condition: Condition): string {
  return `coalesce(${compare(measure, condition, (operand) => operand.text)}, false)`;
}

/**
 * A condition on each value of a column, as SQL that is never NULL. A null fails, except for != and not in; where NULL is named it
 * passes or fails like any value (https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types-ColumnValues.html).
 */
export function valueSql(name: string, column: TableColumn, condition: Condition): string {
  const { operator, operands } = condition;
  const named = operands.some((operand) => operand.text === 'NULL' && operand.kind === 'keyword');
  const plain = operands.filter((operand) => operand.kind !== 'keyword');
  const special = operands.filter((operand) => operand.kind === 'keyword').map((operand) => keywordSql(name, operand));
  const value = isInstant(column) ? `CAST(${name} AS DATE)` : name;
  const literal = (operand: Operand) => literalSql(column, operand);
  if (operator === '=' || operator === 'in') {
    const among = plain.length === 0 ? [] : [`${value} IN (${plain.map(literal).join(', ')})`];
    return `coalesce(${[...special, ...among].join(' OR ')}, false)`;
  }
  if (operator === '!=' || operator === 'not in') {
    const among = plain.length === 0 ? [] : [`${value} IN (${plain.map(literal).join(', ')})`];
    return `(NOT coalesce(${[...special, ...among].join(' OR ')}, false)${named ? ` AND ${name} IS NOT NULL` : ''})`;
  }
  return `coalesce(${compare(value, condition, literal)}, false)`;
}

/** A condition on the length of a text; null counts as length 0. */
export function lengthSql(name: string, condition: Condition): string {
  return measureSql(`length(coalesce(${name}, ''))`, condition);
}

function compare(value: string, { operator, operands }: Condition, literal: (operand: Operand) => string): string {
  const all = operands.map(literal);
  const [first = 'NULL', second = 'NULL'] = all;
  switch (operator) {
    case 'between':
      return `(${value} > ${first} AND ${value} < ${second})`;
    case 'not between':
      return `(${value} <= ${first} OR ${value} >= ${second})`;
    case 'in':
      return `${value} IN (${all.join(', ')})`;
    case 'not in':
      return `${value} NOT IN (${all.join(', ')})`;
    case 'matches':
      return `regexp_full_match(${value}, ${first})`;
    case 'not matches':
      return `NOT regexp_full_match(${value}, ${first})`;
    default:
      return `${value} ${operator} ${first}`;
  }
}

/** Instants are compared by their day, as AWS does. */
function isInstant(column: TableColumn): boolean {
  return column.type.kind === 'timestamp';
}

function literalSql(column: TableColumn, operand: Operand): string {
  if (operand.kind === 'number') return operand.text;
  if (column.type.kind === 'date' || isInstant(column)) return `DATE ${sqlText(operand.text)}`;
  return column.type.kind === 'boolean' ? operand.text : sqlText(operand.text);
}

function keywordSql(name: string, operand: Operand): string {
  if (operand.text === 'NULL') return `${name} IS NULL`;
  return operand.text === 'EMPTY' ? `${name} = ''` : `(${name} <> '' AND trim(${name}) = '')`;
}
