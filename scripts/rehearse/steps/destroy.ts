import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListBucketsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucketStems } from '../../../infra/names/names.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { runCdk } from '../run-cdk.ts';
import { cdkFailure } from './cdk-failure.ts';

/**
 * The lake first, so that nobody writes any more; then buckets are emptied by hand, as CloudFormation deletes only empty ones; then the rest.
 * Nothing may be left.
 */
export const destroy: Step = {
  name: 'destroy',
  async run(rehearsal) {
    const { cdk, clients, names } = rehearsal;
    const lake = await runCdk(cdk, ['destroy', names.stack('lake'), '--force'], 'assembly');
    let objects = 0;
    for (const use of ['raw', 'processed', 'final', 'quarantine', 'results', 'logs'] as const)
      objects += await emptyBucket(clients.s3, names.bucket(use));
    const others = [names.stack('storage'), names.stack('checks'), names.stack('access')];
    const rest = await runCdk(cdk, ['destroy', ...others, '--exclusively', '--force'], 'assembly');
    return {
      says: `${objects} versions of objects and 4 stacks gone`,
      figures: { versionsRemoved: objects },
      failures: [
        ...cdkFailure('cdk destroy', lake),
        ...cdkFailure('cdk destroy', rest),
        ...failedDeletes(lake.output + rest.output),
        ...(await whatIsLeft(rehearsal)),
      ],
    };
  },
};

/** `cdk destroy` answers 0 also when a resource could not be deleted. */
const failedDeletes = (output: string): string[] =>
  [...new Set(output.split('\n').filter((line) => line.includes('DELETE_FAILED')))].map(
    (line) => `expected every resource deleted, got ${line.trim()}`,
  );

async function emptyBucket(client: S3Client, Bucket: string): Promise<number> {
  let removed = 0;
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return removed;
    // At most 1,000 of each: as many as one answer lists.
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Objects.slice(0, 1000), Quiet: true } }));
    removed += Math.min(Objects.length, 1000);
  }
}

async function whatIsLeft({ clients, names }: Rehearsal): Promise<string[]> {
  const { StackSummaries = [] } = await clients.stacks.send(new ListStacksCommand());
  const stacks = StackSummaries.filter(
    ({ StackName, StackStatus }) => StackName?.startsWith(names.prefix) && StackStatus !== 'DELETE_COMPLETE',
  ).map(({ StackName, StackStatus }) => `${StackName} (${StackStatus})`);
  const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand());
  const stems = Object.values(bucketStems);
  const buckets = Buckets.flatMap(({ Name = '' }) => (stems.some((stem) => Name.startsWith(stem)) ? [Name] : []));
  return [...stacks, ...buckets].map((left) => `expected nothing of the lake left, got ${left}`);
}
