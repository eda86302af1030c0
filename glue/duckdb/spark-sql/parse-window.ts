import type { Bound, Expression, Frame, SortItem, Window } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

/** What follows OVER or `WINDOW name AS`. */
export function parseWindow(cursor: TokenCursor, parse: Parse): Window {
  const { at } = cursor;
  if (!cursor.takes('('))
    return { at, name: cursor.name('the name of a window'), partitionBy: [], orderBy: [], frame: undefined };
  if (cursor.peek(1).value === ')' && cursor.peek().kind === 'word') {
    const name = cursor.name('the name of a window');
    cursor.expect(')');
    return { at, name, partitionBy: [], orderBy: [], frame: undefined };
  }
  const partitionBy = cursor.takes('PARTITION', 'BY') ? cursor.list(() => parse(cursor)) : [];
  const orderBy = cursor.takes('ORDER', 'BY') ? cursor.list(() => parseSortItem(cursor, parse)) : [];
  if (cursor.sees('DISTRIBUTE') || cursor.sees('SORT') || cursor.sees('CLUSTER'))
    throw cursor.refuse(`${cursor.peek().value.toUpperCase()} BY in a window`, 'use PARTITION BY and ORDER BY');
  const frame = parseFrame(cursor, parse);
  cursor.expect(')');
  return { at, name: undefined, partitionBy, orderBy, frame };
}

/** Spark puts NULL first when ascending and last when descending. */
export function parseSortItem(cursor: TokenCursor, parse: Parse): SortItem {
  const expression = parse(cursor);
  const descending = cursor.takes('DESC');
  if (!descending) cursor.takes('ASC');
  if (cursor.takes('NULLS', 'FIRST')) return { expression, descending, nullsFirst: true };
  if (cursor.takes('NULLS', 'LAST')) return { expression, descending, nullsFirst: false };
  return { expression, descending, nullsFirst: !descending };
}

function parseFrame(cursor: TokenCursor, parse: Parse): Frame | undefined {
  const unit = cursor.takes('ROWS') ? 'rows' : cursor.takes('RANGE') ? 'range' : undefined;
  if (unit === undefined) return undefined;
  if (!cursor.takes('BETWEEN')) return { unit, start: parseBound(cursor, parse), end: { kind: 'current row' } };
  const start = parseBound(cursor, parse);
  cursor.expect('AND');
  return { unit, start, end: parseBound(cursor, parse) };
}

function parseBound(cursor: TokenCursor, parse: Parse): Bound {
  for (const kind of ['unbounded preceding', 'unbounded following', 'current row'] as const) {
    if (cursor.takes(...kind.toUpperCase().split(' '))) return { kind };
  }
  const offset = parse(cursor);
  if (cursor.takes('PRECEDING')) return { kind: 'preceding', offset };
  cursor.expect('FOLLOWING');
  return { kind: 'following', offset };
}
