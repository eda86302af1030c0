import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import type { Allowed } from '../roles/role.ts';

/** What `sluice rerun` calls besides what sync, publish and discover do: to ask for what no event asks for, and to see what came of it. */
export function rerunMay({ names }: Lake): Allowed {
  const queue = (what: string) => names.arn('sqs', names.named(what));
  return {
    AskForClean: { actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'], resources: [queue('clean')] },
    RedriveDeadLetters: {
      actions: [
        ...['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'],
        // SQS moves messages as whoever starts the task.
        ...['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      ],
      resources: [queue('clean-dead')],
    },
    // Its versions have ids; which is the present one says nothing of the key.
    SeeTokenKeyId: {
      actions: ['secretsmanager:DescribeSecret'],
      resources: [names.arn('secretsmanager', `secret:${names.named('token-key')}-*`)],
      because: 'Secrets Manager ends the name of a secret with six characters of its own.',
    },
    SeeRequests: {
      actions: ['dynamodb:GetItem'],
      resources: [names.arn('dynamodb', `table/${names.named('runs')}`)],
    },
    ListRuns: {
      actions: ['states:ListExecutions'],
      resources: [names.arn('states', `stateMachine:${names.named('run')}`)],
    },
    FollowRuns: {
      actions: ['states:DescribeExecution', 'states:GetExecutionHistory'],
      resources: [names.arn('states', `execution:${names.named('run')}:*`)],
      because: 'Executions are named when they start; the machine is named.',
    },
    FollowTheJob: { actions: ['glue:GetJobRun'], resources: [names.arn('glue', `job/${names.named('transform')}`)] },
    // What a run came to, and why a file was refused. Neither holds a row.
    ReadOutcomes: {
      actions: ['s3:GetObject'],
      resources: [`${names.bucketArn('final')}/_transforms/*`, `${names.bucketArn('processed')}/_reports/*`],
      because: because.objects,
    },
  };
}
