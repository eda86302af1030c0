import { quoteText } from '../spark-type.ts';

/** A piece of a Java date pattern: a letter so many times, or literal text. */
export interface PatternPiece {
  readonly letter: string | undefined;
  readonly count: number;
  readonly text: string;
}

/** Cuts a Java date pattern: letters repeat, quotes hold literal text, '' is a quote. */
export function cutPattern(pattern: string): PatternPiece[] {
  return [...pattern.matchAll(/''|'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g)].map((found) => {
    const [whole, quoted, letter] = found;
    if (letter !== undefined) return { letter, count: whole.length, text: whole };
    return { letter: undefined, count: 0, text: whole === "''" ? "'" : (quoted ?? whole).replaceAll("''", "'") };
  });
}

/** What each letter and count of a pattern prints, as DuckDB SQL over a timestamp `t`. */
const printed: Readonly<Record<string, string>> = {
  y: 'CAST(year({t}) AS VARCHAR)',
  yy: "lpad(CAST(year({t}) % 100 AS VARCHAR), 2, '0')",
  yyyy: "lpad(CAST(year({t}) AS VARCHAR), 4, '0')",
  M: 'CAST(month({t}) AS VARCHAR)',
  MM: "strftime({t}, '%m')",
  MMM: "strftime({t}, '%b')",
  MMMM: "strftime({t}, '%B')",
  L: 'CAST(month({t}) AS VARCHAR)',
  LL: "strftime({t}, '%m')",
  d: 'CAST(day({t}) AS VARCHAR)',
  dd: "strftime({t}, '%d')",
  D: 'CAST(dayofyear({t}) AS VARCHAR)',
  DDD: "strftime({t}, '%j')",
  E: "strftime({t}, '%a')",
  EE: "strftime({t}, '%a')",
  EEE: "strftime({t}, '%a')",
  EEEE: "strftime({t}, '%A')",
  Q: 'CAST(quarter({t}) AS VARCHAR)',
  QQ: "lpad(CAST(quarter({t}) AS VARCHAR), 2, '0')",
  a: "strftime({t}, '%p')",
  H: 'CAST(hour({t}) AS VARCHAR)',
  HH: "strftime({t}, '%H')",
  h: 'CAST((hour({t}) + 11) % 12 + 1 AS VARCHAR)',
  hh: "strftime({t}, '%I')",
  m: 'CAST(minute({t}) AS VARCHAR)',
  mm: "strftime({t}, '%M')",
  s: 'CAST(second({t}) AS VARCHAR)',
  ss: "strftime({t}, '%S')",
};

/**
 * date_format: SQL that prints a timestamp by a Java pattern.
 * @returns the piece that is not on the list, when there is one
 */
export function printPattern(pattern: string, timestamp: string): { sql: string } | { refused: string } {
  const parts: string[] = [];
  for (const piece of cutPattern(pattern)) {
    const sql = piece.letter === undefined ? quoteText(piece.text) : printedAs(piece);
    if (sql === undefined) return { refused: piece.text };
    parts.push(sql.replaceAll('{t}', () => timestamp));
  }
  return { sql: `(${parts.length === 0 ? "''" : parts.join(' || ')})` };
}

function printedAs(piece: PatternPiece): string | undefined {
  if (piece.letter === 'S' && piece.count <= 6) return `left(strftime({t}, '%f'), ${piece.count})`;
  return printed[piece.text];
}

/** What each letter and count reads: a group of the regular expression, and its name. */
const read: Readonly<Record<string, readonly [string, string]>> = {
  yyyy: ['([0-9]{4})', 'y'],
  M: ['([0-9]{1,18})', 'mo'],
  MM: ['([0-9]{2})', 'mo'],
  MMM: ['(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)', 'mon'],
  MMMM: ['(January|February|March|April|May|June|July|August|September|October|November|December)', 'mon'],
  d: ['([0-9]{1,18})', 'd'],
  dd: ['([0-9]{2})', 'd'],
  H: ['([0-9]{1,18})', 'h'],
  HH: ['([0-9]{2})', 'h'],
  h: ['([0-9]{1,18})', 'h12'],
  hh: ['([0-9]{2})', 'h12'],
  m: ['([0-9]{1,18})', 'mi'],
  mm: ['([0-9]{2})', 'mi'],
  s: ['([0-9]{1,18})', 's'],
  ss: ['([0-9]{2})', 's'],
  a: ['(AM|PM)', 'ap'],
};

/** A pattern to read dates by: the regular expression for a whole text, and the names of its groups in order. */
export interface ReadPattern {
  readonly regex: string;
  readonly groups: readonly string[];
}

/** to_date, to_timestamp: the regular expression that Java's strict parser amounts to. @returns the piece that is not on the list */
export function readPattern(pattern: string): ReadPattern | { refused: string } {
  let regex = '';
  const groups: string[] = [];
  const pieces = cutPattern(pattern);
  for (const [index, piece] of pieces.entries()) {
    // Java reads digits that follow each other by their widths; one that may be one or two digits wide would be a guess.
    const next = pieces[index + 1];
    const touching = piece.letter !== undefined && next?.letter !== undefined && /^(y|M|d|H|h|m|s|S)/.test(next.text);
    const part = piece.letter === undefined ? undefined : readAs(piece);
    if (piece.letter === undefined) regex += piece.text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
    else if (part === undefined || groups.includes(part[1]) || (touching && piece.count === 1))
      return { refused: piece.text };
    else {
      regex += part[0];
      groups.push(part[1]);
    }
  }
  if (groups.includes('h12') !== groups.includes('ap'))
    return { refused: groups.includes('ap') ? 'a without hh' : 'hh without a' };
  // Spark's parser minds no case; \z, for $ would stand before a last line end too.
  return { regex: `^(?i:${regex})\\z`, groups };
}

function readAs(piece: PatternPiece): readonly [string, string] | undefined {
  if (piece.letter === 'S' && piece.count <= 6) return [`([0-9]{${piece.count}})`, 'f'];
  return read[piece.text];
}

/** SQL of the timestamp that a text means by a read pattern; NULL where it means none. `field` gives SQL of a group's text. */
export function assemble(groups: readonly string[], field: (group: string) => string): string {
  const number = (group: string, otherwise: string) =>
    groups.includes(group) ? `CAST(${field(group)} AS BIGINT)` : otherwise;
  const months = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']";
  const month = groups.includes('mon')
    ? `list_position(${months}, upper(left(${field('mon')}, 1)) || lower(substring(${field('mon')}, 2, 2)))`
    : number('mo', '1');
  const hour = groups.includes('h12')
    ? `(CASE WHEN ${number('h12', '0')} BETWEEN 1 AND 12 THEN ${number('h12', '0')} % 12 + CASE WHEN upper(${field('ap')}) = 'PM' THEN 12 ELSE 0 END END)`
    : number('h', '0');
  const fraction = groups.includes('f') ? ` + CAST(rpad(${field('f')}, 6, '0') AS BIGINT)` : '';
  const [minute, second] = [number('mi', '0'), number('s', '0')];
  const date = `make_date(${number('y', '1970')}, ${month}, ${number('d', '1')})`;
  return `TRY(CASE WHEN ${hour} < 24 AND ${minute} < 60 AND ${second} < 60 THEN CAST(${date} AS TIMESTAMP) + to_microseconds((${hour} * 3600 + ${minute} * 60 + ${second}) * 1000000${fraction}) END)`;
}
