import { toColumnName } from '../schema/column-name.ts';
import type { Column } from '../schema/dataset-schema.ts';

/** Finds the column that a header or a JSON path means. */
export type FindColumn = (name: string) => Column | undefined;

const squeeze = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What the columns of a dataset are called. */
interface ColumnNames {
  /** From the surest way to mean a column to the least; null: several are called so. */
  readonly levels: readonly ReadonlyMap<string, Column | null>[];
  /** Names that were found, as files write them. */
  readonly found: Map<string, Column>;
}

/** How a name is looked for on each level. */
const ways: readonly ((name: string) => string | undefined)[] = [(name) => name, (name) => name, toColumnName, squeeze];

function namesOf(columns: readonly Column[]): ColumnNames {
  const levels = ways.map(() => new Map<string, Column | null>());
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
  return { levels, found: new Map() };
}

/** Many files of one dataset come one after the other, with the same names. */
const remembered = new WeakMap<readonly Column[], ColumnNames>();
/** Few are remembered, for each may keep the text alive that it was cut from. */
const mostFound = 256;

/**
 * Matches names to columns: exactly, then by alias, then as snake_case (`Sold At` and `soldAt` are `sold_at`), and last by letters and
 * digits alone (`userid` is `user_id`) where only one column has them.
 * @param columns of one dataset; their names are unique
 */
export function createColumnFinder(columns: readonly Column[]): FindColumn {
  const names = remembered.get(columns) ?? namesOf(columns);
  remembered.set(columns, names);
  const known = new Map<string, Column | undefined>();
  return (name) => {
    const before = names.found.get(name);
    if (before !== undefined) return before;
    if (known.has(name)) return known.get(name);
    const text = name
      .replace(/^\uFEFF/, '')
      .normalize('NFC')
      .trim();
    let found: Column | undefined;
    for (const [level, columnOf] of names.levels.entries()) {
      const key = ways[level]?.(text);
      found = key === undefined ? undefined : (columnOf.get(key) ?? undefined);
      if (found !== undefined) break;
    }
    if (found !== undefined && names.found.size < mostFound) names.found.set(name, found);
    else if (known.size < 10_000) known.set(name, found);
    return found;
  };
}
