import { placeholderDatabase } from './place.ts';

/** Literals, comments, quoted names and plain words. */
const tokens = /'(?:[^']|'')*'|--[^\r\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** A final database of any of the lake's environments. */
const ofEnvironment = /^sluice_[a-z][a-z0-9]{0,11}_final$/i;

/**
 * Puts another name in the place of the final database, wherever SQL has it before a dot; literals and comments stay. `final` counts as the
 * database only in SQL that has no other use for that word (`WITH final AS …`).
 * @param database the new name; the placeholder is kept out of SQL where it would be taken for something else
 */
export function renameSqlDatabase(sql: string, database: string): string {
  const names = [...sql.matchAll(tokens)].filter(([text]) => !/^('|--|\/\*)/.test(text));
  const plain = (text: string) => (text.startsWith('"') ? text.slice(1, -1) : text);
  const isBeforeDot = (text: string, at: number) => /^\s*\./.test(sql.slice(at + text.length));
  const isPlaceholder = (text: string) => plain(text).toLowerCase() === placeholderDatabase;
  const taken = names.some(({ 0: text, index }) => isPlaceholder(text) && !isBeforeDot(text, index));
  if (taken && database === placeholderDatabase) return sql;
  return sql.replace(tokens, (text: string, at: number) => {
    if (!/^["\p{L}_]/u.test(text) || !isBeforeDot(text, at)) return text;
    if (!ofEnvironment.test(plain(text)) && !(isPlaceholder(text) && !taken)) return text;
    return text.startsWith('"') ? `"${database}"` : database;
  });
}
