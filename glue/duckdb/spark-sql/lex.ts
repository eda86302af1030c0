import { type Position, problems, SqlRefusal } from './findings.ts';

/** A piece of SQL text. `word`: a bare name or keyword; `name`: in backticks; `text`: a string literal, escapes read. */
export interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'text' | 'mark' | 'hint' | 'end';
  /** As meant: a name without its backticks, a string's characters; else as written. */
  readonly value: string;
  readonly at: Position;
}

const marks = [
  '<=>',
  '->',
  '<>',
  '!=',
  '<=',
  '>=',
  '==',
  '||',
  '::',
  '(',
  ')',
  ',',
  '.',
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '<',
  '>',
  '[',
  ']',
  ';',
  '&',
  '|',
  '^',
  '~',
  '!',
  ':',
  '?',
  '{',
  '}',
  '@',
];
const number = /^(\d+\.\d*|\.\d+|\d+)([eE][+-]?\d+)?(BD|[LSYFD])?/i;
const word = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * Cuts Spark SQL into tokens; comments and blanks are left out, hints are kept so that they can be named.
 * @throws SqlRefusal at the first character that starts no token
 */
export function lex(sql: string): Token[] {
  const tokens: Token[] = [];
  const lines = lineStarts(sql);
  let at = 0;
  while (at < sql.length) {
    const rest = sql.slice(at, at + 400);
    const blank = /^(\s+|--[^\n]*)/.exec(rest);
    if (blank !== null) at += blank[0].length;
    else if (rest.startsWith('/*')) {
      const end = endOfComment(sql, at, place(lines, at));
      if (rest.startsWith('/*+')) tokens.push({ kind: 'hint', value: sql.slice(at, end), at: place(lines, at) });
      at = end;
    } else {
      const [token, end] = readToken(sql, at, rest, place(lines, at));
      tokens.push(token);
      at = end;
    }
  }
  tokens.push({ kind: 'end', value: 'the end', at: place(lines, sql.trimEnd().length) });
  return tokens;
}

function lineStarts(sql: string): number[] {
  const starts = [0];
  for (let at = sql.indexOf('\n'); at !== -1; at = sql.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function place(starts: readonly number[], at: number): Position {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** Spark's bracketed comments nest. */
function endOfComment(sql: string, start: number, at: Position): number {
  let depth = 0;
  for (let index = start; index < sql.length; index += 1) {
    const two = sql.slice(index, index + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    if (two === '/*' || two === '*/') index += 1;
    if (depth === 0) return index + 1;
  }
  throw new SqlRefusal(problems.syntax(at, 'the comment to end in */', sql.slice(start, start + 20)));
}

function readToken(sql: string, start: number, rest: string, at: Position): [Token, number] {
  const first = rest[0] ?? '';
  if (first === "'" || first === '"') return readText(sql, start, at);
  if (first === '`') return readName(sql, start, at);
  const raw = /^r(?:'([^']*)'|"([^"]*)")/i.exec(rest.length < 400 ? rest : sql.slice(start));
  if (raw !== null) return [{ kind: 'text', value: raw[1] ?? raw[2] ?? '', at }, start + raw[0].length];
  const digits = number.exec(rest);
  if (digits !== null && digits[0] !== '.') {
    const after = rest.slice(digits[0].length);
    if (/^[A-Za-z0-9_]/.test(after))
      throw new SqlRefusal(
        problems.syntax(
          at,
          'a number or a name',
          rest.slice(0, 20),
          'put a name that starts with a digit into backticks',
        ),
      );
    return [{ kind: 'number', value: digits[0], at }, start + digits[0].length];
  }
  const name = word.exec(rest);
  if (name !== null) return [{ kind: 'word', value: name[0], at }, start + name[0].length];
  const mark = marks.find((candidate) => rest.startsWith(candidate));
  if (mark !== undefined) return [{ kind: 'mark', value: mark, at }, start + mark.length];
  throw new SqlRefusal(problems.syntax(at, 'SQL', first, 'put a name with such characters into backticks'));
}

function readName(sql: string, start: number, at: Position): [Token, number] {
  let value = '';
  for (let index = start + 1; index < sql.length; index += 1) {
    if (sql[index] !== '`') value += sql[index];
    else if (sql[index + 1] === '`') {
      value += '`';
      index += 1;
    } else return [{ kind: 'name', value, at }, index + 1];
  }
  throw new SqlRefusal(problems.syntax(at, 'the name to end in a backtick', sql.slice(start, start + 20)));
}

/** What a letter after a backslash means (ParserUtils.unescapeSQLString); `\%` and `\_` keep the backslash. */
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0', Z: '\u001a' };

function readText(sql: string, start: number, at: Position): [Token, number] {
  const mark = sql[start];
  let value = '';
  for (let index = start + 1; index < sql.length; index += 1) {
    const character = sql[index] ?? '';
    if (character === mark) {
      if (sql[index + 1] === mark)
        throw new SqlRefusal(
          problems.construct(
            at,
            'a doubled quote in a string',
            `write \\${mark}: Spark 3.5 and 4 read doubled quotes differently`,
          ),
        );
      return [{ kind: 'text', value, at }, index + 1];
    }
    if (character !== '\\') value += character;
    else {
      const [text, length] = readEscape(sql.slice(index, index + 10));
      value += text;
      index += length - 1;
    }
  }
  throw new SqlRefusal(problems.syntax(at, 'the string to end in its quote', sql.slice(start, start + 20)));
}

function readEscape(rest: string): [string, number] {
  const unicode = /^\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/.exec(rest);
  if (unicode !== null)
    return [String.fromCodePoint(Number.parseInt(unicode[1] ?? unicode[2] ?? '0', 16)), unicode[0].length];
  const octal = /^\\([0-1][0-7]{2})/.exec(rest);
  if (octal !== null) return [String.fromCharCode(Number.parseInt(octal[1] ?? '0', 8)), 4];
  const letter = rest[1] ?? '';
  if (letter === '%' || letter === '_') return [`\\${letter}`, 2];
  return [escapes[letter] ?? letter, 2];
}
