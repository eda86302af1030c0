import { GetTableCommand } from '@aws-sdk/client-glue';
import { stackUses } from '../../../infra/names/names.ts';
import { readManifest } from '../../../lambda/reconcile/read-manifests.ts';
import { schemaKey } from '../../../lambda/reconcile/stored-schemas.ts';
import { checkPretended, readPretended } from '../pretended.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { settleRaw } from '../settle.ts';
import { abortRun } from './abort-run.ts';
import { cdkFailure, stacksWithoutChange } from './cdk-failure.ts';
import { jobPackage } from './job-package.ts';
import { addedDataset, addedSchema, scratchTree } from './scratch-tree.ts';

/** The scratch tree of `showDifference` is deployed over what is there, and used. */
export const changeAndDeploy: Step = {
  name: 'change and deploy',
  async run(rehearsal) {
    const { cdk, clients, environment, names, standIn } = rehearsal;
    const ours = stackUses(environment).map(names.stack);
    const tree = scratchTree(rehearsal);
    const before = await jobPackage(rehearsal);
    const deployed = await runCdk({ ...cdk, tree }, ['deploy', '--all'], 'assembly');
    const failures = cdkFailure('cdk deploy', deployed);
    if (failures.length > 0) return { says: 'failed', figures: {}, failures };
    const changed = ours.length - stacksWithoutChange(deployed.output).length;
    failures.push(...(await checkMade(rehearsal, before)), ...(await checkUsed(rehearsal)));
    const pretended = await readPretended(clients.stacks, ours, standIn.log);
    return {
      says: `${changed} of ${ours.length} stacks changed; changes only pretended: ${pretended.changed.join(', ') || 'none'}`,
      figures: { stacksChanged: changed, pretendedChanges: pretended.changed },
      failures: [...failures, ...checkPretended(pretended)],
    };
  },
};

/** The services themselves are asked, not CloudFormation. */
async function checkMade(rehearsal: Rehearsal, before: string | undefined): Promise<string[]> {
  const { clients, names } = rehearsal;
  const now = await jobPackage(rehearsal);
  const asked = new GetTableCommand({ DatabaseName: names.databases.processed, Name: addedDataset });
  const columns = (await clients.glue.send(asked)).Table?.StorageDescriptor?.Columns?.map(({ Name }) => Name) ?? [];
  return [
    ...(now !== undefined && now !== before
      ? []
      : [`${names.named('transform')}: expected a package with the new dataset, got ${now}`]),
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
