import { toColumnName } from '../schema/column-name.ts';
import type { Column } from '../schema/dataset-schema.ts';

/** Finds the column that a header or a JSON path means. */
export type FindColumn = (name: string) => Column | undefined;

const squeeze = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Matches names to columns: exactly, then by alias, then as snake_case (`Sold At` and `soldAt` are `sold_at`), and last by letters and
 * digits alone (`userid` is `user_id`) where only one column has them.
 * @param columns of one dataset; their names are unique
 */
export function createColumnFinder(columns: readonly Column[]): FindColumn {
  const levels = [0, 1, 2, 3].map(() => new Map<string, Column | null>());
  const add = (level: number, key: string | undefined, column: Column): void => {
    const names = levels[level];
    if (names === undefined || key === undefined || key === '') return;
    const before = names.get(key);
    names.set(key, before === undefined || before === column ? column : null);
  };
  for (const column of columns) {
    const path = column.path.join('.');
    for (const name of [column.name, path]) add(0, name, column);
    for (const alias of column.aliases) add(1, alias.trim(), column);
    for (const name of [column.name, path, ...column.aliases]) {
      add(2, toColumnName(name), column);
      add(3, squeeze(name), column);
    }
  }
  const known = new Map<string, Column | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const text = name
      .replace(/^\uFEFF/, '')
      .normalize('NFC')
      .trim();
    const keys = [text, text, toColumnName(text), squeeze(text)];
    let found: Column | undefined;
    for (const [level, key] of keys.entries()) {
      if (key !== undefined) found ??= levels[level]?.get(key) ?? undefined;
    }
    if (known.size < 10_000) known.set(name, found);
    return found;
  };
}
