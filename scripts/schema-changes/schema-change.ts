import type { Place } from '../../lambda/schema/finding.ts';
import type { DashboardUse } from './dashboard-use.ts';

/** What of a dataset or a table changed. */
export const changeKinds = [
  'dataset-removed',
  'table-removed',
  'column-added',
  'column-removed',
  'column-renamed',
  'column-retyped',
  'column-narrowed',
  'column-widened',
  'rules-narrowed',
  'rules-widened',
  'key-changed',
  'duplicates-changed',
  'partitions-changed',
  'sensitivity-changed',
  'readers-narrowed',
  'readers-widened',
] as const;
export type SchemaChangeKind = (typeof changeKinds)[number];

/** One difference between two schemas or output contracts of one name. */
export interface SchemaChange {
  readonly kind: SchemaChangeKind;
  /**
   * breaking: rows that were clean may be quarantined, or something that reads it may fail or give something else. compatible: neither.
   */
  readonly class: 'breaking' | 'compatible';
  readonly of: 'dataset' | 'table';
  /** Of the dataset or table. */
  readonly name: string;
  /** undefined: the whole of it. */
  readonly column: string | undefined;
  /** In words, without values of rows: `integer became text`. */
  readonly what: string;
  /** In the head's file; of what is gone, the nearest place around it. */
  readonly place: Place;
}

/** What reads a changed column, as the base has it. */
export interface Reached {
  /** Output columns by table; `all` where lineage does not tell, or the change is of the whole. */
  readonly tables: readonly { readonly table: string; readonly columns: 'all' | readonly string[] }[];
  readonly uses: readonly DashboardUse[];
}

/** A change and what it reaches downstream. */
export interface TracedChange extends SchemaChange, Reached {}
