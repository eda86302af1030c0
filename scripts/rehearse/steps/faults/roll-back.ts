import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetJobCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import { readManifest } from '../../../../lambda/reconcile/read-manifests.ts';
import type { Rehearsal, Step } from '../../rehearsal.ts';
import { readUploads } from '../../repository-uploads.ts';
import { runCdk } from '../../run-cdk.ts';
import { settleRaw } from '../../settle.ts';
import { addedDataset, addToSetting, scratchTree } from '../scratch-tree.ts';
import { cutIntoFiles } from '../upload-many.ts';

const file = 'iot_sensor_data/faults/after-the-rollback.csv';

/**
 * A deploy in which one resource fails: what was changed before it is put back, and the lake runs on. The next step deploys the same tree
 * without the fault.
 */
export const rollBack: Step = {
  name: 'roll a deploy back',
  async run(rehearsal) {
    const { cdk, clients, environment, names, standIn } = rehearsal;
    const tree = scratchTree(rehearsal);
    addToSetting(tree, environment.name, 'memoryMiB');
    const refused = {
      service: 'lambda',
      operation: 'UpdateFunctionConfiguration',
      message: 'refused by the rehearsal',
    };
    standIn.faults.turn({ refused: [refused] });
    const deployed = await runCdk({ ...cdk, tree }, ['deploy', names.stack('lake'), '--exclusively']);
    standIn.faults.turn({ refused: undefined });
    const { Stacks: [stack] = [] } = await clients.stacks.send(
      new DescribeStacksCommand({ StackName: names.stack('lake') }),
    );
    const failures = [
      ...(deployed.code !== 0 ? [] : ['cdk deploy: expected it to fail, got exit status 0']),
      ...(deployed.output.includes(refused.message) ? [] : ['cdk deploy: expected it to say why, got no such line']),
      ...(stack?.StackStatus === 'UPDATE_ROLLBACK_COMPLETE'
        ? []
        : [`${names.stack('lake')}: expected UPDATE_ROLLBACK_COMPLETE, got ${stack?.StackStatus}`]),
      ...(await checkPutBack(rehearsal)),
      ...(await checkRunsOn(rehearsal)),
    ];
    const changed = (deployed.output.match(/(CREATE|UPDATE)_COMPLETE/g) ?? []).length;
    return {
      says: `${changed} resources had been changed when one failed; ${stack?.StackStatus}; a file was cleaned after it`,
      figures: { changed, status: stack?.StackStatus ?? 'none' },
      failures,
    };
  },
};

/** Glue itself is asked. */
async function checkPutBack({ clients, environment, names }: Rehearsal): Promise<string[]> {
  const { Job } = await clients.glue.send(new GetJobCommand({ JobName: names.named('transform') }));
  const { TableList = [] } = await clients.glue.send(new GetTablesCommand({ DatabaseName: names.databases.processed }));
  const { mostWorkers } = environment.transform;
  return [
    ...(Job?.NumberOfWorkers === mostWorkers
      ? []
      : [`${names.named('transform')}: expected ${mostWorkers} workers as before, got ${Job?.NumberOfWorkers}`]),
    ...(TableList.some(({ Name }) => Name === addedDataset)
      ? [`${addedDataset}: expected no table of it, got one`]
      : []),
    ...(TableList.length > 0 ? [] : [`${names.databases.processed}: expected the tables that were there, got none`]),
  ];
}

async function checkRunsOn(rehearsal: Rehearsal): Promise<string[]> {
  const { buckets, root } = rehearsal;
  const [upload] = cutIntoFiles((await readUploads(root)).files, 1);
  await buckets.raw.write(file, upload?.body ?? new Uint8Array());
  await settleRaw(rehearsal, 120);
  const status = (await readManifest(buckets.processed, file))?.manifest?.status;
  return status === 'clean' ? [] : [`${file}: expected it clean after the rollback, got ${status}`];
}
