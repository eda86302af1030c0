import { ListIngestionsCommand } from '@aws-sdk/client-quicksight';
import type { Step } from '../rehearsal.ts';
import { machineRuns, settle } from '../settle.ts';
import { checkRuns } from './check-runs.ts';
import { checkS3Manifests } from './check-s3-manifests.ts';
import { rehearsedDataSet } from './publish-data-set.ts';

/** However many files came: one run under way when they did, one for what came meanwhile, one for the last. */
const mostRuns = 3;

/** The run that the uploads asked for comes to its end: every table published by the job's own code, the data set refreshed. */
export const runMachine: Step = {
  name: 'run the machine',
  async run(rehearsal) {
    const { clients, environment } = rehearsal;
    const left = await settle(rehearsal, 600);
    const runs = await machineRuns(rehearsal);
    const asked = new ListIngestionsCommand({ AwsAccountId: environment.account, DataSetId: rehearsedDataSet.id });
    const refreshes = (await clients.quickSight.send(asked)).Ingestions?.length ?? 0;
    return {
      says: `${runs.length} runs, ${refreshes} refreshes of ${rehearsedDataSet.id}; ${runs.map(({ seconds }) => `${Math.round(seconds)} s`).join(', ')}`,
      figures: { machineRuns: runs.length, refreshes },
      failures: [
        ...(left === undefined ? [] : [`expected nothing left to do after 600 s, got ${left}`]),
        ...(runs.length <= mostRuns ? [] : [`expected at most ${mostRuns} runs for all uploads, got ${runs.length}`]),
        ...(await checkRuns(rehearsal, runs)),
        ...(await checkS3Manifests(rehearsal)),
        ...(refreshes > 0 ? [] : [`${rehearsedDataSet.id}: expected its table's run to refresh it, got no refresh`]),
      ],
    };
  },
};
