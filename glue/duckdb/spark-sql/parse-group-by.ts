import type { Expression, GroupBy } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

/** What follows GROUP BY: expressions, ROLLUP, CUBE, GROUPING SETS, `… WITH ROLLUP`, ALL. */
export function parseGroupBy(cursor: TokenCursor, parse: Parse): GroupBy {
  if (cursor.sees('ALL') && !/^[,(.]$/.test(cursor.peek(1).value)) {
    cursor.next();
    return { kind: 'all', keys: [], sets: [] };
  }
  if (cursor.takes('GROUPING', 'SETS')) return only(cursor, parseSets(cursor, parse, []));
  const keys: Expression[] = [];
  do {
    for (const kind of ['rollup', 'cube'] as const) {
      if (cursor.takes(kind.toUpperCase(), '(')) return only(cursor, behind(keys, kind, plainKeys(cursor, parse)));
    }
    keys.push(parse(cursor));
  } while (cursor.takes(','));
  if (cursor.takes('WITH', 'ROLLUP')) return { kind: 'rollup', keys, sets: [] };
  if (cursor.takes('WITH', 'CUBE')) return { kind: 'cube', keys, sets: [] };
  return cursor.takes('GROUPING', 'SETS') ? parseSets(cursor, parse, keys) : { kind: 'plain', keys, sets: [] };
}

/** GROUP BY a, ROLLUP (b, c): every set of the rollup together with a. */
function behind(first: readonly Expression[], kind: 'rollup' | 'cube', last: readonly Expression[]): GroupBy {
  const keys = [...first, ...last];
  if (first.length === 0) return { kind, keys, sets: [] };
  const [always, indexes] = [first.map((_, index) => index), last.map((_, index) => first.length + index)];
  const prefixes = [indexes, ...indexes.map((_, index) => indexes.slice(0, indexes.length - 1 - index))];
  const subsets = indexes.reduce<number[][]>((sets, index) => sets.flatMap((set) => [[...set, index], set]), [[]]);
  return { kind: 'sets', keys, sets: (kind === 'rollup' ? prefixes : subsets).map((set) => [...always, ...set]) };
}

function only(cursor: TokenCursor, group: GroupBy): GroupBy {
  if (cursor.sees(','))
    throw cursor.refuse('ROLLUP, CUBE or GROUPING SETS beside other keys', 'write every set out in GROUPING SETS');
  return group;
}

function plainKeys(cursor: TokenCursor, parse: Parse): Expression[] {
  const keys = cursor.list(() => parse(cursor));
  cursor.expect(')');
  const tuple = keys.find((key) => key.kind === 'tuple');
  if (tuple !== undefined)
    throw cursor.refuse('keys in parentheses inside ROLLUP or CUBE', 'write every set out in GROUPING SETS');
  return keys;
}

function parseSets(cursor: TokenCursor, parse: Parse, given: readonly Expression[]): GroupBy {
  const keys = [...given];
  cursor.expect('(');
  const sets = cursor.list(() => {
    if (cursor.takes('(', ')')) return [];
    const set = parse(cursor);
    return (set.kind === 'tuple' ? set.items : [set]).map((key) => indexOf(keys, key));
  });
  cursor.expect(')');
  return { kind: 'sets', keys, sets };
}

/** Equal expressions, places aside, are one key. */
function indexOf(keys: Expression[], key: Expression): number {
  const text = shape(key);
  const index = keys.findIndex((known) => shape(known) === text);
  return index === -1 ? keys.push(key) - 1 : index;
}

const shape = (key: Expression): string =>
  JSON.stringify(key, (name, value: unknown) =>
    name === 'at' ? undefined : typeof value === 'string' ? value.toLowerCase() : value,
  );
