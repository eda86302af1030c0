import { type LiteralRegex, literalRegex, readableBy } from '../compile-like.ts';
import { arrayOf, quoteText, simple } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const string = simple('string');

/** Functions of regular expressions: the pattern is written out, so that it can be read for RE2. */
export const patternFunctions: readonly FunctionEntry[] = [
  scalar('regexp_replace(string, text, string)', replace, {
    note: 'the replacement is written out, $1 means a group; the pattern must not match nothing at all',
  }),
  scalar('regexp_extract(string, text, whole?)', (c) =>
    withGroup(c, (text, regex, group) => ({ sql: `regexp_extract(${text}, ${regex}, ${group})`, type: string })),
  ),
  scalar('regexp_extract_all(string, text, whole?)', (c) =>
    withGroup(c, (text, regex, group) => ({
      sql: `regexp_extract_all(${text}, ${regex}, ${group})`,
      type: arrayOf(string),
    })),
  ),
  scalar('regexp_like regexp rlike(string, text)', (c) =>
    withRegex(c, 'match', (text, regex) => ({ sql: `regexp_matches(${text}, ${regex})`, type: simple('boolean') })),
  ),
  scalar('regexp_count(string, text)', (c) =>
    withRegex(c, 'cut', (text, regex) => ({
      sql: `CAST(len(regexp_extract_all(${text}, ${regex})) AS INTEGER)`,
      type: simple('int'),
    })),
  ),
  scalar('regexp_substr(string, text)', (c) =>
    withRegex(c, 'cut', (text, regex) => ({
      sql: `CASE WHEN regexp_matches(${text}, ${regex}) THEN regexp_extract(${text}, ${regex}) END`,
      type: string,
    })),
  ),
  scalar('split(string, text, whole?)', split, { note: 'without a limit, or with -1' }),
];

/** @param use `match`: only whether; `cut`: the matched text matters, so an empty match is refused, where engines part ways */
function withRegex(call: BoundCall, use: 'match' | 'cut', build: (text: string, regex: string) => Result): Result {
  const pattern = call.args[1];
  const regex: LiteralRegex | undefined = pattern === undefined ? undefined : literalRegex(pattern, call.scope);
  if (regex === undefined) return { sql: 'NULL', type: simple('unknown') };
  const written = call.text(1) ?? '';
  const isOnce = written.startsWith('^') && !written.includes('|');
  if (use === 'cut' && !isOnce && mayMatchNothing(written))
    return call.refuse('a pattern that matches at least one character', quoteText(written), 'use + where you wrote *');
  const text = readableBy(regex, call.sql(0), call.at, use === 'cut');
  return build(text, quoteText(regex.regex));
}

/** Groups that count: ( not followed by ?, and not escaped or in a class. */
function countGroups(pattern: string): number {
  const plain = pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  return [...plain.matchAll(/\((?!\?)|\(\?P?<[a-zA-Z]/g)].length;
}

/** No match gives the empty text in both engines; group 1 unless another is named. */
function withGroup(call: BoundCall, build: (text: string, regex: string, group: number) => Result): Result {
  const group = call.args[2] === undefined ? 1 : (call.whole(2) ?? 0);
  const groups = countGroups(call.text(1) ?? '');
  if (group < 0 || group > groups)
    return call.refuse(`a group from 0 to ${groups}`, `${group}`, 'put a group in parentheses, or take group 0');
  const use = call.name === 'regexp_extract_all' ? 'cut' : 'match';
  return withRegex(call, use, (text, regex) => build(text, regex, group));
}

/** $1 becomes \1, a backslash takes the next character as it is (Matcher.appendReplacement). */
function replace(call: BoundCall): Result {
  const written = call.text(2);
  if (written === undefined)
    return call.refuse('a replacement that is written out', 'an expression', 'write it as a literal, or use replace');
  const groups = countGroups(call.text(1) ?? '');
  let template = '';
  for (const [piece] of written.matchAll(/\\[\s\S]|\$\d|[\s\S]/g)) {
    const isGroup = /^\$\d$/.test(piece);
    if (piece === '$' || piece === '\\' || (isGroup && Number(piece[1]) > groups))
      return call.refuse(`groups from $0 to $${groups}`, quoteText(written), 'write \\\\$ for a dollar');
    const character = piece.length > 1 ? piece.slice(1) : piece;
    template += isGroup ? `\\${character}` : character === '\\' ? '\\\\' : character;
  }
  if (/\$\d\d/.test(written) && groups > 9) return call.refuse('at most 9 groups', `${groups}`);
  return withRegex(call, 'cut', (text, regex) => ({
    sql: `regexp_replace(${text}, ${regex}, ${quoteText(template)}, 'g')`,
    type: string,
  }));
}

const plainPattern = /^[^\\^$.|?*+()[\]{}]+$|^\\[.|?*+()[\]{}^$\\]$|^\\?[^\\^$.|?*+()[\]{}A-Za-z0-9]$|^\[[^\\^\]]\]$/;

function split(call: BoundCall): Result {
  if (call.args[2] !== undefined && (call.whole(2) ?? 1) > 0)
    return call.refuse('no limit', `${call.whole(2)}`, 'split in full, and take elements');
  const pattern = call.text(1) ?? '';
  const type = arrayOf(string);
  if (pattern === '') return { sql: `regexp_extract_all(${call.sql(0)}, '(?s).')`, type };
  if (plainPattern.test(pattern)) return { sql: `string_split(${call.sql(0)}, ${quoteText(unquoted(pattern))})`, type };
  return withRegex(call, 'cut', (text, regex) => ({ sql: `string_split_regex(${text}, ${regex})`, type }));
}

/** The characters that a plain pattern means. */
const unquoted = (pattern: string): string => {
  if (/^\[.\]$/.test(pattern)) return pattern[1] ?? '';
  return pattern.startsWith('\\') ? pattern.slice(1) : pattern;
};

/** Whether a pattern may match nothing at all, judged by JavaScript; a pattern of Java alone counts as one that may. */
function mayMatchNothing(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern.replace(/^\(\?i\)/, '')})$`).test('');
  } catch {
    return true;
  }
}
