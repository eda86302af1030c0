import { parseCall, parseSpecialCall } from './parse-call.ts';
import { parseInterval } from './parse-interval.ts';
import type { Expression } from './syntax-tree.ts';
import { reserved, type TokenCursor } from './token-cursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

/** Literals, CASE, EXISTS and calls: what starts with a bare word. */
export function parseWord(cursor: TokenCursor, parse: Parse, parseUnary: Parse): Expression | undefined {
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
    return parseInterval(cursor, parse, parseUnary);
  if (word === 'CASE') return parseCase(cursor, parse);
  if (word === 'EXISTS' && after.value === '(' && /^(SELECT|WITH)$/i.test(cursor.peek(2).value))
    return parseExists(cursor);
  if (after.value === '->' && !reserved.has(word)) {
    cursor.next();
    cursor.next();
    return { kind: 'lambda', at, parameters: [value], body: parse(cursor) };
  }
  if (after.value === '(') return parseSpecialCall(cursor, parse) ?? parseCall(cursor, parse);
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

function parseCase(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.next();
  const operand = cursor.sees('WHEN') ? undefined : parse(cursor);
  const branches: { when: Expression; result: Expression }[] = [];
  while (cursor.takes('WHEN')) {
    const when = parse(cursor);
    cursor.expect('THEN');
    branches.push({ when, result: parse(cursor) });
  }
  if (branches.length === 0) throw cursor.unexpected('WHEN');
  const otherwise = cursor.takes('ELSE') ? parse(cursor) : undefined;
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
