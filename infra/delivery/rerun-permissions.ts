import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';

/** What `sluice rerun` calls besides what sync, publish and discover do: it puts dead letters back, and sees what came of a run and of a file. */
export function rerunMay({ names }: Lake): Allowed {
  const queue = (what: string) => names.arn('sqs', names.named(what));
  return {
    RedriveDeadLetters: {
      actions: [
        ...['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'],
        // SQS moves messages as whoever starts the task.
        ...['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      ],
      resources: [queue('clean-dead')],
    },
    SeeHistory: {
      actions: ['states:GetExecutionHistory'],
      resources: [names.arn('states', `execution:${names.named('run')}:*`)],
      because: 'Executions are named when they start; the machine is named.',
    },
    SeeJobRun: { actions: ['glue:GetJobRun'], resources: [names.arn('glue', `job/${names.named('transform')}`)] },
    // Why a file was refused; no row.
    ReadReports: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('processed')}/_reports/*`],
      because: because.objects,
    },
  };
}
