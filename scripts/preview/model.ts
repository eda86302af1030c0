import type { Finding } from '../../lambda/schema/finding.ts';

/**
 * What the page draws: a dashboard whose queries have been run. Made in Node (scripts/preview/query), drawn in the browser
 * (scripts/preview/page). Plain JSON: nothing in it is a function, a Date or a bigint.
 */
export interface DashboardModel {
  /** Folder or file name. */
  readonly id: string;
  readonly title: string;
  readonly sheets: readonly SheetModel[];
  /** Every parameter's and filter control's value that this model was computed with, by control id. */
  readonly controlValues: Readonly<Record<string, ControlValue>>;
  /** Colours and fonts that the definition's theme asks for. */
  readonly theme: ThemeModel | undefined;
  /** What the definition asks for and the page can't draw or compute, by name. Never dropped silently. */
  readonly notDrawn: readonly NotDrawn[];
  /** Findings of the definition and its data sets. */
  readonly findings: readonly Finding[];
  /** Final tables it reads that are stale or missing. */
  readonly staleTables: readonly string[];
}

export interface NotDrawn {
  /** Where in the definition: `Sheets[0].Visuals[3].SankeyDiagramVisual`. */
  readonly path: string;
  /** What a person would call it: `Sankey diagram "Flows"`. */
  readonly name: string;
  readonly reason: string;
}

export interface ThemeModel {
  /** Hex colours in order of use; empty: the page's own palette. */
  readonly dataColors: readonly string[];
  readonly accent: string | undefined;
}

export interface SheetModel {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly controls: readonly ControlModel[];
  readonly elements: readonly ElementModel[];
}

/** Position on QuickSight's grid of 36 columns; rows are about 24 px. Free-form layouts are mapped onto it. */
export interface GridPlace {
  readonly column: number;
  readonly row: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

export type ElementModel =
  | { readonly kind: 'visual'; readonly place: GridPlace; readonly visual: VisualModel }
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly place: GridPlace;
      readonly paragraphs: readonly Paragraph[];
    };

/** Rich text of a text box, already reduced to what is safe to draw. */
export interface Paragraph {
  readonly style: 'heading-1' | 'heading-2' | 'heading-3' | 'body' | 'bullet';
  readonly align: 'left' | 'center' | 'right';
  readonly runs: readonly { text: string; bold?: boolean; italic?: boolean; color?: string; href?: string }[];
}

/** Values of one control: text for strings, ISO 8601 for dates; an empty list is "all". */
export type ControlValue =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly from: string | undefined; readonly to: string | undefined };

export interface ControlModel {
  /** FilterControl or ParameterControl id; the key in controlValues and in a request. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'dropdown' | 'list' | 'text' | 'slider' | 'date' | 'date-range';
  readonly multiple: boolean;
  /** Choices of dropdown and list, in order; `total` says how many there are when they were cut. */
  readonly options: readonly string[];
  readonly total: number;
  /** Bounds of slider, date and date-range. */
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
  readonly step: number | undefined;
}

/** How a value is written, from the definition's format configuration. */
export interface ValueFormat {
  readonly kind: 'number' | 'currency' | 'percent' | 'date' | 'text';
  /** undefined: as many as the value needs, at most 2. */
  readonly decimals: number | undefined;
  /** ISO 4217, for currency. */
  readonly currency: string | undefined;
  /** K, M, B, T: scale and suffix; `auto`: chosen by size; undefined: never. */
  readonly scale: 'auto' | 'K' | 'M' | 'B' | 'T' | undefined;
  readonly prefix: string;
  readonly suffix: string;
  readonly thousands: boolean;
  readonly negative: 'minus' | 'parentheses';
  readonly nullText: string;
  /** For dates: a pattern of YYYY, MM, MMM, DD, HH, mm, ss, Q; undefined: by granularity. */
  readonly pattern: string | undefined;
}

/** One column of a visual's result. */
export interface FieldModel {
  /** The definition's FieldId. */
  readonly id: string;
  /** What a person reads: the custom label, or the column with its aggregation ("Sum of revenue"). */
  readonly label: string;
  readonly type: 'string' | 'number' | 'date' | 'boolean';
  readonly granularity: 'YEAR' | 'QUARTER' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND' | undefined;
  readonly format: ValueFormat;
}

export type Cell = string | number | boolean | null;

/** Rows of a visual: cells in the order of `fields`; dates as ISO 8601 UTC text. */
export interface ResultModel {
  readonly fields: readonly FieldModel[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many rows the query has when `rows` was cut at a limit (the definition's or the page's). */
  readonly total: number;
}

interface VisualBase {
  readonly id: string;
  readonly title: string | undefined;
  readonly subtitle: string | undefined;
  /** Definition asks that the title be hidden: still used as the accessible name. */
  readonly titleHidden: boolean;
  /** One sentence for a screen reader: what it shows and the salient values. */
  readonly alternative: string;
  /** Set when the query failed, or when there is nothing to draw; the page designs both states. */
  readonly error: string | undefined;
  /** Parts of the visual that were asked for and are not drawn (also in the dashboard's notDrawn). */
  readonly notDrawn: readonly NotDrawn[];
  readonly staleTables: readonly string[];
  readonly result: ResultModel;
  /** Colours that the definition gives to members of a dimension, by the member's text, and to measures, by FieldId. */
  readonly memberColors?: Readonly<Record<string, string>>;
}

export interface AxisModel {
  readonly title: string | undefined;
  readonly visible: boolean;
  readonly gridLines: boolean;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly logarithmic: boolean;
}

export interface LegendModel {
  readonly visible: boolean;
  readonly title: string | undefined;
  readonly position: 'auto' | 'top' | 'right' | 'bottom' | 'left';
}

/** Indexes into result.fields. `colors` splits each value into series. */
interface Wells {
  readonly category: readonly number[];
  readonly values: readonly number[];
  readonly colors: readonly number[];
  /** Small multiples. */
  readonly multiples: readonly number[];
}

export type VisualModel =
  | (VisualBase & {
      readonly kind: 'bar';
      readonly wells: Wells;
      readonly horizontal: boolean;
      readonly arrangement: 'clustered' | 'stacked' | 'stacked-percent';
      readonly categoryAxis: AxisModel;
      readonly valueAxis: AxisModel;
      readonly legend: LegendModel;
      readonly dataLabels: boolean;
      readonly palette: readonly string[];
    })
  | (VisualBase & {
      readonly kind: 'line';
      readonly wells: Wells;
      readonly shape: 'line' | 'area' | 'stacked-area';
      readonly markers: boolean;
      readonly categoryAxis: AxisModel;
      readonly valueAxis: AxisModel;
      readonly legend: LegendModel;
      readonly dataLabels: boolean;
      readonly palette: readonly string[];
    })
  | (VisualBase & {
      readonly kind: 'combo';
      /** Values are bars. */
      readonly wells: Wells;
      /** Indexes of the fields drawn as lines. */
      readonly lines: readonly number[];
      readonly secondAxis: AxisModel | undefined;
      readonly arrangement: 'clustered' | 'stacked' | 'stacked-percent';
      readonly categoryAxis: AxisModel;
      readonly valueAxis: AxisModel;
      readonly legend: LegendModel;
      readonly dataLabels: boolean;
      readonly palette: readonly string[];
    })
  | (VisualBase & {
      readonly kind: 'pie';
      readonly wells: Wells;
      /** Inner radius share: 0 is a pie, above it a donut. */
      readonly hole: number;
      readonly legend: LegendModel;
      readonly dataLabels: boolean;
      readonly palette: readonly string[];
    })
  | (VisualBase & {
      readonly kind: 'kpi';
      /** One row: the value, and the comparison if there is one. Indexes into result.fields. */
      readonly value: number | undefined;
      readonly target: number | undefined;
      /** Comparison beside the figure: what it is compared with, and how it is shown. */
      readonly comparison:
        | {
            readonly label: string;
            readonly method: 'difference' | 'percent' | 'percent-difference';
            readonly amount: number | null;
          }
        | undefined;
      /** Points over time, oldest first: ISO date and value. */
      readonly sparkline: readonly (readonly [string, number | null])[] | undefined;
    })
  | (VisualBase & {
      readonly kind: 'table';
      /** In column order. */
      readonly columns: readonly number[];
      /** A total per column (null: no total); undefined: no totals row. */
      readonly totals: readonly Cell[] | undefined;
      readonly totalsLabel: string;
      readonly hidden: readonly number[];
    })
  | (VisualBase & {
      readonly kind: 'pivot';
      readonly rowFields: readonly number[];
      readonly columnFields: readonly number[];
      readonly values: readonly number[];
    })
  | (VisualBase & {
      readonly kind: 'map';
      readonly latitude: number;
      readonly longitude: number;
      readonly labels: readonly number[];
      readonly values: readonly number[];
      readonly colors: readonly number[];
      readonly palette: readonly string[];
    })
  | (VisualBase & {
      readonly kind: 'not-drawn';
      /** `Sankey diagram`. */
      readonly asked: string;
      readonly reason: string;
    });

/** The catalogue tab: what is in the lake, and what reads what. */
export interface CatalogueModel {
  readonly datasets: readonly CatalogueDataset[];
  readonly tables: readonly CatalogueTable[];
  readonly dashboards: readonly {
    readonly id: string;
    readonly title: string;
    readonly visuals: readonly VisualReads[];
  }[];
}

export interface VisualReads {
  readonly sheet: string;
  readonly visual: string;
  readonly tables: readonly string[];
}

export interface CatalogueColumn {
  readonly name: string;
  /** Spark SQL type. */
  readonly type: string;
  readonly description: string | undefined;
  readonly unit: string | undefined;
  readonly sensitive: string | undefined;
}

export interface CatalogueDataset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly licence: string;
  readonly source: string;
  /** What the schema promises (ISO 8601 duration), and what was last seen. */
  readonly freshness: string | undefined;
  readonly columns: readonly CatalogueColumn[];
  readonly files: readonly {
    readonly file: string;
    readonly status: 'clean' | 'failed';
    readonly stale: boolean;
    readonly rowsIn: number;
    readonly rowsClean: number;
    readonly rowsQuarantined: number;
  }[];
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** Rejected rows by reason code. */
  readonly reasons: readonly { readonly code: string; readonly column: string | undefined; readonly rows: number }[];
  readonly readBy: readonly string[];
}

export interface CatalogueTable {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly columns: readonly CatalogueColumn[];
  readonly key: readonly string[];
  readonly partitions: readonly string[];
  readonly reads: readonly string[];
  /** `dashboard / sheet / visual`. */
  readonly readBy: readonly string[];
  readonly rows: number | undefined;
  readonly bytes: number | undefined;
  readonly status: 'built' | 'stale' | 'failed' | 'missing';
  readonly quality: readonly {
    readonly rule: string;
    readonly severity: 'fail' | 'warn';
    readonly passed: boolean;
    readonly message: string | undefined;
  }[];
}

/** Everything the page gets, embedded in the exported file or served as JSON. */
export interface PageModel {
  readonly title: string;
  readonly dashboards: readonly DashboardModel[];
  readonly catalogue: CatalogueModel | undefined;
  /** `live`: controls ask the server; `file`: drawn at the controls' defaults. */
  readonly mode: 'live' | 'file';
}
