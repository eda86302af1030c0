import type { Value } from './value.ts';

/** What an expression is compiled in: names it may use, and the query that it becomes a part of. */
export interface Scope {
  /** A column or a calculated field by name. @throws NotDrawable when there is none, or when fields go round in a circle. */
  field(name: string): Value;
  /** A parameter's value now. @throws NotDrawable when it is not declared. */
  parameter(name: string): Value;
  /** The visual's dimensions in order, as row-level SQL and as columns of the grouped rows. */
  readonly dimensions: readonly Dimension[];
  /** "now" as ISO 8601 UTC. */
  readonly now: string;
  /** 0 is Sunday: the definition's Options.WeekStart. */
  readonly weekStart: number;
  /** Adds a column that the step after `at` computes, before the rows are grouped. */
  rowColumn(sql: string, at: number): Column;
  /** Adds an aggregate to the grouped rows. */
  aggregateColumn(sql: string): string;
  /** Adds a column that a step after the grouping computes. */
  tableColumn(sql: string, at: number): Column;
}

/** A column that a step adds: its name as SQL, and the step. */
export interface Column {
  readonly sql: string;
  readonly at: number;
}

/** One of the visual's dimensions. */
export interface Dimension {
  /** The definition's FieldId. */
  readonly fieldId: string;
  /** Names that table calculations may use for it: the column's, and as `truncDate` would give it. */
  readonly name: string;
  /** Row-level value. */
  readonly row: Value;
  /** Its name among the grouped rows. */
  readonly column: string;
  /** DuckDB's date part, of a date. */
  readonly part: string | undefined;
}
