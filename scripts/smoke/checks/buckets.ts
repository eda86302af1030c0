import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketUse } from '../../../infra/names/names.ts';
import { isObject } from '../../../lambda/handler/json-value.ts';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** The key of each bucket, by its use (infra/storage/key-users.ts). */
const keyOf: Readonly<Record<BucketUse, string | undefined>> = {
  ...{ raw: 'raw', processed: 'lake', final: 'lake', quarantine: 'quarantine', results: 'results', logs: undefined },
};
const versioned: readonly BucketUse[] = ['raw', 'processed', 'final', 'quarantine'];

/** Buckets as they are, not as the template wanted them. */
export const buckets: Check = {
  name: 'buckets',
  expects: 'buckets closed to the public, TLS only, encrypted by their own key, versioned; events to their queues',
  needs: [],
  async run(smoke) {
    const keys = await keysByUse(smoke);
    const uses = Object.keys(keyOf).filter((use): use is BucketUse => use in keyOf);
    const found: SmokeFinding[] = [];
    for (const use of uses) found.push(...(await judgeBucket(smoke.aws.s3, smoke.names.bucket(use), use, keys)));
    for (const [use, queue] of [
      ['raw', 'clean'],
      ['processed', 'runs'],
    ] as const) {
      const arn = smoke.names.arn('sqs', smoke.names.named(queue));
      const Bucket = smoke.names.bucket(use);
      const { QueueConfigurations = [] } = await smoke.aws.s3.send(
        new GetBucketNotificationConfigurationCommand({ Bucket }),
      );
      const events = QueueConfigurations.filter(({ QueueArn }) => QueueArn === arn).flatMap(
        ({ Events = [] }) => Events,
      );
      const missing = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].filter(
        (event) => !events.some((one) => one === event),
      );
      if (missing.length > 0)
        found.push(
          findings.setting(`s3://${Bucket}`, 'events', `${missing.join(', ')} to ${arn}`, events.join(', ') || 'none'),
        );
    }
    return { says: `${uses.length} buckets`, findings: found };
  },
};

/** Physical ids of the keys of the storage stack. */
async function keysByUse({ aws, names }: Smoke): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  // CDK puts eight digits of a hash behind the construct's name.
  for await (const page of paginateListStackResources({ client: aws.stacks }, { StackName: names.stack('storage') }))
    for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      if (ResourceType === 'AWS::KMS::Key')
        keys.set(LogicalResourceId.replace(/^Key|[0-9A-F]{8}$/g, ''), PhysicalResourceId);
  return keys;
}

async function judgeBucket(client: S3Client, Bucket: string, use: BucketUse, keys: ReadonlyMap<string, string>) {
  const wrong = (subject: string, expected: string, got: string) =>
    findings.setting(`s3://${Bucket}`, subject, expected, got);
  const [versioning, block, encryption, policy] = await Promise.all([
    client.send(new GetBucketVersioningCommand({ Bucket })),
    client.send(new GetPublicAccessBlockCommand({ Bucket })),
    client.send(new GetBucketEncryptionCommand({ Bucket })),
    client.send(new GetBucketPolicyCommand({ Bucket })),
  ]);
  const found: SmokeFinding[] = [];
  if (versioned.includes(use) && versioning.Status !== 'Enabled')
    found.push(wrong('versioning', 'Enabled', versioning.Status ?? 'none'));
  const closed = block.PublicAccessBlockConfiguration ?? {};
  const open = (['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const).filter(
    (one) => closed[one] !== true,
  );
  if (open.length > 0) found.push(wrong('public access', 'all of it blocked', `no ${open.join(', ')}`));
  const by = encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  const key = keyOf[use];
  const id = key === undefined ? undefined : keys.get(key);
  if (key === undefined) {
    // S3 delivers access logs to buckets with its own keys only.
    if (by?.SSEAlgorithm !== 'AES256') found.push(wrong('encryption', 'AES256', by?.SSEAlgorithm ?? 'none'));
  } else if (by?.SSEAlgorithm !== 'aws:kms' || id === undefined || by.KMSMasterKeyID?.split('/').at(-1) !== id)
    found.push(
      wrong(
        'encryption',
        `aws:kms by the key "${key}" (${id ?? 'none'})`,
        `${by?.SSEAlgorithm ?? 'none'} by ${by?.KMSMasterKeyID ?? 'none'}`,
      ),
    );
  if (!deniesPlainHttp(policy.Policy)) found.push(wrong('policy', 'a Deny where aws:SecureTransport is false', 'none'));
  return found;
}

function deniesPlainHttp(policy: string | undefined): boolean {
  const parsed: unknown = policy === undefined ? undefined : JSON.parse(policy);
  const statements = isObject(parsed) ? [parsed['Statement']].flat() : [];
  return statements.some(
    (one) =>
      isObject(one) &&
      one['Effect'] === 'Deny' &&
      /"aws:SecureTransport":\s*"?false"?/.test(JSON.stringify(one['Condition'])),
  );
}
