import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { TableProfile } from '../profile/profile.ts';
import type { Measure } from '../roles/measure.ts';
import type { Category, RoledColumn } from './choose-categories.ts';
import type { DraftTable } from './draft-table.ts';
import type { TimeAxis } from './time-axis.ts';

/** What is known of a table before it is decided what a sheet shows. */
export interface Subject extends Pick<DraftTable, 'name' | 'contract' | 'profile' | 'restricted'> {
  readonly profile: TableProfile;
  readonly columns: readonly RoledColumn[];
  /** The most telling first. */
  readonly measures: readonly Measure[];
  /** What the charts show. */
  readonly primary: Measure;
  /** The number of rows. */
  readonly count: Measure;
  /** Whether a row is a thing of its own: a movie, an event; not a group of them. */
  readonly entity: boolean;
  /** Whether a row is a period, or a thing in a period: then how many there are says how data came to be. */
  readonly panel: boolean;
  /** What rows are called: "Movies", or "Rows". */
  readonly noun: string;
  readonly categories: readonly Category[];
  readonly time: TimeAxis | undefined;
  readonly now: Date;
  /** A year as a whole number. */
  readonly year: TableColumn | undefined;
}
