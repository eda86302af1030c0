import { problems, SqlRefusal } from './findings.ts';
import { lex } from './lex.ts';
import { parseExpression } from './parse-expression.ts';
import { parseGroupBy } from './parse-group-by.ts';
import { parseRelation } from './parse-relation.ts';
import { parseSortItem, parseWindow } from './parse-window.ts';
import type { Body, CommonTable, Expression, Query, Select, SelectItem, Window } from './syntax-tree.ts';
import { TokenCursor } from './token-cursor.ts';

/**
 * Reads one Spark SQL query; a semicolon may end it.
 * @throws SqlRefusal at the first place where it is none
 */
export function parseStatement(sql: string): Query {
  const cursor = new TokenCursor(lex(sql), parseQuery);
  const first = cursor.peek();
  const starts = ['SELECT', 'WITH', '(', 'VALUES', 'FROM', 'TABLE'].some((word) => cursor.sees(word));
  if (!starts) throw new SqlRefusal(problems.statement(first.at, first.value));
  const query = parseQuery(cursor);
  const ended = cursor.takes(';');
  if (cursor.peek().kind === 'end') return query;
  throw ended
    ? new SqlRefusal(problems.statement(cursor.at, cursor.peek().value))
    : cursor.unexpected('the end of the query');
}

function parseQuery(cursor: TokenCursor): Query {
  const { at } = cursor;
  const ctes = cursor.takes('WITH') ? parseCommonTables(cursor) : [];
  const body = parseSetOperation(cursor, 0);
  const orderBy = cursor.takes('ORDER', 'BY') ? cursor.list(() => parseSortItem(cursor, parseExpression)) : [];
  for (const word of ['SORT', 'DISTRIBUTE', 'CLUSTER']) {
    if (cursor.sees(word, 'BY'))
      throw cursor.refuse(`${word} BY`, 'use ORDER BY: how rows are spread over machines is no part of a result');
  }
  const limit = cursor.takes('LIMIT') ? parseLimit(cursor) : undefined;
  const offset = cursor.takes('OFFSET') ? parseExpression(cursor) : undefined;
  return { at, ctes, body, orderBy, limit, offset };
}

function parseLimit(cursor: TokenCursor): Expression | undefined {
  return cursor.takes('ALL') ? undefined : parseExpression(cursor);
}

function parseCommonTables(cursor: TokenCursor): CommonTable[] {
  if (cursor.sees('RECURSIVE')) throw cursor.refuse('WITH RECURSIVE', 'Spark 3.5 has no recursive queries');
  return cursor.list(() => {
    const { at } = cursor;
    const name = cursor.name('a name for the query');
    const columns = cursor.takes('(') ? parseNames(cursor) : [];
    cursor.takes('AS');
    cursor.expect('(');
    const query = parseQuery(cursor);
    cursor.expect(')');
    return { at, name, columns, query };
  });
}

function parseNames(cursor: TokenCursor): string[] {
  const names = cursor.list(() => cursor.name('the name of a column'));
  cursor.expect(')');
  return names;
}

/** INTERSECT binds closer than UNION and EXCEPT. */
function parseSetOperation(cursor: TokenCursor, level: 0 | 1): Body {
  const operand = (): Body => (level === 0 ? parseSetOperation(cursor, 1) : parseBody(cursor));
  let left = operand();
  for (;;) {
    const { at } = cursor;
    const operator = takeSetOperator(cursor, level);
    if (operator === undefined) return left;
    const all = cursor.takes('ALL');
    if (!all) cursor.takes('DISTINCT');
    if (cursor.sees('BY', 'NAME'))
      throw cursor.refuse('UNION BY NAME', 'list the columns in the same order on both sides');
    left = { kind: 'set', at, operator, all, left, right: operand() };
  }
}

function takeSetOperator(cursor: TokenCursor, level: 0 | 1): 'union' | 'intersect' | 'except' | undefined {
  if (level === 1) return cursor.takes('INTERSECT') ? 'intersect' : undefined;
  if (cursor.takes('UNION')) return 'union';
  return cursor.takes('EXCEPT') || cursor.takes('MINUS') || cursor.takes('SETMINUS') ? 'except' : undefined;
}

function parseBody(cursor: TokenCursor): Body {
  const { at } = cursor;
  if (cursor.takes('(')) {
    const query = parseQuery(cursor);
    cursor.expect(')');
    return { kind: 'nested', at, query };
  }
  if (cursor.takes('VALUES')) return { kind: 'values', at, rows: cursor.list(() => parseRow(cursor)) };
  if (cursor.sees('FROM')) throw cursor.refuse('FROM before SELECT', 'write SELECT … FROM …');
  if (cursor.sees('TABLE')) throw cursor.refuse('TABLE', 'write SELECT * FROM …');
  cursor.expect('SELECT');
  return parseSelect(cursor);
}

function parseRow(cursor: TokenCursor): Expression[] {
  const value = parseExpression(cursor);
  return value.kind === 'tuple' ? [...value.items] : [value];
}

function parseSelect(cursor: TokenCursor): Select {
  const { at } = cursor;
  // Hints say how to run a query, not what it means.
  while (cursor.peek().kind === 'hint') cursor.next();
  const distinct = cursor.takes('DISTINCT');
  if (!distinct) cursor.takes('ALL');
  const items = cursor.list(() => parseItem(cursor));
  const from = cursor.takes('FROM') ? parseRelation(cursor, parseExpression) : undefined;
  const where = cursor.takes('WHERE') ? parseExpression(cursor) : undefined;
  const groupBy = cursor.takes('GROUP', 'BY') ? parseGroupBy(cursor, parseExpression) : undefined;
  const having = cursor.takes('HAVING') ? parseExpression(cursor) : undefined;
  if (cursor.sees('QUALIFY'))
    throw cursor.refuse('QUALIFY', 'Spark 3.5 has no QUALIFY: number the rows in a subquery and filter outside it');
  const windows = cursor.takes('WINDOW') ? parseWindows(cursor) : new Map<string, Window>();
  return { kind: 'select', at, distinct, items, from, where, groupBy, having, windows };
}

function parseItem(cursor: TokenCursor): SelectItem {
  const expression = parseExpression(cursor);
  if (expression.kind === 'star' && (cursor.sees('EXCEPT', '(') || cursor.sees('EXCLUDE') || cursor.sees('REPLACE')))
    throw cursor.refuse('* EXCEPT', 'Spark 3.5 has no * EXCEPT: list the columns that you want');
  if (cursor.takes('AS')) {
    if (cursor.sees('(')) throw cursor.refuse('several aliases for one expression', 'use LATERAL VIEW … AS a, b');
    return { expression, alias: cursor.peek().kind === 'word' ? cursor.next().value : cursor.name('an alias') };
  }
  const token = cursor.peek();
  const isAlias = token.kind === 'name' || (token.kind === 'word' && !isClause(cursor));
  return { expression, alias: isAlias ? cursor.next().value : undefined };
}

const clauses = new Set(
  'FROM WHERE GROUP HAVING ORDER LIMIT OFFSET UNION INTERSECT EXCEPT MINUS SETMINUS WINDOW LATERAL QUALIFY SORT CLUSTER DISTRIBUTE OVER FILTER'.split(
    ' ',
  ),
);
const isClause = (cursor: TokenCursor): boolean => cursor.seesAny(clauses);

function parseWindows(cursor: TokenCursor): Map<string, Window> {
  const named = cursor.list((): [string, Window] => {
    const name = cursor.name('the name of a window');
    cursor.expect('AS');
    return [name.toLowerCase(), parseWindow(cursor, parseExpression)];
  });
  return new Map(named);
}
