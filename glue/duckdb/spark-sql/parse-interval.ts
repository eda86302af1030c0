import type { Expression, IntervalPart } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

const units = new Set(['year', 'month', 'week', 'day', 'hour', 'minute', 'second']);

/** The singular of a unit's name, if it is one of INTERVAL. */
export function intervalUnit(word: string): string | undefined {
  const name = word.toLowerCase().replace(/s$/, '');
  return units.has(name) ? name : undefined;
}

/** `INTERVAL 1 DAY`, `INTERVAL '1' DAY`, `INTERVAL 2 HOURS 30 MINUTES`, `INTERVAL '1 day 2 hours'`. */
export function parseInterval(
  cursor: TokenCursor,
  parseExpression: (cursor: TokenCursor) => Expression,
  parseUnary: (cursor: TokenCursor) => Expression,
): Expression {
  const { at } = cursor.next();
  const parts: IntervalPart[] = [];
  while (parts.length === 0 || startsPart(cursor)) parts.push(...parsePart(cursor, parseExpression, parseUnary));
  return { kind: 'interval', at, parts };
}

function startsPart(cursor: TokenCursor): boolean {
  const [amount, unit] = [cursor.peek(), cursor.peek(1)];
  return (amount.kind === 'number' || amount.kind === 'text') && intervalUnit(unit.value) !== undefined;
}

function parsePart(
  cursor: TokenCursor,
  parseExpression: (cursor: TokenCursor) => Expression,
  parseUnary: (cursor: TokenCursor) => Expression,
): IntervalPart[] {
  const token = cursor.peek();
  if (token.kind === 'text' && intervalUnit(cursor.peek(1).value) === undefined) return parseWords(cursor);
  if (token.kind === 'text') {
    cursor.next();
    const amount = token.value.trim();
    if (!/^[+-]?\d+$/.test(amount))
      throw cursor.refuse(`INTERVAL '${token.value}'`, 'write whole units: INTERVAL 1 DAY');
    return [{ amount: { kind: 'number', at: token.at, text: amount.replace('+', '') }, unit: parseUnit(cursor) }];
  }
  let amount: Expression;
  if (cursor.takes('(')) {
    amount = parseExpression(cursor);
    cursor.expect(')');
  } else amount = parseUnary(cursor);
  return [{ amount, unit: parseUnit(cursor) }];
}

function parseUnit(cursor: TokenCursor): string {
  const unit = intervalUnit(cursor.peek().value);
  if (unit === undefined) throw cursor.unexpected('YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND');
  cursor.next();
  if (cursor.sees('TO')) throw cursor.refuse('an interval over two units', 'write INTERVAL 1 DAY + INTERVAL 2 HOUR');
  return unit;
}

function parseWords(cursor: TokenCursor): IntervalPart[] {
  const { at, value } = cursor.peek();
  const parts = [...value.matchAll(/([+-]?\d+)\s+([A-Za-z]+)/g)].map((found) => ({
    amount: found[1] ?? '',
    unit: intervalUnit(found[2] ?? ''),
  }));
  const plain = value.replace(/([+-]?\d+)\s+([A-Za-z]+)/g, '').trim() === '';
  if (!plain || parts.length === 0) throw cursor.refuse(`INTERVAL '${value}'`, 'write INTERVAL 1 DAY');
  cursor.next();
  return parts.map(({ amount, unit }) => {
    if (unit === undefined)
      throw cursor.refuse(`INTERVAL '${value}'`, 'use YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND');
    return { amount: { kind: 'number', at, text: amount.replace('+', '') }, unit };
  });
}
