import {
  type CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  type DescribeStackDriftDetectionStatusOutput,
  DetectStackDriftCommand,
  paginateDescribeStackResourceDrifts,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { waitUntil } from '../../aws/wait-until.ts';

/** What CloudFormation found out about one stack. */
export type StackDrift =
  | { readonly missing: true }
  /** Why it could not be found out. */
  | { readonly failed: string }
  | {
      readonly resources: readonly StackResourceDrift[];
      /** Why not all of it could be found out. */
      readonly incomplete: string | undefined;
    };

/**
 * Has CloudFormation compare a stack's resources with its template, waits for the end and reads what differs. It changes nothing but the time of the
 * last detection (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html).
 * @param timeout seconds; detections of somebody else that are under way count
 * @throws what the SDK throws
 */
export async function detectStackDrift(
  client: CloudFormationClient,
  StackName: string,
  timeout: number,
): Promise<StackDrift> {
  const deadline = performance.now() + timeout * 1000;
  const left = () => Math.max(0, (deadline - performance.now()) / 1000);
  const started = await waitUntil(() => start(client, StackName), { most: left() });
  if (started === undefined) return { failed: `another detection is under way, still after ${timeout} s` };
  if (started === 'missing') return { missing: true };
  const ended = await waitUntil(() => endOf(client, started.id), { most: left() });
  if (ended === undefined) return { failed: `no end of the detection after ${timeout} s` };
  const resources: StackResourceDrift[] = [];
  const asked = {
    StackName,
    StackResourceDriftStatusFilters: ['MODIFIED' as const, 'DELETED' as const, 'UNKNOWN' as const],
  };
  for await (const page of paginateDescribeStackResourceDrifts({ client }, asked))
    resources.push(...(page.StackResourceDrifts ?? []));
  const { DetectionStatus, DetectionStatusReason = 'CloudFormation gives no reason' } = ended;
  return { resources, incomplete: DetectionStatus === 'DETECTION_FAILED' ? DetectionStatusReason : undefined };
}

/** CloudFormation has no errors of their own for these: all are a ValidationError. @returns undefined while another detection is under way */
async function start(
  client: CloudFormationClient,
  StackName: string,
): Promise<{ readonly id: string } | 'missing' | undefined> {
  try {
    const { StackDriftDetectionId = '' } = await client.send(new DetectStackDriftCommand({ StackName }));
    return { id: StackDriftDetectionId };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationError') throw error;
    if (/does not exist/i.test(error.message)) return 'missing';
    if (/already in progress/i.test(error.message)) return undefined;
    throw error;
  }
}

async function endOf(
  client: CloudFormationClient,
  StackDriftDetectionId: string,
): Promise<DescribeStackDriftDetectionStatusOutput | undefined> {
  const status = await client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }));
  return status.DetectionStatus === 'DETECTION_IN_PROGRESS' ? undefined : status;
}
