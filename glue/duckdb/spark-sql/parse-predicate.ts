import type { Expression } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

/** How the parts of a predicate are read: any expression, or one that holds no predicate itself. */
export interface PredicateParts {
  readonly expression: (cursor: TokenCursor) => Expression;
  readonly operand: (cursor: TokenCursor) => Expression;
}

/** Reads IS, BETWEEN, IN, LIKE, ILIKE or RLIKE behind an operand. @returns undefined: none stands there */
export function parsePredicateAfter(
  cursor: TokenCursor,
  operand: Expression,
  read: PredicateParts,
): Expression | undefined {
  const { at } = cursor;
  if (cursor.takes('IS')) return parseIs(cursor, operand, read);
  const not = cursor.sees('NOT') && /^(IN|LIKE|ILIKE|RLIKE|REGEXP|BETWEEN)$/i.test(cursor.peek(1).value);
  if (not) cursor.next();
  if (cursor.takes('BETWEEN')) {
    const low = read.operand(cursor);
    cursor.expect('AND');
    return { kind: 'between', at, not, operand, low, high: read.operand(cursor) };
  }
  if (cursor.takes('IN')) return parseIn(cursor, operand, not, read);
  for (const how of ['like', 'ilike', 'rlike'] as const) {
    if (cursor.takes(how.toUpperCase()) || (how === 'rlike' && cursor.takes('REGEXP')))
      return parseLike(cursor, operand, not, how, read);
  }
  return undefined;
}

function parseIs(cursor: TokenCursor, operand: Expression, read: PredicateParts): Expression {
  const { at } = operand;
  const not = cursor.takes('NOT');
  if (cursor.takes('DISTINCT', 'FROM'))
    return { kind: 'distinct', at, not, left: operand, right: read.operand(cursor) };
  for (const what of ['null', 'true', 'false', 'unknown'] as const) {
    if (cursor.takes(what.toUpperCase())) return { kind: 'is', at, what, not, operand };
  }
  throw cursor.unexpected('NULL, TRUE, FALSE or DISTINCT FROM');
}

function parseIn(cursor: TokenCursor, operand: Expression, not: boolean, read: PredicateParts): Expression {
  const { at } = operand;
  cursor.expect('(');
  if (cursor.sees('SELECT') || cursor.sees('WITH')) {
    const query = cursor.query();
    cursor.expect(')');
    return { kind: 'in-query', at, not, operand, query };
  }
  const items = cursor.list(() => read.expression(cursor));
  cursor.expect(')');
  return { kind: 'in', at, not, operand, items };
}

function parseLike(
  cursor: TokenCursor,
  operand: Expression,
  not: boolean,
  how: 'like' | 'ilike' | 'rlike',
  read: PredicateParts,
): Expression {
  const { at } = operand;
  const quantity = how !== 'rlike' && cursor.peek(1).value === '(' ? likeQuantity(cursor) : undefined;
  let patterns: Expression[];
  if (quantity === undefined) patterns = [read.operand(cursor)];
  else {
    cursor.expect('(');
    patterns = cursor.list(() => read.expression(cursor));
    cursor.expect(')');
  }
  const escapeMark = cursor.takes('ESCAPE') ? cursor.next().value : '\\';
  return { kind: 'like', at, how, quantity, not, operand, patterns, escape: escapeMark };
}

function likeQuantity(cursor: TokenCursor): 'any' | 'all' | undefined {
  if (cursor.takes('ANY') || cursor.takes('SOME')) return 'any';
  return cursor.takes('ALL') ? 'all' : undefined;
}
