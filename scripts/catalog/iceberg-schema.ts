import type { IcebergPartitionSpec, IcebergSchema } from '@aws-sdk/client-glue';
import type { Table } from '../../glue/duckdb/table.ts';
import { type ColumnType, engineTypes } from '../../lambda/schema/column-type.ts';

const names = {
  string: 'string',
  integer: 'long',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
} as const;

/** A type as Iceberg names it: https://iceberg.apache.org/spec/#primitive-types */
export const icebergType = (type: ColumnType): string =>
  type.kind === 'decimal' ? `decimal(${type.precision}, ${type.scale})` : names[type.kind];

/**
 * A table's columns as Iceberg's schema. None is required: one that is added later could not be.
 * @param ids field ids of columns that are there; others get the next free ones, in the contract's order
 */
export function icebergSchema(columns: Table['columns'], ids: ReadonlyMap<string, number> = new Map()): IcebergSchema {
  let free = Math.max(0, ...ids.values()) + 1;
  const there = columns.filter(({ name }) => ids.has(name));
  const added = columns.filter(({ name }) => !ids.has(name));
  return {
    Type: 'struct',
    Fields: [...there, ...added].map(({ name: Name, type, description: Doc }) => ({
      ...{ Id: ids.get(Name) ?? free++, Name, Type: icebergType(type), Required: false, Doc },
    })),
  };
}

/** Partitions by the columns' values, as the job writes them. Partition fields have ids from 1000 on. */
export function icebergPartitions(schema: IcebergSchema, partitions: readonly string[]): IcebergPartitionSpec {
  const id = (column: string) => schema.Fields?.find(({ Name }) => Name === column)?.Id;
  return {
    SpecId: 0,
    Fields: partitions.map((Name, index) => ({
      SourceId: id(Name),
      Transform: 'identity',
      Name,
      FieldId: 1000 + index,
    })),
  };
}

/** A type as Glue's catalog lists it. */
export const glueType = (type: ColumnType): string => engineTypes(type).glue;
