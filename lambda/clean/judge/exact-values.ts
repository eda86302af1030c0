import type { DatasetSchema } from '../../schema/dataset-schema.ts';
import type { ExactIntegers } from '../../schema/exact-integers.ts';
import { toPointer } from '../../schema/json-pointer.ts';

/**
 * Makes the function that finds a record's integers beyond 2^53, of which its values are the nearest doubles.
 * @returns a function of canonical texts and values, both by index of the schema's columns; undefined: there are none
 */
export function exactIntegers({ columns }: DatasetSchema) {
  const integers = columns.flatMap(({ type, path }, index) =>
    type.kind === 'integer' ? [{ index, pointer: toPointer(path) }] : [],
  );
  return (texts: readonly (string | null)[], values: readonly unknown[]): ExactIntegers | undefined => {
    let exact: Map<string, bigint> | undefined;
    for (const { index, pointer } of integers) {
      const text = texts[index];
      if (text === null || text === undefined || Number.isSafeInteger(values[index])) continue;
      exact ??= new Map();
      exact.set(pointer, BigInt(text));
    }
    return exact;
  };
}
