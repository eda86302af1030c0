import { Duration, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import type { BucketUse } from '../names/names.ts';

/** A queue that S3 fills, and where its messages go that nobody could settle. */
export interface EventQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** Longer than any outage that nobody noticed should last: SQS keeps messages for 14 days at most. */
const retentionPeriod = Duration.days(14);

/** Which events of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
interface Events {
  readonly prefix?: string;
  readonly suffix?: string;
}

/**
 * Has the bucket tell the queue of every object that comes or goes. A property of the bucket, not CDK's custom resource; so the queue's
 * policy comes first.
 */
export function notify(bucket: Bucket, { queue }: EventQueue, { prefix, suffix }: Events): void {
  bucket.node.addDependency(queue.node.findChild('Policy'));
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) return;
  const rules = [
    ...(prefix === undefined ? [] : [{ name: 'prefix', value: prefix }]),
    ...(suffix === undefined ? [] : [{ name: 'suffix', value: suffix }]),
  ];
  const filter = rules.length === 0 ? {} : { filter: { s3Key: { rules } } };
  resource.notificationConfiguration = {
    queueConfigurations: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*'].map((event) => ({
      event,
      queue: queue.queueArn,
      ...filter,
    })),
  };
}

interface QueueOf {
  /** The bucket is made after the queue's policy: its name stands there literally. */
  readonly bucket: BucketUse;
  /** Of the function that reads: messages stay hidden for six times that (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). */
  readonly timeoutSeconds: number;
  /** Deliveries before a message is given up. */
  readonly tries: number;
}

/**
 * Makes a queue of a bucket's events with a dead-letter queue. It belongs to storage: S3 checks the queue and its policy when the bucket is
 * made, and events that wait must outlive the functions that read them.
 */
function addQueue(
  stack: Stack,
  lake: Lake,
  what: 'clean' | 'runs',
  { bucket, timeoutSeconds, tries }: QueueOf,
): EventQueue {
  const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod };
  const deadLetters = new Queue(stack, `Queue-${what}-dead`, {
    ...common,
    queueName: lake.names.named(`${what}-dead`),
  });
  acknowledge(deadLetters, 'Serverless-SQSRedrivePolicy', 'It is itself the queue of dead letters.');
  const queue = new Queue(stack, `Queue-${what}`, {
    ...common,
    queueName: lake.names.named(what),
    visibilityTimeout: Duration.seconds(6 * timeoutSeconds),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: tries },
  });
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventsOfTheBucket',
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { 'aws:SourceArn': lake.names.bucketArn(bucket) },
        StringEquals: { 'aws:SourceAccount': lake.environment.account },
      },
    }),
  );
  return { queue, deadLetters };
}

/** Seconds that the function which asks for runs may take. */
export const startRunSeconds = 30;

/** The queue of raw's events, which the clean function reads, and that of manifests, which ask for runs. */
export function addQueues(stack: Stack, lake: Lake): { readonly clean: EventQueue; readonly runs: EventQueue } {
  const { timeoutSeconds } = lake.environment.clean;
  return {
    clean: addQueue(stack, lake, 'clean', { bucket: 'raw', timeoutSeconds, tries: 5 }),
    runs: addQueue(stack, lake, 'runs', { bucket: 'processed', timeoutSeconds: startRunSeconds, tries: 5 }),
  };
}
