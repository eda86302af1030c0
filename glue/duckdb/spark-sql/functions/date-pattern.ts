import { quoteText } from '../spark-type.ts';

/** A piece of a Java date pattern: a letter so many times, or literal text. */
export interface PatternPiece {
  readonly letter: string | undefined;
  readonly count: number;
  readonly text: string;
}

/** Cuts a Java date pattern: letters repeat, quotes hold literal text, '' is a quote. */
function cutPattern(pattern: string): PatternPiece[] {
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
  X: "'Z'",
  XX: "'Z'",
  XXX: "'Z'",
  x: "'+00'",
  xx: "'+0000'",
  xxx: "'+00:00'",
  Z: "'+0000'",
  ZZ: "'+0000'",
  ZZZ: "'+0000'",
  z: "'UTC'",
  VV: "'UTC'",
  LLL: "strftime({t}, '%b')",
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
  yy: ['([0-9]{2})', 'yy'],
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
  X: ['(Z|[+-][0-9]{2}(?:[0-9]{2})?)', 'z'],
  XX: ['(Z|[+-][0-9]{4})', 'z'],
  XXX: ['(Z|[+-][0-9]{2}:[0-9]{2})', 'z'],
  x: ['([+-][0-9]{2}(?:[0-9]{2})?)', 'z'],
  xx: ['([+-][0-9]{4})', 'z'],
  xxx: ['([+-][0-9]{2}:[0-9]{2})', 'z'],
  Z: ['([+-][0-9]{4})', 'z'],
  ZZ: ['([+-][0-9]{4})', 'z'],
  ZZZ: ['([+-][0-9]{4})', 'z'],
};

/** A pattern to read dates by: the regular expression for a whole text, and the names of its groups in order. */
export interface ReadPattern {
  readonly regex: string;
  /** What Java's older parser might make a date of: then Spark raises, even in try_to_timestamp (legacyTimeParserPolicy EXCEPTION). */
  readonly loose: string;
  readonly groups: readonly string[];
}

/** to_date, to_timestamp: the regular expression that Java's strict parser amounts to. @returns the piece that is not on the list */
export function readPattern(pattern: string): ReadPattern | { refused: string } {
  let regex = '';
  let loose = '';
  const groups: string[] = [];
  const pieces = cutPattern(pattern);
  for (const [index, piece] of pieces.entries()) {
    // Java reads digits that follow each other by their widths; one that may be one or two digits wide would be a guess.
    const next = pieces[index + 1];
    const touching = piece.letter !== undefined && next?.letter !== undefined && /^[yMdHhmsS]/.test(next.text);
    const part = piece.letter === undefined ? undefined : readAs(piece);
    if (piece.letter === undefined) {
      const literal = piece.text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
      regex += literal;
      loose += literal;
    } else if (
      part === undefined ||
      groups.includes(part[1]) ||
      (touching && (piece.count === 1 || piece.letter === 'S'))
    )
      return { refused: piece.text };
    else {
      regex += part[0];
      loose += /^(mon|ap|z)$/.test(part[1]) ? '\\s*[^0-9\\s]\\S*' : '\\s*[+-]?[0-9]+';
      groups.push(part[1]);
    }
  }
  if (groups.includes('h12') !== groups.includes('ap'))
    return { refused: groups.includes('ap') ? 'a without hh' : 'hh without a' };
  // Spark's parser minds no case; \z, for $ would stand before a last line end too.
  return { regex: `^(?i:${regex})\\z`, loose: `^(?i:${loose})`, groups };
}

function readAs(piece: PatternPiece): readonly [string, string] | undefined {
  if (piece.letter === 'S' && piece.count <= 6) return [`([0-9]{1,${piece.count}})`, 'f'];
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
  const year = groups.includes('yy') ? `2000 + ${number('yy', '0')}` : number('y', '1970');
  const fraction = groups.includes('f') ? ` + CAST(rpad(${field('f')}, 6, '0') AS BIGINT)` : '';
  const offset = groups.includes('z') ? ` - spk_offset_minutes(${field('z')}) * 60` : '';
  const [hour, minute, second] = [hourOf(groups, field), number('mi', '0'), number('s', '0')];
  const date = `make_date(${year}, ${month}, ${number('d', '1')})`;
  const micros = `(${hour} * 3600 + ${minute} * 60 + ${second}${offset}) * 1000000${fraction}`;
  return `TRY(CASE WHEN ${hour} < 24 AND ${minute} < 60 AND ${second} < 60 THEN CAST(${date} AS TIMESTAMP) + to_microseconds(${micros}) END)`;
}

/** 12 AM is 0, 12 PM is 12. */
function hourOf(groups: readonly string[], field: (group: string) => string): string {
  if (!groups.includes('h12')) return groups.includes('h') ? `CAST(${field('h')} AS BIGINT)` : '0';
  const hour = `CAST(${field('h12')} AS BIGINT)`;
  return `(CASE WHEN ${hour} BETWEEN 1 AND 12 THEN ${hour} % 12 + CASE WHEN upper(${field('ap')}) = 'PM' THEN 12 ELSE 0 END END)`;
}
