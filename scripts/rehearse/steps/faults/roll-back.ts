import { readFileSync } from 'node:fs';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetTablesCommand } from '@aws-sdk/client-glue';
import { readManifest } from '../../../../lambda/reconcile/read-manifests.ts';
import type { Rehearsal, Step } from '../../rehearsal.ts';
import { readUploads } from '../../repository-uploads.ts';
import { runCdk } from '../../run-cdk.ts';
import { settleRaw } from '../../settle.ts';
import { jobPackage } from '../job-package.ts';
import { addedDataset, addToMemory, scratchTree } from '../scratch-tree.ts';
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
    addToMemory(tree, environment.name);
    const before = await jobPackage(rehearsal);
    // The stand-in updates a job by making it anew, and comes to it last.
    const refused = { service: 'glue', operation: 'DeleteJob', message: 'refused by the rehearsal' };
    standIn.faults.turn({ refused: [refused] });
    const deployed = await runCdk({ ...cdk, tree }, ['deploy', names.stack('lake'), '--exclusively']);
    standIn.faults.turn({ refused: undefined });
    const { Stacks: [stack] = [] } = await clients.stacks.send(
      new DescribeStacksCommand({ StackName: names.stack('lake') }),
    );
    const changed = putBack(readFileSync(standIn.log, 'utf8'));
    const failures = [
      ...['put back Function', 'put back Crawler'].flatMap((undone) =>
        changed.some((one) => one.startsWith(undone))
          ? []
          : [`cdk deploy: expected to have to ${undone}…, got ${said(changed)}`],
      ),
      ...(deployed.code !== 0 ? [] : ['cdk deploy: expected it to fail, got exit status 0']),
      ...(/UPDATE_FAILED.*AWS::Glue::Job/.test(deployed.output)
        ? []
        : ['cdk deploy: expected it to name the job, got no such line']),
      ...(stack?.StackStatus === 'UPDATE_ROLLBACK_COMPLETE'
        ? []
        : [`${names.stack('lake')}: expected UPDATE_ROLLBACK_COMPLETE, got ${stack?.StackStatus}`]),
      ...(await checkPutBack(rehearsal, before)),
      ...(await checkRunsOn(rehearsal)),
    ];
    return {
      says: `${said(changed)} when one failed; ${stack?.StackStatus}; a file was cleaned after it`,
      figures: { changed: changed.length, status: stack?.StackStatus ?? 'none' },
      failures,
    };
  },
};

/** `put back Transform`: what the stand-in undid, as its log says (plugin/sluice_rehearsal/stack_rollbacks.py). */
function putBack(log: string): string[] {
  return Array.from(log.matchAll(/rollback: (.+): OperationStatus\.SUCCESS/g), ([, what = '']) => what);
}

const said = (changed: readonly string[]): string => changed.join(', ') || 'nothing put back';

/** Glue itself is asked. */
async function checkPutBack(rehearsal: Rehearsal, before: string | undefined): Promise<string[]> {
  const { clients, names } = rehearsal;
  const now = await jobPackage(rehearsal);
  const { TableList = [] } = await clients.glue.send(new GetTablesCommand({ DatabaseName: names.databases.processed }));
  return [
    ...(now !== undefined && now === before
      ? []
      : [`${names.named('transform')}: expected the package ${before} as before, got ${now}`]),
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
