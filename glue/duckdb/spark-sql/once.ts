import { withoutPlaces } from './place-sql.ts';
import type { Typed } from './typed.ts';

/** SQL that stands for itself however often it is written; all else would be planned, and maybe run, once per place. */
const isShort = (sql: string): boolean => sql.length <= 120 && !sql.includes('SELECT ');
/** SQL without macros, which may raise: DuckDB's TRY takes none. */
const isCalm = (sql: string): boolean => isShort(sql) && !sql.includes('spk_');

/**
 * SQL in which a value is computed once: a lambda over a list of one is DuckDB's only LET.
 * @param name a name that nothing inside `body` has from elsewhere
 */
export const letSql = (name: string, value: string, body: string): string =>
  `list_transform([${value}], lambda ${name}: ${body})[1]`;

/** Translates with values that may be written several times: long ones are computed once and stand there by a name. */
export function once<T extends { readonly sql: string }>(
  values: readonly Typed[],
  build: (values: readonly Typed[]) => T,
  bind: 'what is long' | 'what may raise' = 'what is long',
): T {
  const stays = bind === 'what is long' ? isShort : isCalm;
  const long = values.flatMap((value, index) => (stays(value.sql) ? [] : [{ index, sql: value.sql }]));
  if (long.length === 0) return build(values);
  // Equal expressions get equal names, so that GROUP BY knows them again.
  const name = `v${hash(withoutPlaces(long.map(({ sql }) => sql).join('\n')))}`;
  const bound = values.map((value, index) => (stays(value.sql) ? value : { ...value, sql: `${name}.v${index}` }));
  const inner = build(bound);
  const fields = long.map(({ index, sql }) => `v${index} := ${sql}`);
  return { ...inner, sql: letSql(name, `struct_pack(${fields.join(', ')})`, inner.sql) };
}

/** 52 bits of two FNV-1a hashes, in base 36. */
function hash(text: string): string {
  let [low, high] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193) + index;
  }
  return ((high >>> 0) % 0x100000).toString(36) + (low >>> 0).toString(36);
}
