import type { QuickSightClient } from '@aws-sdk/client-quicksight';
import type { Patience } from '../quick-sight/patient-client.ts';
import type { QuickSightPlace } from '../request/place.ts';

/** What carrying out a plan needs. */
export interface Surroundings extends Patience {
  readonly client: QuickSightClient;
  readonly place: QuickSightPlace;
  /** Of the working tree; `-dirty` behind it where files differ. */
  readonly commit: string;
  /** Asks the pipeline for a run, which refreshes the data sets that ask for it. */
  readonly askForRun: () => Promise<void>;
}
