import {
  CreateIngestionCommand,
  DescribeAccountSubscriptionCommand,
  DescribeIngestionCommand,
} from '@aws-sdk/client-quicksight';
import { quickSightDataSets } from '../../../lambda/pipeline/quick-sight-data-sets.ts';
import { waitUntil } from '../../aws/wait-until.ts';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** A data set of a dashboard is refreshed: by the run, where it changed a table of one; otherwise by us. */
export const refresh: Check = {
  name: 'refresh',
  expects: "a dashboard's data set to be refreshed from its final table",
  needs: ['run'],
  goesOn: true,
  async run(smoke) {
    const { aws, environment, names, state } = smoke;
    if (environment.once.quickSight === 'skip') return skip('the environment skips QuickSight');
    const unsubscribed = await judgeSubscription(smoke);
    if (unsubscribed.length > 0) return { says: '', findings: unsubscribed };
    const dataSets = quickSightDataSets(environment.account, aws.quickSight);
    const ours: { readonly id: string; readonly tables: readonly string[] }[] = [];
    for (const id of (await dataSets.listSpice()).toSorted()) {
      const reads =
        (await dataSets.describe(id))?.reads.filter(({ database }) => database === names.databases.final) ?? [];
      if (reads.length > 0) ours.push({ id, tables: reads.map(({ table }) => table) });
    }
    const changed = ours.find(({ tables }) => tables.some((table) => state.published.includes(table)));
    const [first] = ours;
    if (first === undefined) return skip('no SPICE data set over a final table is published');
    if (changed !== undefined && state.run !== undefined)
      return await follow(smoke, changed.id, state.run, 'by the run');
    const id = `smoke-${smoke.plan.id}`;
    const at = { AwsAccountId: environment.account, DataSetId: first.id, IngestionId: id };
    await aws.quickSight.send(new CreateIngestionCommand(at));
    return await follow(smoke, first.id, id, 'by the smoke: the run changed no table of a data set');
  },
};

const skip = (skipped: string) => ({ says: skipped, findings: [], skipped });

/** An account without a subscription answers as if it did not exist. */
async function judgeSubscription({ aws, environment }: Smoke): Promise<SmokeFinding[]> {
  try {
    const asked = new DescribeAccountSubscriptionCommand({ AwsAccountId: environment.account });
    const status = (await aws.quickSight.send(asked)).AccountInfo?.AccountSubscriptionStatus ?? '';
    if (status === '' || /CREATED|OK|SIGNUP_ATTEMPT_IN_PROGRESS/.test(status)) return [];
    return [
      findings.setting(
        'QuickSight',
        'subscription',
        'ACCOUNT_CREATED',
        status,
        'subscribe, or say "skip" in the environment',
      ),
    ];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    return [
      findings.setting('QuickSight', 'subscription', 'one', 'none', 'subscribe, or say "skip" in the environment'),
    ];
  }
}

async function follow({ aws, environment, signal, timeout }: Smoke, dataSet: string, ingestion: string, how: string) {
  const at = { AwsAccountId: environment.account, DataSetId: dataSet, IngestionId: ingestion };
  const ended = await waitUntil(
    async () => {
      const { Ingestion } = await aws.quickSight.send(new DescribeIngestionCommand(at));
      return /COMPLETED|FAILED|CANCELLED/.test(Ingestion?.IngestionStatus ?? '') ? Ingestion : undefined;
    },
    { most: timeout, signal },
  );
  const [status, why] = [ended?.IngestionStatus ?? `no end after ${timeout} s`, ended?.ErrorInfo?.Message];
  const got = why === undefined ? status : `${status}: ${why}`;
  const wrong = status === 'COMPLETED' ? [] : [findings.refreshFailed(dataSet, 'COMPLETED', got)];
  return { says: `${dataSet} ${how}`, findings: wrong };
}
