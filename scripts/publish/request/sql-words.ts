/** Literals, comments, quoted names, plain words, and other characters one by one. */
const tokens = /'(?:[^']|'')*'|--[^\r\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|[^\s]/gu;

/** What follows a source in its clause, and so is no alias. */
const clauses = new Set([
  ...[
    'where',
    'group',
    'order',
    'having',
    'limit',
    'union',
    'except',
    'intersect',
    'on',
    'using',
    'join',
    'left',
    'right',
  ],
  ...['full', 'inner', 'outer', 'cross', 'natural', 'window', 'tablesample', 'offset', 'fetch', 'select', 'for'],
]);

/** Functions with FROM inside: `extract(year from day)`. */
const fromInside = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);

/**
 * What Athena SQL says, without its literals and comments, in small letters. Not a parser: what it takes for a source may be none, but no name
 * after FROM or JOIN escapes it.
 * @returns every name, and the sources: names after FROM, JOIN and the commas that follow, each by its parts, without those that WITH makes
 */
export function sqlWords(sql: string): {
  readonly words: readonly string[];
  readonly sources: readonly (readonly string[])[];
} {
  const all = [...sql.matchAll(tokens)].map(([text]) => text).filter((text) => !/^('|--|\/\*.)/s.test(text));
  const isName = (text: string | undefined): text is string => text !== undefined && /^["\p{L}_]/u.test(text);
  const plain = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text).toLowerCase();
  const isWord = (at: number, ...words: readonly string[]) => words.includes(all[at]?.toLowerCase() ?? '');
  const made = new Set(
    all.flatMap((text, at) =>
      isName(text) && isMade(all, at) && isWord(at - 1, 'with', 'recursive', ',') ? [plain(text)] : [],
    ),
  );
  const sources: string[][] = [];
  const open: string[] = [];
  const source = (start: number): void => {
    let at = start;
    while (isWord(at, '(', 'lateral')) at++;
    const parts: string[] = [];
    for (; isName(all[at]) && !isWord(at, 'select', 'values', 'unnest', 'with', 'table'); at += 2) {
      parts.push(plain(all[at] ?? ''));
      if (all[at + 1] !== '.') break;
    }
    if (parts.length > 0 && !(parts.length === 1 && made.has(parts[0] ?? ''))) sources.push(parts);
    at++;
    if (isWord(at, 'as')) at++;
    if (isName(all[at]) && !isWord(at, ...clauses)) at++;
    if (parts.length > 0 && all[at] === ',') source(at + 1);
  };
  for (const [at, text] of all.entries()) {
    if (text === '(') open.push(all[at - 1]?.toLowerCase() ?? '');
    else if (text === ')') open.pop();
    else if (isWord(at, 'join', 'table')) source(at + 1);
    else if (isWord(at, 'from') && !isWord(at - 1, 'distinct') && !fromInside.has(open.at(-1) ?? '')) source(at + 1);
  }
  return { words: all.filter(isName).map(plain), sources };
}

/** Whether the name there is one that WITH makes: `name as (`, `name (column, …) as (`. */
function isMade(all: readonly string[], at: number): boolean {
  let next = at + 1;
  if (all[next] === '(') next = all.indexOf(')', next) + 1;
  return all[next]?.toLowerCase() === 'as' && all[next + 1] === '(';
}
