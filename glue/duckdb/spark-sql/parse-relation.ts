import { problems, SqlRefusal } from './findings.ts';
import { parseCall } from './parse-call.ts';
import type { Expression, JoinType, Relation } from './syntax-tree.ts';
import { reserved, type TokenCursor } from './token-cursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

/** What follows FROM: relations between commas, joins and lateral views. */
export function parseRelation(cursor: TokenCursor, parse: Parse): Relation {
  let left = parseJoins(cursor, parse);
  while (cursor.takes(',')) {
    const { at } = cursor;
    left = { kind: 'join', at, type: 'cross', left, right: parseJoins(cursor, parse), on: undefined, using: [] };
  }
  while (cursor.sees('LATERAL', 'VIEW')) left = parseLateralView(cursor, parse, left);
  for (const word of ['PIVOT', 'UNPIVOT', 'TABLESAMPLE']) {
    if (cursor.sees(word))
      throw cursor.refuse(
        word,
        word === 'TABLESAMPLE' ? 'a table may not depend on chance' : 'use CASE inside aggregates, or UNION ALL',
      );
  }
  return left;
}

function parseJoins(cursor: TokenCursor, parse: Parse): Relation {
  let left = parsePrimary(cursor, parse);
  for (;;) {
    const { at } = cursor;
    if (cursor.sees('NATURAL')) throw cursor.refuse('a NATURAL join', 'name the columns: JOIN … USING (…)');
    const type = takeJoin(cursor);
    if (type === undefined) return left;
    const right = parsePrimary(cursor, parse);
    const on = cursor.takes('ON') ? parse(cursor) : undefined;
    const using = on === undefined && cursor.takes('USING') ? parseColumns(cursor) : [];
    left = { kind: 'join', at, type, left, right, on, using };
  }
}

const joins: readonly (readonly [string, JoinType])[] = [
  ['JOIN', 'inner'],
  ['INNER JOIN', 'inner'],
  ['CROSS JOIN', 'cross'],
  ['LEFT JOIN', 'left'],
  ['LEFT OUTER JOIN', 'left'],
  ['RIGHT JOIN', 'right'],
  ['RIGHT OUTER JOIN', 'right'],
  ['FULL JOIN', 'full'],
  ['FULL OUTER JOIN', 'full'],
  ['LEFT SEMI JOIN', 'semi'],
  ['SEMI JOIN', 'semi'],
  ['LEFT ANTI JOIN', 'anti'],
  ['ANTI JOIN', 'anti'],
];

const takeJoin = (cursor: TokenCursor): JoinType | undefined =>
  joins.find(([words]) => cursor.takes(...words.split(' ')))?.[1];

function parseColumns(cursor: TokenCursor): string[] {
  cursor.expect('(');
  const names = cursor.list(() => cursor.name('the name of a column'));
  cursor.expect(')');
  return names;
}

function parsePrimary(cursor: TokenCursor, parse: Parse): Relation {
  const { at } = cursor;
  const lateral = cursor.sees('LATERAL') && !cursor.sees('LATERAL', 'VIEW') && cursor.takes('LATERAL');
  if (cursor.takes('(')) return parseParenthesis(cursor, parse, lateral, at);
  if (cursor.takes('VALUES')) {
    const rows = cursor.list(() => parse(cursor)).map((row) => (row.kind === 'tuple' ? row.items : [row]));
    return { kind: 'values', at, rows, ...parseAlias(cursor) };
  }
  if (
    cursor.peek(1).value === '(' &&
    cursor.peek().kind === 'word' &&
    !reserved.has(cursor.peek().value.toUpperCase())
  ) {
    const call = parseCall(cursor, parse);
    if (call.kind !== 'call') throw cursor.unexpected('a table');
    return { kind: 'generator', at, name: call.name, args: call.args, ...parseAlias(cursor) };
  }
  if (lateral) throw cursor.unexpected('( after LATERAL');
  const name = parseTableName(cursor);
  for (const word of ['TABLESAMPLE', 'VERSION', 'FOR', 'TIMESTAMP']) {
    if (
      cursor.sees(word) &&
      cursor.peek(1).kind !== 'end' &&
      /^(\(|AS|SYSTEM_)/i.test(cursor.peek(1).value) &&
      word !== 'TIMESTAMP'
    )
      throw cursor.refuse(
        word,
        word === 'TABLESAMPLE' ? 'a table may not depend on chance' : 'read the table as it is now',
      );
  }
  return { kind: 'table', at, name, ...parseAlias(cursor) };
}

function parseTableName(cursor: TokenCursor): string {
  const { at } = cursor;
  const name = cursor.name('a table');
  if (!cursor.sees('.')) return name;
  throw new SqlRefusal(
    problems.construct(at, `a name with a dot after ${name}`, 'name datasets and tables alone: they share one catalog'),
  );
}

function parseParenthesis(cursor: TokenCursor, parse: Parse, lateral: boolean, at: Relation['at']): Relation {
  if (cursor.sees('SELECT') || cursor.sees('WITH') || cursor.sees('VALUES') || cursor.sees('(')) {
    const query = cursor.query();
    cursor.expect(')');
    return { kind: 'derived', at, query, lateral, ...parseAlias(cursor) };
  }
  const inner = parseRelation(cursor, parse);
  cursor.expect(')');
  return inner;
}

function parseAlias(cursor: TokenCursor): { alias: string | undefined; columns: readonly string[] } {
  const token = cursor.peek();
  const explicit = cursor.takes('AS');
  const named =
    explicit || token.kind === 'name' || (token.kind === 'word' && !reserved.has(token.value.toUpperCase()));
  if (!named) return { alias: undefined, columns: [] };
  const alias = cursor.name('an alias');
  return { alias, columns: cursor.sees('(') ? parseColumns(cursor) : [] };
}

/** `LATERAL VIEW [OUTER] explode(x) t AS a, b`. */
function parseLateralView(cursor: TokenCursor, parse: Parse, source: Relation): Relation {
  const { at } = cursor;
  cursor.expect('LATERAL', 'VIEW');
  const outer = cursor.takes('OUTER');
  const generator = parseCall(cursor, parse);
  if (generator.kind !== 'call') throw cursor.unexpected('explode(…)');
  const alias = cursor.sees('AS') ? '' : cursor.name('an alias');
  const columns = cursor.takes('AS') ? cursor.list(() => cursor.name('the name of a column')) : [];
  return { kind: 'lateral view', at, outer, source, generator, alias, columns };
}
