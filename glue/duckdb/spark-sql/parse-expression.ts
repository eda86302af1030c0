import { parseColumn } from './parse-column.ts';
import { parsePredicateAfter } from './parse-predicate.ts';
import { parseWord } from './parse-word.ts';
import type { Expression } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

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
    const read = parsePredicateAfter(cursor, left, { expression: parseExpression, operand: parseComparison });
    if (read === undefined) return left;
    left = read;
  }
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
    const read = parseWord(cursor, parseExpression, parseUnary);
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
