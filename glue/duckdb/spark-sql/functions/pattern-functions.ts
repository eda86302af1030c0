import { literalRegex } from '../compile-like.ts';
import { arrayOf, quoteText, simple } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const string = simple('string');

/** Functions of regular expressions: the pattern is written out, so that it can be read for RE2. */
export const patternFunctions: readonly FunctionEntry[] = [
  scalar('regexp_replace(string, text, string)', replace, { note: 'the replacement is written out; $1 means a group' }),
  scalar('regexp_extract(string, text, whole?)', extract),
  scalar('regexp_extract_all(string, text, whole?)', (c) =>
    withGroup(c, (regex, group) => ({
      sql: `regexp_extract_all(${c.sql(0)}, ${quoteText(regex)}, ${group})`,
      type: arrayOf(string),
    })),
  ),
  scalar('regexp_like regexp rlike(string, text)', (c) =>
    withRegex(c, (regex) => ({ sql: `regexp_matches(${c.sql(0)}, ${quoteText(regex)})`, type: simple('boolean') })),
  ),
  scalar('regexp_count(string, text)', (c) =>
    withRegex(c, (regex) => ({
      sql: `CAST(len(regexp_extract_all(${c.sql(0)}, ${quoteText(regex)})) AS INTEGER)`,
      type: simple('int'),
    })),
  ),
  scalar('regexp_substr(string, text)', (c) =>
    withRegex(c, (regex) => ({
      sql: `CASE WHEN regexp_matches(${c.sql(0)}, ${quoteText(regex)}) THEN regexp_extract(${c.sql(0)}, ${quoteText(regex)}) END`,
      type: string,
    })),
  ),
  scalar('split(string, text, whole?)', split, { note: 'without a limit, or with -1' }),
];

function withRegex(call: BoundCall, build: (regex: string) => Result): Result {
  const pattern = call.args[1];
  const regex = pattern === undefined ? undefined : literalRegex(pattern, call.scope);
  return regex === undefined ? { sql: 'NULL', type: simple('unknown') } : build(regex);
}

/** Groups that count: ( not followed by ?, and not escaped or in a class. */
function countGroups(pattern: string): number {
  return [
    ...pattern
      .replace(/\\./g, '')
      .replace(/\[[^\]]*\]/g, '')
      .matchAll(/\((?!\?)|\(\?P?<[a-zA-Z]/g),
  ].length;
}

function withGroup(call: BoundCall, build: (regex: string, group: number) => Result): Result {
  const group = call.args[2] === undefined ? 1 : (call.whole(2) ?? 0);
  const groups = countGroups(call.text(1) ?? '');
  if (group < 0 || group > groups)
    return call.refuse(`a group from 0 to ${groups}`, `${group}`, 'put a group in parentheses, or take group 0');
  return withRegex(call, (regex) => build(regex, group));
}

/** No match gives the empty text in both. */
function extract(call: BoundCall): Result {
  return withGroup(call, (regex, group) => ({
    sql: `regexp_extract(${call.sql(0)}, ${quoteText(regex)}, ${group})`,
    type: string,
  }));
}

/** $1 becomes \1, a backslash takes the next character as it is (Matcher.appendReplacement). */
function replace(call: BoundCall): Result {
  const written = call.text(2);
  if (written === undefined)
    return call.refuse('a replacement that is written out', 'an expression', 'write it as a literal, or use replace');
  const groups = countGroups(call.text(1) ?? '');
  let template = '';
  for (const [piece] of written.matchAll(/\\.|\$\d|[\s\S]/g)) {
    if (piece === '$' || (/^\$\d$/.test(piece) && Number(piece[1]) > groups))
      return call.refuse(`groups from $0 to $${groups}`, quoteText(written), 'write \\\\$ for a dollar');
    if (/^\$\d$/.test(piece)) template += `\\${piece[1]}`;
    else {
      const character = piece.length > 1 ? piece.slice(1) : piece;
      template += character === '\\' ? '\\\\' : character;
    }
  }
  if (/\$\d\d/.test(written) && groups > 9) return call.refuse('at most 9 groups', `${groups}`);
  return withRegex(call, (regex) => ({
    sql: `regexp_replace(${call.sql(0)}, ${quoteText(regex)}, ${quoteText(template)}, 'g')`,
    type: string,
  }));
}

function split(call: BoundCall): Result {
  if (call.args[2] !== undefined && (call.whole(2) ?? 1) > 0)
    return call.refuse('no limit', `${call.whole(2)}`, 'split in full, and take elements');
  const pattern = call.text(1) ?? '';
  if (pattern === '') return { sql: `regexp_extract_all(${call.sql(0)}, '(?s).')`, type: arrayOf(string) };
  const literal = /^\\?[^\\^$.|?*+()[\]{}A-Za-z0-9]$|^[^\\^$.|?*+()[\]{}]+$|^\\[.|?*+()[\]{}^$\\]$|^\[[^\\^\]]\]$/.test(
    pattern,
  );
  if (literal) return { sql: `string_split(${call.sql(0)}, ${quoteText(plain(pattern))})`, type: arrayOf(string) };
  if (canBeEmpty(pattern))
    return call.refuse('a pattern that matches at least one character', quoteText(pattern), 'use + where you wrote *');
  return withRegex(call, (regex) => ({
    sql: `string_split_regex(${call.sql(0)}, ${quoteText(regex)})`,
    type: arrayOf(string),
  }));
}

const plain = (pattern: string): string =>
  /^\[.\]$/.test(pattern) ? (pattern[1] ?? '') : pattern.startsWith('\\') ? pattern.slice(1) : pattern;

/** Whether a pattern may match nothing at all, where engines part ways: judged by JavaScript, or by its stars. */
function canBeEmpty(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('');
  } catch {
    // A pattern of Java alone: it counts as one that may.
    return true;
  }
}
