import type { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { addFunction, failuresStayInTheQueue } from './functions/add-function.ts';
import { acknowledge } from './judge/acknowledge.ts';
import type { Lake } from './lake.ts';
import { because } from './roles/reasons.ts';
import { addRole } from './roles/role.ts';
import type { StorageStack } from './stacks/storage-stack.ts';
import type { Keys } from './storage/keys.ts';

/** Bytes a second that the function surely cleans: 95 MB/s were measured on a desktop's core (scripts/bench), a vCPU of Lambda is slower. */
const bytesPerSecond = 20_000_000;

/** What can be cleaned before the deadline, which is 10 s before the timeout; a larger object would fail five times and end as a dead letter. */
const mostBytes = (timeoutSeconds: number): number => (timeoutSeconds - 10) * bytesPerSecond;

/** Files in one invocation. Each try finishes one at least, so that fewer files than tries are all finished, however large. */
const filesAtOnce = 4;

/** Makes the role of people who upload, and of `npx sluice smoke`: they put files into raw, and can neither read nor remove one. */
function addUploader(stack: Stack, lake: Lake, keys: Keys): void {
  const { environment, names } = lake;
  const people = [...environment.principals.uploaders, names.roleArn('smoke')].map((arn) => new ArnPrincipal(arn));
  addRole(stack, lake, 'upload', new CompositePrincipal(...people), {
    PutRaw: {
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: [`${names.bucketArn('raw')}/*`],
      because: because.objects,
    },
    EncryptRaw: { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keys.raw.keyArn] },
  });
}

/** From raw to processed: the queue of raw's events, read by the clean function. */
export function addIngestion(stack: Stack, lake: Lake, storage: StorageStack): LambdaFunction {
  const { environment, names } = lake;
  const { keys, queues, tokenSecret } = storage;
  addUploader(stack, lake, keys);
  const { memoryMiB, timeoutSeconds, concurrency } = environment.clean;
  const objects = (use: 'raw' | 'processed' | 'quarantine') => `${names.bucketArn(use)}/*`;
  const clean = addFunction(stack, lake, keys, {
    name: 'clean',
    entry: 'lambda/handler.ts',
    description: 'Makes processed agree with the raw keys that changed',
    ...{ memoryMiB, timeoutSeconds },
    environment: {
      RAW_BUCKET: names.bucket('raw'),
      PROCESSED_BUCKET: names.bucket('processed'),
      QUARANTINE_BUCKET: names.bucket('quarantine'),
      MOST_BYTES: String(mostBytes(timeoutSeconds)),
      TOKEN_SECRET: tokenSecret.ref,
    },
    allowed: {
      // Without ListBucket a missing key is answered 403, not 404, and would look like a lack of permission.
      FindKeys: {
        actions: ['s3:ListBucket'],
        resources: [names.bucketArn('raw'), names.bucketArn('processed'), names.bucketArn('quarantine')],
      },
      ReadRaw: {
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [objects('raw')],
        because: because.objects,
      },
      ReadAndWriteProcessed: {
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: [objects('processed')],
        because: because.objects,
      },
      WriteQuarantine: {
        actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: [objects('quarantine')],
        because: because.objects,
      },
      DecryptRaw: { actions: ['kms:Decrypt'], resources: [keys.raw.keyArn] },
      UseOutputKeys: {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [keys.lake.keyArn, keys.quarantine.keyArn],
      },
      ReadTokenKey: { actions: ['secretsmanager:GetSecretValue'], resources: [tokenSecret.ref] },
      DecryptTokenKey: { actions: ['kms:Decrypt'], resources: [keys.token.keyArn] },
      TakeMessages: {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queues.clean.queue.queueArn],
      },
    },
  });
  const mapping = new CfnEventSourceMapping(stack, 'EventsOfRaw', {
    functionName: clean.functionName,
    eventSourceArn: queues.clean.queue.queueArn,
    batchSize: filesAtOnce,
    functionResponseTypes: ['ReportBatchItemFailures'],
    // Not reserved concurrency: a new account has 10 in all, and none to reserve.
    scalingConfig: { maximumConcurrency: concurrency },
  });
  acknowledge(mapping, ...failuresStayInTheQueue);
  return clean;
}
