import type { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';

/** What EventBridge tells `start-run`: that a run has ended, that it is time to sweep, that it is time for a run. */
export function addRules(stack: Stack, lake: Lake, startRun: LambdaFunction, machine: CfnStateMachine): void {
  const { names, environment } = lake;
  const { schedule } = environment.transform;
  const ended = {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [machine.ref], status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] },
  };
  const covered =
    'An event that EventBridge loses is made good by the sweep of the next minute, which the alarm on its errors watches.';
  const rule = (name: string, props: { eventPattern?: object; scheduleExpression?: string; input?: string }) => {
    const { input, ...when } = props;
    const made = new CfnRule(stack, `Rule-${name}`, {
      name: names.named(name),
      ...when,
      targets: [{ id: 'start-run', arn: startRun.functionArn, ...(input === undefined ? {} : { input }) }],
    });
    acknowledge(made, 'Serverless-EventBusDLQ', covered);
    new CfnPermission(stack, `Permission-${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: startRun.functionArn,
      principal: 'events.amazonaws.com',
      sourceAccount: environment.account,
      sourceArn: made.attrArn,
    });
  };
  rule('run-ended', { eventPattern: ended });
  rule('sweep', { scheduleExpression: 'rate(1 minute)', input: JSON.stringify({ do: 'sweep' }) });
  if (schedule !== undefined) {
    rule('schedule', { scheduleExpression: schedule, input: JSON.stringify({ do: 'request' }) });
  }
}
