import { equalClasses } from './equal-classes.ts';
import type { TracedRelation } from './trace-relation.ts';

/**
 * The columns that keep the rows of every relation that reads the dataset apart: those of a class of equal columns that holds a key of
 * each of them. Two relations that are joined by anything else mix rows of different keys.
 * @param more pairs that WHERE holds equal
 * @returns ids
 */
export function keyColumns(
  { leaves, keys, equal, columns }: TracedRelation,
  more: readonly (readonly [number, number])[],
): ReadonlySet<number> {
  const ids = [...columns.map((column) => column.id), ...keys.map((key) => key.id)];
  const classOf = equalClasses(ids, [...equal, ...more]);
  const isKept = (members: ReadonlySet<number>) =>
    leaves.every((leaf) => keys.some((key) => key.leaf === leaf && members.has(key.id)));
  return new Set([...new Set(classOf.values())].filter(isKept).flatMap((members) => [...members]));
}
