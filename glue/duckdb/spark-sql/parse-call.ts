import { problems, SqlRefusal } from './findings.ts';
import { parseType } from './parse-type.ts';
import { parseSortItem, parseWindow } from './parse-window.ts';
import type { SparkType } from './spark-type.ts';
import type { Expression } from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

const call = (at: Expression['at'], name: string, args: readonly Expression[]): Expression => ({
  kind: 'call',
  at,
  name,
  distinct: false,
  args,
  filter: undefined,
  nulls: undefined,
  over: undefined,
});

/** Functions whose arguments have a syntax of their own. @returns undefined: it is called like any other */
export function parseSpecialCall(cursor: TokenCursor, parse: Parse): Expression | undefined {
  const { at, value } = cursor.peek();
  const word = value.toUpperCase();
  if (word === 'CAST' || word === 'TRY_CAST') {
    cursor.next();
    cursor.expect('(');
    const operand = parse(cursor);
    cursor.expect('AS');
    const type = parseTypeHere(cursor);
    cursor.expect(')');
    return { kind: 'cast', at, attempt: word === 'TRY_CAST', operand, type };
  }
  if (word === 'EXTRACT') return parseExtract(cursor, parse);
  if (word === 'TRIM') return parseTrim(cursor, parse);
  if (word === 'POSITION') return parsePosition(cursor, parse);
  if (word === 'STRUCT') return parseStruct(cursor, parse);
  return undefined;
}

/** Reads a type up to the parenthesis that ends the CAST. */
function parseTypeHere(cursor: TokenCursor): SparkType {
  const { at } = cursor;
  let text = '';
  for (let depth = 0; depth > 0 || !cursor.sees(')'); ) {
    const token = cursor.next();
    if (token.kind === 'end') throw new SqlRefusal(problems.syntax(token.at, 'the CAST to end', token.value));
    if (token.value === '(') depth += 1;
    if (token.value === ')') depth -= 1;
    text += `${token.kind === 'word' && /\w$/.test(text) ? ' ' : ''}${token.kind === 'name' ? `\`${token.value}\`` : token.value}`;
  }
  const type = parseType(text);
  if (type !== undefined) return type;
  throw new SqlRefusal(problems.construct(at, `the type ${text.toLowerCase()}`, typeFix(text.toLowerCase())));
}

function typeFix(name: string): string {
  if (name === 'float' || name === 'real') return 'use DOUBLE';
  if (/^(var)?char/.test(name)) return 'use STRING';
  if (name === 'timestamp_ntz') return 'use TIMESTAMP: the session runs in UTC';
  return 'use STRING, BIGINT, INT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, DECIMAL(p,s), ARRAY<…> or STRUCT<…>';
}

function parseExtract(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.next();
  cursor.expect('(');
  const field = cursor.next().value.toLowerCase();
  cursor.expect('FROM');
  const operand = parse(cursor);
  cursor.expect(')');
  return { kind: 'extract', at, field, operand };
}

function parseTrim(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.next();
  cursor.expect('(');
  const side = (['BOTH', 'LEADING', 'TRAILING'] as const).find(
    (word) => cursor.sees(word) && !(cursor.peek(1).kind === 'mark' && /^[,).]$/.test(cursor.peek(1).value)),
  );
  if (side !== undefined) cursor.next();
  const first = side !== undefined && cursor.sees('FROM') ? undefined : parse(cursor);
  const text = cursor.takes('FROM') ? parse(cursor) : undefined;
  // trim(characters, text) is Hive's older order.
  if (cursor.sees(',')) throw cursor.refuse('trim with two arguments', 'write trim(BOTH characters FROM text)');
  cursor.expect(')');
  return trimmed(at, side, first, text);
}

/** As Spark's functions take it: btrim(text, characters), but ltrim(characters, text). */
function trimmed(
  at: Expression['at'],
  side: string | undefined,
  first: Expression | undefined,
  text: Expression | undefined,
): Expression {
  const name = side === 'LEADING' ? 'ltrim' : side === 'TRAILING' ? 'rtrim' : 'btrim';
  if (text === undefined || first === undefined)
    return call(
      at,
      name,
      [text ?? first].filter((arg) => arg !== undefined),
    );
  return call(at, name, name === 'btrim' ? [text, first] : [first, text]);
}

function parsePosition(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.next();
  cursor.expect('(');
  // `a IN b` would be read as a list, so the name before IN is read as an operand.
  const first = parseOperand(cursor, parse);
  const args = [first];
  if (cursor.takes('IN')) args.push(parse(cursor));
  while (cursor.takes(',')) args.push(parse(cursor));
  cursor.expect(')');
  return call(at, 'position', args);
}

function parseOperand(cursor: TokenCursor, parse: Parse): Expression {
  const token = cursor.peek();
  if (token.kind === 'text' && cursor.peek(1).value.toUpperCase() === 'IN') {
    cursor.next();
    return { kind: 'text', at: token.at, value: token.value };
  }
  if (token.kind === 'word' && cursor.peek(1).value.toUpperCase() === 'IN') {
    cursor.next();
    return { kind: 'column', at: token.at, path: [token.value] };
  }
  return parse(cursor);
}

/** struct(a, b AS c) becomes named_struct; Spark names a column's field after it, any other colN. */
function parseStruct(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.next();
  cursor.expect('(');
  const args: Expression[] = [];
  if (!cursor.sees(')')) {
    cursor.list(() => {
      const value = parse(cursor);
      const own = value.kind === 'column' ? value.path.at(-1) : undefined;
      const name = cursor.takes('AS') ? cursor.name('the name of a field') : (own ?? `col${args.length / 2 + 1}`);
      args.push({ kind: 'text', at: value.at, value: name }, value);
    });
  }
  cursor.expect(')');
  return call(at, 'named_struct', args);
}

/** `f(DISTINCT a, b) FILTER (WHERE c) IGNORE NULLS OVER (…)`. */
export function parseCall(cursor: TokenCursor, parse: Parse): Expression {
  const { at, value } = cursor.next();
  const name = value.toLowerCase();
  cursor.expect('(');
  const distinct = cursor.takes('DISTINCT');
  if (!distinct) cursor.takes('ALL');
  const args = cursor.sees(')') ? [] : cursor.list(() => parse(cursor));
  if (cursor.sees('FROM') && /^(substr|substring)$/.test(name)) {
    cursor.next();
    args.push(parse(cursor));
    if (cursor.takes('FOR')) args.push(parse(cursor));
  }
  let nulls = parseNulls(cursor);
  cursor.expect(')');
  const all = [...unitFirst(name, args), ...parseWithin(cursor, name, parse)];
  const filter = parseFilter(cursor, parse);
  nulls ??= parseNulls(cursor);
  const over = cursor.takes('OVER') ? parseWindow(cursor, parse) : undefined;
  return { kind: 'call', at, name, distinct, args: all, filter, nulls, over };
}

/** The unit of timestampadd(DAY, …) and its like stands bare: it is a word, not a column. */
function unitFirst(name: string, args: readonly Expression[]): readonly Expression[] {
  const [first, ...rest] = args;
  const takesUnit = /^(timestampadd|timestampdiff|date_?add|date_?diff)$/.test(name) && args.length === 3;
  if (!takesUnit || first?.kind !== 'column') return args;
  return [{ kind: 'text', at: first.at, value: first.path.join('.') }, ...rest];
}

function parseNulls(cursor: TokenCursor): 'ignore' | 'respect' | undefined {
  if (cursor.takes('IGNORE', 'NULLS')) return 'ignore';
  return cursor.takes('RESPECT', 'NULLS') ? 'respect' : undefined;
}

/** `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)`: x becomes the second argument. */
function parseWithin(cursor: TokenCursor, name: string, parse: Parse): Expression[] {
  if (!cursor.sees('WITHIN')) return [];
  const { at } = cursor;
  cursor.expect('WITHIN', 'GROUP', '(', 'ORDER', 'BY');
  const item = parseSortItem(cursor, parse);
  cursor.expect(')');
  if (!/^percentile_(cont|disc)$/.test(name))
    throw new SqlRefusal(problems.construct(at, 'WITHIN GROUP', 'use percentile_cont(p) WITHIN GROUP (ORDER BY x)'));
  if (item.descending)
    throw new SqlRefusal(problems.construct(at, 'WITHIN GROUP (… DESC)', 'leave DESC out, and take 1 - p'));
  return [item.expression];
}

function parseFilter(cursor: TokenCursor, parse: Parse): Expression | undefined {
  if (!cursor.takes('FILTER', '(', 'WHERE')) return undefined;
  const condition = parse(cursor);
  cursor.expect(')');
  return condition;
}
