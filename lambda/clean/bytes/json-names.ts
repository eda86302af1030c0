import { Buffer } from 'node:buffer';
import type { Column } from '../../schema/dataset-schema.ts';

/** What a name in an object leads to: a column, by its index, or an object further in. */
export interface JsonMember {
  /** The name as JSON writes it without escapes, in UTF-8. */
  readonly name: Buffer;
  readonly is: number | JsonNames;
  /** Number of the record in which it was met last. */
  metIn: number;
}

/** The names of one object of the schema, in its order. */
export type JsonNames = readonly JsonMember[];

/**
 * Makes the tree of names that a record's columns have.
 * @returns undefined where a name needs escapes, so that it can't be compared byte by byte
 */
export function jsonNames(columns: readonly Column[]): JsonNames | undefined {
  const plain = columns.every(({ path }) => path.every((name) => JSON.stringify(name) === `"${name}"`));
  return plain ? membersOf(columns, 0, [...columns.keys()]) : undefined;
}

function membersOf(columns: readonly Column[], depth: number, indexes: readonly number[]): JsonNames {
  const groups = Map.groupBy(indexes, (index) => columns[index]?.path[depth] ?? '');
  return [...groups].map(([name, group]): JsonMember => {
    const [first = -1] = group;
    const isColumn = columns[first]?.path.length === depth + 1;
    return { name: Buffer.from(name), is: isColumn ? first : membersOf(columns, depth + 1, group), metIn: 0 };
  });
}

/** Finds a member by its bytes. Objects mostly keep one order, so the search begins with the member expected next. */
export function findMember(names: JsonNames, expected: number, bytes: Buffer, start: number, end: number): number {
  for (let step = 0; step < names.length; step++) {
    const index = expected + step < names.length ? expected + step : expected + step - names.length;
    const name = names[index]?.name;
    if (name?.length !== end - start) continue;
    let at = 0;
    while (at < name.length && name[at] === bytes[start + at]) at++;
    if (at === name.length) return index;
  }
  return -1;
}
