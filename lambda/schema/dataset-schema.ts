import type { ColumnType } from './column-type.ts';
import type { ExactLiterals } from './exact-integers.ts';
import type { Limits } from './limits.ts';

/** What happens to a column's values before they leave clean. `drop` leaves no column at all. */
export type Sensitivity = 'mask' | 'tokenise' | 'drop';

/** What happens to text that a spreadsheet would run: nothing, an apostrophe before it in the clean file, or its row is quarantined. */
export type FormulaPolicy = 'keep' | 'escape' | 'quarantine';

/** A column of which a row has to have one of some values; null is none of them. Several conditions hold together. */
export interface RowCondition {
  /** A column of text that is no JSON, of integers or of booleans. */
  readonly column: string;
  /** At least one, of the column's type, each once. */
  readonly values: readonly (string | number | boolean)[];
}

/** Who may read a dataset. */
export interface Reader {
  /** Logical name, an audience of infra/environments. */
  readonly audience: string;
  /** undefined: all rows; otherwise at least one condition. */
  readonly rows: readonly RowCondition[] | undefined;
}

/** One column of a dataset: a leaf of its JSON Schema. */
export interface Column {
  /** snake_case, unique in the dataset: its name in processed, in SQL and in the catalog. */
  readonly name: string;
  /** The keys from the record's root to the value: `['user', 'id']` for JSON, one key for CSV. */
  readonly path: readonly string[];
  readonly type: ColumnType;
  /** The schema requires the key. */
  readonly required: boolean;
  /** The schema's type includes `null`. */
  readonly nullable: boolean;
  /** Accepted input formats: for dates and times `YYYY-MM-DD` patterns, for numbers the marks that may occur. */
  readonly formats: readonly string[];
  /** IANA zone of date-times that carry none. */
  readonly timeZone: string | undefined;
  readonly nullTokens: readonly string[];
  readonly aliases: readonly string[];
  readonly sensitive: Sensitivity | undefined;
  /** `keep` in every column but text that is published as it is: the column's own word, then the dataset's. */
  readonly formulas: FormulaPolicy;
  /** Logical names of who may read the column; empty: whoever may read the dataset. */
  readonly readers: readonly string[];
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly unit: string | undefined;
  /** The value is an array, or an object without properties: the column holds its canonical JSON text. */
  readonly json?: boolean;
}

/** How a dataset's CSV files are written. What is undefined is sniffed. */
export interface Dialect {
  readonly delimiter: string | undefined;
  readonly quote: string | undefined;
  readonly header: boolean | undefined;
  readonly encoding: string | undefined;
  readonly comment: string | undefined;
  readonly skipLines: number | undefined;
}

/** How keys that come again across files are settled (within a file, see lambda/clean). */
export type OnDuplicate = { readonly rule: 'latest'; readonly by: string } | { readonly rule: 'first' | 'fail' };

/** A dataset's schema.json, read and checked. */
export interface DatasetSchema {
  /** The folder's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly licence: string;
  /** Where files come from; `lake` for `_runs` and `_rejects`, which the lake writes itself. */
  readonly source: 'repository' | 'upload' | 'lake';
  /** Why sensitive columns may be committed, if they may. */
  readonly declared: 'synthetic' | 'public' | undefined;
  readonly format: 'csv' | 'ndjson' | 'json';
  readonly columns: readonly Column[];
  /** Column names; empty: no primary key. */
  readonly primaryKey: readonly string[];
  readonly onDuplicate: OnDuplicate;
  readonly dialect: Dialect;
  readonly unknownColumns: 'quarantine' | 'drop' | 'fail';
  /** Share of rows, 0 to 1, that may be quarantined before the file fails. */
  readonly tolerance: number;
  /** What the schema declares of them; clean has defaults for the rest. */
  readonly limits: Readonly<Partial<Limits>>;
  /** Each audience once; none: everybody. */
  readonly readers: readonly Reader[];
  /** ISO 8601 duration within which new data should come, for example P1D. */
  readonly freshness: string | undefined;
  /** The parsed JSON Schema, for ajv. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What the integers beyond 2^53 in `json` are in the schema's text, if there are any, by the double in `json`. */
  readonly exactLiterals?: ExactLiterals;
  /** sha256 (hex) of the canonical JSON: what a manifest compares. */
  readonly hash: string;
}
