import type { Column } from '../../schema/dataset-schema.ts';
import type { ExactIntegers } from '../../schema/exact-integers.ts';
import { toPointer } from '../../schema/json-pointer.ts';
import type { Cell } from '../cells/cell.ts';

/** Makes the function that gathers a record's integers beyond 2^53, which JSON Schema is to judge exactly; undefined: it has none. */
export function createExactValues(
  columns: readonly Column[],
): (fields: readonly ({ readonly cell: Cell } | null)[]) => ExactIntegers | undefined {
  const integers = columns.flatMap(({ type, path }, index) =>
    type.kind === 'integer' ? [{ index, pointer: toPointer(path) }] : [],
  );
  return (fields) => {
    let exact: Map<string, bigint> | undefined;
    for (const { index, pointer } of integers) {
      const cell = fields[index]?.cell;
      if (cell === undefined || !('text' in cell) || Number.isSafeInteger(cell.value)) continue;
      exact ??= new Map();
      exact.set(pointer, BigInt(cell.text));
    }
    return exact;
  };
}
