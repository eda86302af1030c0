import type { Period } from '../profile/profile.ts';
import type { Measure } from '../roles/measure.ts';
import type { NumberFormat } from '../roles/number-format.ts';
import type { Category } from './choose-categories.ts';

/** A time or a year along an axis. */
export type Axis =
  | { readonly kind: 'time'; readonly column: string; readonly period: Period }
  | { readonly kind: 'number'; readonly column: string; readonly format: NumberFormat };

/** A column of a table of rows. */
export interface RowColumn {
  readonly column: string;
  readonly title: string;
  readonly format: { readonly kind: 'text' } | { readonly kind: 'date'; readonly pattern: string } | NumberFormat;
}

interface Titled {
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string | undefined;
}

/** What a visual shows, before it is QuickSight's. */
export type VisualPlan = Titled &
  (
    | {
        readonly kind: 'kpi';
        readonly measure: Measure;
        readonly trend: { readonly column: string; readonly period: Period } | undefined;
      }
    | { readonly kind: 'line'; readonly measure: Measure; readonly axis: Axis; readonly colour: Category | undefined }
    | {
        readonly kind: 'bar';
        readonly measure: Measure;
        readonly category: Category;
        readonly most: number | undefined;
      }
    | { readonly kind: 'histogram'; readonly measure: Measure; readonly bins: Bins }
    | {
        readonly kind: 'map';
        readonly measure: Measure;
        readonly latitude: string;
        readonly longitude: string;
        readonly colour: Category | undefined;
      }
    | {
        readonly kind: 'rows';
        readonly columns: readonly RowColumn[];
        readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
      }
  );

/** A number cut into steps of equal width: a column that the data set computes. */
export interface Bins {
  readonly name: string;
  readonly expression: string;
  readonly format: NumberFormat;
  /** Rows without a number are left out by a filter from here. */
  readonly from: number | undefined;
  readonly count: number;
}

/** A visual and its share of a row. */
export interface Placed {
  readonly visual: VisualPlan;
  readonly columns: number;
}

/** Visuals side by side, all of one height. */
export interface PlannedRow {
  readonly height: number;
  readonly visuals: readonly Placed[];
}

/** A control above the sheet, and its filter. */
export type FilterPlan =
  | {
      readonly kind: 'dates';
      readonly id: string;
      readonly title: string;
      readonly column: string;
      readonly from: string;
      readonly to: string;
      readonly nullable: boolean;
    }
  | { readonly kind: 'values'; readonly id: string; readonly title: string; readonly column: string };

/** One table's sheet. */
export interface SheetPlan {
  readonly table: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly PlannedRow[];
  readonly filters: readonly FilterPlan[];
  readonly roles: ReadonlyMap<string, 'COUNTRY' | 'STATE' | 'CITY' | 'LATITUDE' | 'LONGITUDE'>;
  readonly calculated: readonly { readonly name: string; readonly expression: string }[];
  /** What a person should look at. */
  readonly remarks: readonly string[];
}
