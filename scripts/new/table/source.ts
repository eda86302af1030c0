import type { ColumnType } from '../../../lambda/schema/column-type.ts';

/** What a schema promises of a column's values, whatever tomorrow's rows are. */
export interface ColumnLaw {
  /** Values that may occur, as a processed file has them; undefined: any. */
  readonly values: readonly (string | number | boolean)[] | undefined;
  /** Bounds in plain decimal notation. */
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
  /** A regular expression of the whole text. */
  readonly pattern: string | undefined;
}

/** A column of a dataset or a final table, as a draft needs it. */
export interface SourceColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** No row can be without a value. */
  readonly required: boolean;
  readonly description: string | undefined;
  readonly unit: string | undefined;
  /** Holds JSON text. */
  readonly json: boolean;
  /** What the lake has of it is a mask or a token, or is made of one. */
  readonly hidden: 'mask' | 'tokenise' | undefined;
  /** Audiences that alone may read it; none: whoever may read the source. */
  readonly readers: readonly string[];
  /** Some audience reads rows by its values: it has to be handed on as it is. */
  readonly divides: boolean;
  readonly law: ColumnLaw;
}

/** A dataset or a final table that is to be read. */
export interface Source {
  readonly name: string;
  readonly kind: 'dataset' | 'table';
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  /** Without dropped columns, in order. */
  readonly columns: readonly SourceColumn[];
  /** Columns that together are unique by declaration; none: nothing is declared. */
  readonly key: readonly string[];
  /** The column by which a later record replaces an earlier one. */
  readonly replacedBy: string | undefined;
  readonly rows: number;
}

/** No promise. */
export const noLaw: ColumnLaw = { values: undefined, minimum: undefined, maximum: undefined, pattern: undefined };

/** One of many in a name: `categories` is a `category`, `sales_records` is a `sales_record`. */
export function singular(name: string): string {
  const bare = name.replace(/^_+/, '');
  if (/ies$/.test(bare)) return bare.replace(/ies$/, 'y');
  if (/(ss|us|is)$/.test(bare)) return bare;
  if (/(ch|sh|x|z|ss)es$/.test(bare)) return bare.replace(/es$/, '');
  return bare.replace(/s$/, '');
}

/** Whether a column names things rather than counts them: no range, no sum of it means anything. */
export function namesThings(name: string): boolean {
  return /(^|_)(id|ids|code|codes|key|uuid|guid|number|no|nr|ref|reference|zip|postcode|phone|sku|isbn|ean|sequence|hash|token)$/.test(
    name,
  );
}

/** Whether a column of integers is a part of a date, by its name: it has bounds of its own. */
export function isDatePart(name: string): boolean {
  return /(^|_)(year|quarter|month|week|weekday|day|hour|minute|second|decade)(_of_[a-z]+)?$/.test(name);
}

/** What is said of a column that no schema describes. */
export const undescribed = (column: string, source: string): string =>
  `Column ${column} of ${source}; its schema does not describe it.`;
