import type { Contract } from '../../../../glue/duckdb/tables/parse-contract.ts';
import type { TableProfile } from '../profile/profile.ts';

/** A table to draw: its contract, and what its rows are like. */
export interface DraftTable {
  readonly name: string;
  readonly contract: Pick<Contract, 'title' | 'description' | 'owner' | 'columns' | 'key'>;
  readonly profile: TableProfile;
  /** Columns that some of those who read the table may not read. */
  readonly restricted: ReadonlySet<string>;
}
