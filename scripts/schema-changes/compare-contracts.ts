import { isDeepStrictEqual } from 'node:util';
import type { TableColumn } from '../../glue/duckdb/table.ts';
import type { Contract } from '../../glue/duckdb/tables/parse-contract.ts';
import { engineTypes } from '../../lambda/schema/column-type.ts';
import type { JsonPath } from '../../lambda/schema/json-document.ts';
import type { PlaceOf } from './compare-schemas.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-change.ts';

/** Everything in which a table's output contract differs. @param name the table's */
export function compareContracts(name: string, before: Contract, after: Contract, placeOf: PlaceOf): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const add = (kind: SchemaChangeKind, breaks: boolean, column: string | undefined, what: string, path: JsonPath) =>
    changes.push({
      ...{ kind, class: breaks ? 'breaking' : 'compatible', of: 'table', name, column, what },
      place: placeOf(path),
    });
  for (const old of before.columns) {
    const index = after.columns.findIndex(({ name }) => name === old.name);
    const now = after.columns[index];
    if (now === undefined) add('column-removed', true, old.name, 'removed', ['columns']);
    else if (!isSameType(old, now)) {
      const what = `${typeName(old)} became ${typeName(now)}`;
      add('column-retyped', !isWiderDecimal(old, now), old.name, what, ['columns', index, 'type']);
    } else if (old.nullable !== now.nullable) {
      const kind = now.nullable ? 'column-widened' : 'column-narrowed';
      // Whoever reads it has not met a null before.
      add(kind, now.nullable, old.name, now.nullable ? 'may be null now' : 'is never null now', [
        'columns',
        index,
        'nullable',
      ]);
    }
  }
  for (const [index, now] of after.columns.entries()) {
    if (before.columns.every(({ name }) => name !== now.name))
      add('column-added', false, now.name, 'added', ['columns', index]);
  }
  if (!isDeepStrictEqual(before.key, after.key)) {
    add('key-changed', true, undefined, `key ${before.key.join(', ')} became ${after.key.join(', ')}`, ['key']);
  }
  if (!isDeepStrictEqual(before.partitions, after.partitions)) {
    const words = (names: readonly string[]) => names.join(', ') || 'none';
    const what = `partitions ${words(before.partitions)} became ${words(after.partitions)}: all of it is written anew`;
    add('partitions-changed', true, undefined, what, ['partitions']);
  }
  return changes;
}

const typeName = ({ type }: TableColumn): string => engineTypes(type).spark;
const isSameType = (one: TableColumn, other: TableColumn): boolean => typeName(one) === typeName(other);

/** A decimal that keeps every digit of the other one, and is the same in QuickSight. */
export function isWiderDecimal({ type: old }: TableColumn, { type: now }: TableColumn): boolean {
  if (old.kind !== 'decimal' || now.kind !== 'decimal') return false;
  const keeps = now.scale >= old.scale && now.precision - now.scale >= old.precision - old.scale;
  return keeps && engineTypes(old).quicksightSubType === engineTypes(now).quicksightSubType;
}
