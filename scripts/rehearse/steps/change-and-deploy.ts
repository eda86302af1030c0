import { GetJobCommand, GetTableCommand } from '@aws-sdk/client-glue';
import { readManifest } from '../../../lambda/reconcile/read-manifests.ts';
import { schemaKey } from '../../../lambda/reconcile/stored-schemas.ts';
import { checkPretended, readPretended } from '../pretended.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { settleRaw } from '../settle.ts';
import { abortRun } from './abort-run.ts';
import { cdkFailure, stacksWithoutChange } from './cdk-failure.ts';
import { addedDataset, addedSchema, addToSetting, scratchTree } from './scratch-tree.ts';

/** A scratch tree with one dataset folder more, and the job one worker bigger: deployed over what is there, and used. */
export const changeAndDeploy: Step = {
  name: 'change and deploy',
  async run(rehearsal) {
    const { cdk, clients, environment, names, standIn } = rehearsal;
    const tree = scratchTree(rehearsal);
    const added = await runCdk({ ...cdk, tree }, ['diff', names.stack('lake')]);
    const difference = added.output.split('\n').filter((line) => /^\[[+~-]\]/.test(line));
    addToSetting(tree, environment.name, 'mostWorkers');
    const deployed = await runCdk({ ...cdk, tree }, ['deploy', '--all']);
    const failures = [...cdkFailure('cdk diff', added), ...cdkFailure('cdk deploy', deployed)];
    if (failures.length > 0) return { says: 'failed', figures: {}, failures };
    const changed = 3 - stacksWithoutChange(deployed.output).length;
    const workers = environment.transform.mostWorkers + 1;
    failures.push(...(await checkMade(rehearsal, workers)), ...(await checkUsed(rehearsal)));
    const ours = (['access', 'storage', 'lake'] as const).map(names.stack);
    const pretended = await readPretended(clients.stacks, ours, standIn.log);
    return {
      says: `${changed} of 3 stacks changed; one dataset folder is ${difference.join(', ')}; changes only pretended: ${pretended.changed.join(', ') || 'none'}`,
      figures: { difference, stacksChanged: changed, pretendedChanges: pretended.changed },
      failures: [...failures, ...checkPretended(pretended)],
    };
  },
};

/** The services themselves are asked, not CloudFormation. */
async function checkMade({ clients, names }: Rehearsal, workers: number): Promise<string[]> {
  const { Job } = await clients.glue.send(new GetJobCommand({ JobName: names.named('transform') }));
  const asked = new GetTableCommand({ DatabaseName: names.databases.processed, Name: addedDataset });
  const columns = (await clients.glue.send(asked)).Table?.StorageDescriptor?.Columns?.map(({ Name }) => Name) ?? [];
  return [
    ...(Job?.NumberOfWorkers === workers
      ? []
      : [`${names.named('transform')}: expected ${workers} workers, got ${Job?.NumberOfWorkers}`]),
    ...(columns.join() === 'day,visits'
      ? []
      : [`${addedDataset}: expected the columns day, visits, got ${columns.join(', ')}`]),
  ];
}

async function checkUsed(rehearsal: Rehearsal): Promise<string[]> {
  const { buckets } = rehearsal;
  const key = `${addedDataset}/2026-11.csv`;
  await buckets.processed.write(schemaKey(addedDataset), new TextEncoder().encode(addedSchema));
  const rows = 'Day,Visits\n2026-11-01,12\n2026-11-02,twelve\n2026-11-03,9\n';
  await buckets.raw.write(key, new TextEncoder().encode(rows));
  const left = await settleRaw(rehearsal, 120);
  const manifest = (await readManifest(buckets.processed, key))?.manifest;
  return [
    ...(left === 0 ? [] : [`expected every event dealt with after 120 s, got ${left} left`]),
    ...(manifest?.rowsClean === 2 && manifest.rowsQuarantined === 1
      ? []
      : [
          `${key}: expected 2 rows clean and 1 quarantined, got ${manifest?.rowsClean} and ${manifest?.rowsQuarantined}`,
        ]),
    ...(await abortRun(rehearsal)),
  ];
}
