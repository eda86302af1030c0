import { Buffer } from 'node:buffer';
import type { Column } from '../../schema/dataset-schema.ts';
import type { Kernel } from './kernel.ts';

/** Whether no name needs escapes, so that each can be compared byte by byte. */
export const areNamesPlain = (columns: readonly Column[]): boolean =>
  columns.every(({ path }) => path.every((name) => JSON.stringify(name) === `"${name}"`));

/** Makes the tree of names that a record's columns have in the kernel's memory. @returns where it stands */
export const keepJsonNames = (kernel: Kernel, columns: readonly Column[]): number =>
  keepNames(kernel, columns, 0, [...columns.keys()]);

function keepNames(kernel: Kernel, columns: readonly Column[], depth: number, indexes: readonly number[]): number {
  const groups = Map.groupBy(indexes, (index) => columns[index]?.path[depth] ?? '');
  const names = kernel.exports.newJsonNames(groups.size);
  for (const [name, group] of groups) {
    const [first = -1] = group;
    const isColumn = columns[first]?.path.length === depth + 1;
    const bytes = Buffer.from(name, 'utf8');
    const inner = isColumn ? 0 : keepNames(kernel, columns, depth + 1, group);
    kernel.exports.addJsonName(names, kernel.keep(bytes), bytes.length, isColumn ? first : -1, inner);
  }
  return names;
}
