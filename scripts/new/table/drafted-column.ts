import type { TableColumn } from '../../../glue/duckdb/table.ts';
import type { ColumnLaw } from './source.ts';

/** A column of the table that is drafted, with what is known of it. */
export interface DraftedColumn extends TableColumn {
  /** What a schema promises of its values, passed on as they are. */
  readonly law: ColumnLaw;
  /** The law binds: the value is the schema's own, not what a person's SELECT makes of it. */
  readonly firm: boolean;
  /** It is made of what is masked or tokenised: none of its values may be written anywhere. */
  readonly hidden: boolean;
  /** Its values name things: no range means anything. */
  readonly naming: boolean;
  /** Part of a date that stands beside it. */
  readonly derived: boolean;
}

/** What a draft says of its rows, before they are judged. */
export interface DraftedShape {
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly columns: readonly DraftedColumn[];
  readonly key: readonly string[];
  readonly partitions: readonly string[];
}
