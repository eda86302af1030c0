import type { ColumnType } from '../../../lambda/schema/column-type.ts';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { ColumnRole } from '../dashboard.ts';

/** A column on its way through a data set's steps. */
export interface RelationColumn {
  readonly name: string;
  /** undefined: only the formula would tell. */
  readonly type: ColumnType | undefined;
  readonly role: ColumnRole | undefined;
  /** Other names that formulas may call it by: its id, `table.column`. */
  readonly aliases: readonly string[];
  readonly formula: RelationFormula | undefined;
}

/** How a column is computed, and where that stands in the file. */
export interface RelationFormula {
  /** What the step that makes the column calls it. */
  readonly name: string;
  readonly expression: string;
  /** Path of the expression in the data set's file. */
  readonly path: JsonPath;
  /** What the expression may name, by every name that it may use. */
  readonly scope: ReadonlyMap<string, ColumnType | undefined>;
}

/** The expression of a filter that keeps rows. */
export type RelationCondition = Omit<RelationFormula, 'name'>;

/** Columns by name, in their order. */
export type Relation = ReadonlyMap<string, RelationColumn>;

/** A relation of those columns; of two of one name the first stays. */
export function relationOf(columns: Iterable<RelationColumn>): Relation {
  const relation = new Map<string, RelationColumn>();
  for (const column of columns) if (!relation.has(column.name)) relation.set(column.name, column);
  return relation;
}

/** Every name that a formula over a relation may use, with its type. */
export function scopeOf(relation: Relation): Map<string, ColumnType | undefined> {
  const scope = new Map<string, ColumnType | undefined>();
  for (const { name, type, aliases } of relation.values()) for (const each of [name, ...aliases]) scope.set(each, type);
  return scope;
}

/** Some columns of it, changed. */
export function changed(relation: Relation, name: string, change: Partial<RelationColumn>): Relation {
  return relationOf([...relation.values()].map((column) => (column.name === name ? { ...column, ...change } : column)));
}
