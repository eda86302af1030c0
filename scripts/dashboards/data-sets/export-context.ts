import type { PlacedJson } from '../json/placed-json.ts';

/** What the reading of an exported data set knows of its file. */
export interface ExportContext {
  /** As findings call the data set. */
  readonly identifier: string;
  /** Where the value at a path within the data set's object begins. */
  readonly placeOf: PlacedJson['placeOf'];
}
