export interface NotDrawn {
  /** Where in the definition: `Sheets[0].Visuals[3].SankeyDiagramVisual`. */
  readonly path: string;
  /** What a person would call it: `Sankey diagram "Flows"`. */
  readonly name: string;
  readonly reason: string;
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
