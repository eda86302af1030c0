import type { Finding } from '../../lambda/schema/finding.ts';
import type { ReportModel } from '../report/report-model.ts';
import type { CatalogueModel } from './catalogue-model.ts';
import type { NotDrawn, VisualModel } from './visual-model.ts';

export type * from './catalogue-model.ts';
export type * from './visual-model.ts';

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

/** Everything the page gets, embedded in the exported file or served as JSON. */
export interface PageModel {
  readonly title: string;
  readonly dashboards: readonly DashboardModel[];
  readonly catalogue: CatalogueModel | undefined;
  /** What a pull request did to the lake that is shown: the page's first view. */
  readonly report?: ReportModel | undefined;
  /** `live`: controls ask the server; `file`: drawn at the controls' defaults. */
  readonly mode: 'live' | 'file';
}
