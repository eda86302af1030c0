import type { Place } from '../../lambda/schema/finding.ts';

/** A place in a dashboard that reads a column of a final table, itself or by way of calculated fields. */
export interface DashboardUse {
  readonly dashboard: string;
  readonly table: string;
  readonly column: string;
  /** `visual`, `filter`, `calculated field`, … */
  readonly what: string;
  /** The visual's title, the filter's id, the field's name. */
  readonly name: string;
  readonly place: Place;
  /** Where it stands in the JSON: `Sheets[0].Visuals[3].KPIVisual`. */
  readonly path: string;
}

/** A use of a field of one data set. */
export interface NamedUse extends Pick<DashboardUse, 'what' | 'name' | 'place' | 'path'> {
  /** A column or calculated field of the data set. */
  readonly field: string;
}
