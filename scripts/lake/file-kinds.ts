/** Endings of data files; each may be followed by .gz. */
export const dataEndings = ['.csv', '.tsv', '.txt', '.ndjson', '.jsonl', '.json'] as const;

/** Whether a file is a spreadsheet, by its ending. */
export const isSpreadsheet = (path: string): boolean => /\.(xlsx?|xlsm|ods|numbers)$/i.test(path);

/** Endings that no settings and no text for people have. */
const rowEnding = /\.(csv|tsv|ndjson|jsonl)(\.gz)?$/i;

/** Whether a file may hold rows, by its ending. */
export function hasDataEnding(path: string): boolean {
  const plain = path.toLowerCase().replace(/\.gz$/, '');
  return dataEndings.some((ending) => plain.endsWith(ending));
}

/**
 * Whether a file explains a folder and holds none of its content: README, LICENSE, NOTICE, Markdown, and settings and leftovers of programs, which
 * begin with a dot.
 * @param path with `/`
 */
export function isDocument(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // ._x.csv is macOS's, .#x.csv and .~x.csv are locks of editors.
  if (name.startsWith('.')) return !rowEnding.test(name) || /^\.[_#~]/.test(name);
  if (/^(readme|licen[cs]e|notice)(\.[a-z]+)?$/i.test(name)) return !rowEnding.test(name);
  return name.toLowerCase().endsWith('.md');
}
