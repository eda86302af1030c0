import { problems, SqlRefusal } from './findings.ts';
import { parseCall, parseSpecialCall } from './parse-call.ts';
import { parseInterval } from './parse-interval.ts';
import type { Expression } from './syntax-tree.ts';
import { reserved, type TokenCursor } from './token-cursor.ts';

/** Reads an expression with the precedences of Spark's grammar: OR, AND, NOT, predicates, comparison, |, ^, &, + - ||, * / % DIV, unary. */
export function parseExpression(cursor: TokenCursor): Expression {
  let left = parseAnd(cursor);
  while (cursor.sees('OR')) {
    const { at } = cursor.next();
    left = { kind: 'binary', at, operator: 'or', left, right: parseAnd(cursor) };
  }
  return left;
}

function parseAnd(cursor: TokenCursor): Expression {
  let left = parseNot(cursor);
  while (cursor.sees('AND')) {
    const { at } = cursor.next();
    left = { kind: 'binary', at, operator: 'and', left, right: parseNot(cursor) };
  }
  return left;
}

function parseNot(cursor: TokenCursor): Expression {
  if (!cursor.sees('NOT') && !cursor.sees('!')) return parsePredicate(cursor);
  const { at } = cursor.next();
  return { kind: 'unary', at, operator: 'not', operand: parseNot(cursor) };
}

function parsePredicate(cursor: TokenCursor): Expression {
  let left = parseComparison(cursor);
  for (;;) {
    const read = predicate(cursor, left);
    if (read === undefined) return left;
    left = read;
  }
}

function predicate(cursor: TokenCursor, operand: Expression): Expression | undefined {
  const { at } = cursor;
  if (cursor.takes('IS')) return parseIs(cursor, operand);
  const not = cursor.sees('NOT') && /^(IN|LIKE|ILIKE|RLIKE|REGEXP|BETWEEN)$/i.test(cursor.peek(1).value);
  if (not) cursor.next();
  if (cursor.takes('BETWEEN')) {
    const low = parseComparison(cursor);
    cursor.expect('AND');
    return { kind: 'between', at, not, operand, low, high: parseComparison(cursor) };
  }
  if (cursor.takes('IN')) return parseIn(cursor, operand, not);
  for (const how of ['like', 'ilike', 'rlike'] as const) {
    if (cursor.takes(how.toUpperCase()) || (how === 'rlike' && cursor.takes('REGEXP')))
      return parseLike(cursor, operand, not, how);
  }
  return undefined;
}

function parseIs(cursor: TokenCursor, operand: Expression): Expression {
  const { at } = operand;
  const not = cursor.takes('NOT');
  if (cursor.takes('DISTINCT', 'FROM'))
    return { kind: 'distinct', at, not, left: operand, right: parseComparison(cursor) };
  for (const what of ['null', 'true', 'false', 'unknown'] as const) {
    if (cursor.takes(what.toUpperCase())) return { kind: 'is', at, what, not, operand };
  }
  throw cursor.unexpected('NULL, TRUE, FALSE or DISTINCT FROM');
}

function parseIn(cursor: TokenCursor, operand: Expression, not: boolean): Expression {
  const { at } = operand;
  cursor.expect('(');
  if (cursor.sees('SELECT') || cursor.sees('WITH')) {
    const query = cursor.query();
    cursor.expect(')');
    return { kind: 'in-query', at, not, operand, query };
  }
  const items = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  return { kind: 'in', at, not, operand, items };
}

function parseLike(
  cursor: TokenCursor,
  operand: Expression,
  not: boolean,
  how: 'like' | 'ilike' | 'rlike',
): Expression {
  const { at } = operand;
  const quantity = how !== 'rlike' && cursor.peek(1).value === '(' ? likeQuantity(cursor) : undefined;
  let patterns: Expression[];
  if (quantity === undefined) patterns = [parseComparison(cursor)];
  else {
    cursor.expect('(');
    patterns = cursor.list(() => parseExpression(cursor));
    cursor.expect(')');
  }
  const escapeMark = cursor.takes('ESCAPE') ? cursor.next().value : '\\';
  return { kind: 'like', at, how, quantity, not, operand, patterns, escape: escapeMark };
}

function likeQuantity(cursor: TokenCursor): 'any' | 'all' | undefined {
  if (cursor.takes('ANY') || cursor.takes('SOME')) return 'any';
  return cursor.takes('ALL') ? 'all' : undefined;
}

const levels: readonly (readonly string[])[] = [
  ['=', '==', '<>', '!=', '<', '<=', '>', '>=', '<=>'],
  ['|'],
  ['^'],
  ['&'],
  ['+', '-', '||'],
  ['*', '/', '%', 'DIV'],
];

function parseComparison(cursor: TokenCursor): Expression {
  return parseLevel(cursor, 0);
}

function parseLevel(cursor: TokenCursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.sees(candidate));
    if (operator === undefined) return left;
    const { at } = cursor.next();
    left = { kind: 'binary', at, operator: operator.toLowerCase(), left, right: parseLevel(cursor, level + 1) };
  }
}

function parseUnary(cursor: TokenCursor): Expression {
  for (const operator of ['-', '+', '~'] as const) {
    if (!cursor.sees(operator)) continue;
    const { at } = cursor.next();
    const next = cursor.peek();
    // Spark's grammar reads -9223372036854775808 as one number.
    if (operator === '-' && next.kind === 'number') {
      cursor.next();
      return parsePostfix(cursor, { kind: 'number', at, text: `-${next.value}` });
    }
    return { kind: 'unary', at, operator, operand: parseUnary(cursor) };
  }
  return parsePostfix(cursor, parsePrimary(cursor));
}

function parsePostfix(cursor: TokenCursor, start: Expression): Expression {
  let left = start;
  for (;;) {
    const { at } = cursor;
    if (cursor.takes('[')) {
      const index = parseExpression(cursor);
      cursor.expect(']');
      left = { kind: 'index', at, operand: left, index };
    } else if (cursor.sees('.') && left.kind !== 'number') {
      cursor.next();
      left = { kind: 'field', at, operand: left, name: cursor.name('the name of a field') };
    } else if (cursor.sees('::')) throw cursor.refuse('::', 'write CAST(… AS …): Spark 3.5 has no ::');
    else return left;
  }
}

function parsePrimary(cursor: TokenCursor): Expression {
  const token = cursor.peek();
  const { at } = token;
  if (token.kind === 'number') return { kind: 'number', at, text: cursor.next().value };
  if (token.kind === 'text') return parseText(cursor);
  if (token.kind === 'hint') throw cursor.refuse('a hint', 'leave it out: a hint changes no result');
  if (cursor.takes('(')) return parseParenthesis(cursor);
  if (cursor.sees('*')) {
    cursor.next();
    return { kind: 'star', at, table: undefined };
  }
  if (token.kind === 'word') {
    const read = parseWord(cursor);
    if (read !== undefined) return read;
  }
  return parseColumn(cursor);
}

/** Neighbouring string literals are one. */
function parseText(cursor: TokenCursor): Expression {
  const { at } = cursor;
  let value = '';
  while (cursor.peek().kind === 'text') value += cursor.next().value;
  return { kind: 'text', at, value };
}

function parseParenthesis(cursor: TokenCursor): Expression {
  const { at } = cursor;
  if (cursor.sees('SELECT') || cursor.sees('WITH')) {
    const query = cursor.query();
    cursor.expect(')');
    return { kind: 'scalar', at, query };
  }
  const lambda = parseLambda(cursor);
  if (lambda !== undefined) return lambda;
  const items = cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { kind: 'tuple', at, items };
}

/** `(a, b) -> …`, after its parenthesis was taken. */
function parseLambda(cursor: TokenCursor): Expression | undefined {
  const { at } = cursor;
  let ahead = 0;
  while (cursor.peek(ahead).kind === 'word' && cursor.peek(ahead + 1).value === ',') ahead += 2;
  const ends =
    cursor.peek(ahead).kind === 'word' && cursor.peek(ahead + 1).value === ')' && cursor.peek(ahead + 2).value === '->';
  if (!ends) return undefined;
  const parameters = cursor.list(() => cursor.name('a parameter'));
  cursor.expect(')', '->');
  return { kind: 'lambda', at, parameters, body: parseExpression(cursor) };
}

/** Literals, CASE, EXISTS and calls: what starts with a bare word. */
function parseWord(cursor: TokenCursor): Expression | undefined {
  const { at, value } = cursor.peek();
  const word = value.toUpperCase();
  const after = cursor.peek(1);
  if (word === 'NULL' && after.value !== '.') return cursor.next() && { kind: 'null', at };
  if ((word === 'TRUE' || word === 'FALSE') && after.value !== '.')
    return cursor.next() && { kind: 'boolean', at, value: word === 'TRUE' };
  if (after.kind === 'text') {
    const typed = parseTyped(cursor, word);
    if (typed !== undefined) return typed;
  }
  if (
    (word === 'INTERVAL' && /^(number|text|word)$/.test(after.kind) && !reserved.has(after.value.toUpperCase())) ||
    (word === 'INTERVAL' && ['-', '('].includes(after.value))
  )
    return parseInterval(cursor, parseExpression, parseUnary);
  if (word === 'CASE') return parseCase(cursor);
  if (word === 'EXISTS' && after.value === '(' && /^(SELECT|WITH)$/i.test(cursor.peek(2).value))
    return parseExists(cursor);
  if (after.value === '->' && !reserved.has(word)) {
    cursor.next();
    cursor.next();
    return { kind: 'lambda', at, parameters: [value], body: parseExpression(cursor) };
  }
  if (after.value === '(') return parseSpecialCall(cursor, parseExpression) ?? parseCall(cursor, parseExpression);
  if (/^CURRENT_(DATE|TIMESTAMP|TIMEZONE|USER|CATALOG|DATABASE|SCHEMA)$/.test(word)) {
    cursor.next();
    return {
      kind: 'call',
      at,
      name: word.toLowerCase(),
      distinct: false,
      args: [],
      filter: undefined,
      nulls: undefined,
      over: undefined,
    };
  }
  return undefined;
}

function parseTyped(cursor: TokenCursor, word: string): Expression | undefined {
  const { at } = cursor;
  if (word === 'DATE' || word === 'TIMESTAMP' || word === 'TIMESTAMP_LTZ') {
    cursor.next();
    return { kind: 'typed', at, type: word === 'DATE' ? 'date' : 'timestamp', value: cursor.next().value };
  }
  if (word === 'X') throw cursor.refuse('a binary literal', 'use text: binary values are not on the list');
  if (word === 'TIMESTAMP_NTZ') throw cursor.refuse('TIMESTAMP_NTZ', 'use TIMESTAMP: the session runs in UTC');
  return undefined;
}

function parseCase(cursor: TokenCursor): Expression {
  const { at } = cursor.next();
  const operand = cursor.sees('WHEN') ? undefined : parseExpression(cursor);
  const branches: { when: Expression; result: Expression }[] = [];
  while (cursor.takes('WHEN')) {
    const when = parseExpression(cursor);
    cursor.expect('THEN');
    branches.push({ when, result: parseExpression(cursor) });
  }
  if (branches.length === 0) throw cursor.unexpected('WHEN');
  const otherwise = cursor.takes('ELSE') ? parseExpression(cursor) : undefined;
  cursor.expect('END');
  return { kind: 'case', at, operand, branches, otherwise };
}

function parseExists(cursor: TokenCursor): Expression {
  const { at } = cursor.next();
  cursor.expect('(');
  const query = cursor.query();
  cursor.expect(')');
  return { kind: 'exists', at, query };
}

/** `a`, `t.a`, `t.a.b` and `t.*`. */
function parseColumn(cursor: TokenCursor): Expression {
  const { at } = cursor;
  // Before a dot every word is a name, `window.start` too.
  const path = [
    cursor.peek().kind === 'word' && cursor.peek(1).value === '.' ? cursor.next().value : cursor.name('an expression'),
  ];
  while (cursor.sees('.')) {
    cursor.next();
    if (cursor.takes('*')) {
      if (path.length > 1)
        throw new SqlRefusal(problems.construct(at, `${path.join('.')}.*`, 'name the fields one by one'));
      return { kind: 'star', at, table: path[0] };
    }
    path.push(fieldName(cursor));
  }
  return { kind: 'column', at, path };
}

/** After a dot every word is a name. */
function fieldName(cursor: TokenCursor): string {
  const token = cursor.next();
  if (token.kind === 'word' || token.kind === 'name') return token.value;
  throw new SqlRefusal(problems.syntax(token.at, 'the name of a column or field', token.value));
}
