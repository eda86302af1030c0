import type { FormulaLevel } from '../formula-level.ts';
import type { FormulaCode } from '../formula-problem.ts';
import type { Accepted, FormulaType } from '../formula-type.ts';

/** A field that a formula may name. */
export interface FormulaField {
  readonly type: FormulaType;
  readonly level: FormulaLevel;
}

/** A parameter that a formula may name. */
export interface FormulaParameter {
  readonly type: FormulaType;
  /** It holds several values: only in() and notIn() compare with it. */
  readonly several: boolean;
}

/** Where a formula stands, and so what it may name and call. */
export interface FormulaScope {
  /** `data-set`: a calculated column, computed when data is prepared. */
  readonly place: 'analysis' | 'data-set';
  /** Whether SPICE holds the data; undefined when nobody knows. */
  readonly spice: boolean | undefined;
  /** Columns by name; undefined: not known, so that no field is judged missing. */
  readonly columns: ReadonlyMap<string, FormulaField> | undefined;
  /** Other names of columns (a column's id, `table.column`), each with the column's name. */
  readonly aliases?: ReadonlyMap<string, string> | undefined;
  /** Parameters by name; undefined: not known. */
  readonly parameters: ReadonlyMap<string, FormulaParameter> | undefined;
  /** What messages call the owner of the columns: `the data set "sales" (table sales_daily)`. */
  readonly columnsOf: string;
  /** And of the parameters: `ParameterDeclarations`. */
  readonly parametersOf: string;
  /** What the whole formula must give, and what messages call it: `a rolling date`; undefined: anything. */
  readonly result?: { readonly accepts: Accepted; readonly of: string } | undefined;
  /** Texts that stand for numbers here, as "TOP_25_PERCENT" does in a conditional format. */
  readonly numberWords?: RegExp | undefined;
  /** What is no mistake where the formula stands. */
  readonly passes?: ReadonlySet<FormulaCode> | undefined;
}
