import { countRuns, planRun } from './plan-run.ts';
import type { Throughput } from './throughput.ts';
import type { Usage } from './usage.ts';
import { countFiles, type Workload } from './workload.ts';

/** Ways to the same tables. They differ in what cleans. */
export const ways = ['sluice', 'pandas-lambda', 'glue-only'] as const;
export type Way = (typeof ways)[number];

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: 1,769 MB is one vCPU. */
const cleanGb = 1769 / 1024;
/** A file's requests to S3, which wait and use no processor. */
const waitPerFile = 0.5;
const sweeps = 730 * 60;

function cleaning(way: Way, workload: Workload, throughput: Throughput): Usage[] {
  const files = countFiles(workload);
  if (way === 'glue-only') return [];
  const rate = way === 'sluice' ? throughput.cleanMbPerSecond : throughput.pandasMbPerSecond;
  const seconds = ((workload.gb * 1000) / rate) * workload.slower + files * waitPerFile;
  return [
    { service: 'Lambda', what: 'clean', quantity: seconds * cleanGb, price: 'lambdaArmGbSecond' },
    { service: 'Lambda', what: 'requests of clean', quantity: files, price: 'lambdaRequest' },
  ];
}

function transforming(way: Way, workload: Workload, throughput: Throughput): Usage[] {
  const runs = countRuns(workload, throughput);
  const { dpus, seconds } = planRun(workload, throughput, way === 'glue-only' ? (workload.gb * 1000) / runs : 0);
  return [{ service: 'Glue', what: 'job', quantity: (runs * dpus * seconds) / 3600, price: 'glueDpuHour' }];
}

function storing(workload: Workload, throughput: Throughput): Usage[] {
  const { processedShare, parquetShare, requestsPerFile } = throughput;
  const [files, runs] = [countFiles(workload), countRuns(workload, throughput)];
  const held = workload.gb * workload.heldMonths;
  const heldFiles = files * workload.heldMonths;
  // A table is written in about ten objects: data, manifests, metadata, its branch.
  const writes = files * (requestsPerFile.writes + 1) + runs * workload.datasets * 10;
  // A run reads each manifest and each part.
  const reads = files * requestsPerFile.reads + runs * heldFiles * 2;
  return [
    { service: 'S3', what: 'storage', quantity: held * (1 + processedShare + parquetShare), price: 's3GbMonth' },
    { service: 'S3', what: 'writes', quantity: writes, price: 's3Write' },
    { service: 'S3', what: 'reads', quantity: reads, price: 's3Read' },
    { service: 'CloudTrail', what: 'writes to the buckets', quantity: writes, price: 'cloudTrailDataEvent' },
    // Bucket keys save about 99 of 100: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    { service: 'KMS, Secrets Manager', what: 'requests', quantity: (writes + reads) / 100, price: 'kmsRequest' },
    { service: 'KMS, Secrets Manager', what: 'keys', quantity: 6, price: 'kmsKeyMonth' },
    { service: 'KMS, Secrets Manager', what: 'token key', quantity: 1, price: 'secretMonth' },
  ];
}

function starting(way: Way, workload: Workload, throughput: Throughput): Usage[] {
  const [files, runs] = [countFiles(workload), countRuns(workload, throughput)];
  const service = 'SQS, DynamoDB, Step Functions';
  const queues = way === 'glue-only' ? 1 : 2;
  // Five pollers a queue, that wait for 20 seconds each: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
  const polls = queues * 5 * 730 * 180;
  // A run passes twelve states, and thirteen for each data set that it refreshes (infra/state-machine).
  const transitions = runs * (12 + 13 * workload.datasets);
  return [
    { service, what: 'messages and polls', quantity: polls + files * 3 * queues, price: 'sqsRequest' },
    { service, what: 'states', quantity: transitions, price: 'stepFunctionsTransition' },
    { service, what: 'requests and leases', quantity: files + runs * 4, price: 'dynamoWrite' },
    { service, what: 'sweeps', quantity: sweeps, price: 'dynamoRead' },
    { service: 'Lambda', what: 'start-run, run-step', quantity: sweeps + files + runs * 4, price: 'lambdaRequest' },
    {
      service: 'Lambda',
      what: 'start-run, run-step',
      quantity: (sweeps + files + runs * 4) * 0.1 * 0.25,
      price: 'lambdaArmGbSecond',
    },
  ];
}

function watching(workload: Workload, throughput: Throughput): Usage[] {
  const [files, runs] = [countFiles(workload), countRuns(workload, throughput)];
  return [
    // Two kB a file, a MB of Spark's log a run.
    { service: 'CloudWatch', what: 'logs', quantity: (files * 2 + runs * 1000) / 1e6, price: 'logGb' },
    // The handler's eight, by dataset.
    { service: 'CloudWatch', what: 'metrics', quantity: workload.datasets * 8, price: 'metricMonth' },
    { service: 'CloudWatch', what: 'alarms', quantity: 15, price: 'alarmMonth' },
    { service: 'CloudWatch', what: 'dashboard', quantity: 1, price: 'cloudWatchDashboardMonth' },
  ];
}

function asking({ gb, heldMonths, authors, readers }: Workload, { parquetShare }: Throughput): Usage[] {
  // A hundred questions a month, each of a hundredth of what there is.
  const terabytes = (gb * heldMonths * parquetShare) / 1000;
  return [
    { service: 'Athena', what: 'questions', quantity: terabytes, price: 'athenaTb' },
    { service: 'QuickSight', what: 'authors', quantity: authors, price: 'quickSightAuthorMonth' },
    { service: 'QuickSight', what: 'readers', quantity: readers, price: 'quickSightReaderMonth' },
  ];
}

/** All that a way uses in a month. */
export const usageOf = (way: Way, workload: Workload, throughput: Throughput): readonly Usage[] => [
  ...cleaning(way, workload, throughput),
  ...transforming(way, workload, throughput),
  ...storing(workload, throughput),
  ...starting(way, workload, throughput),
  ...watching(workload, throughput),
  ...asking(workload, throughput),
];
