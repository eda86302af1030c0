import type { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Lake } from '../lake.ts';

/** The most that any role of the lake can be given: its own data and services, and nothing of IAM. */
export function addBoundary(stack: Stack, lake: Lake): ManagedPolicy {
  return new ManagedPolicy(stack, 'Boundary', {
    managedPolicyName: lake.names.named('boundary'),
    description: 'The most that a role of the lake may do',
    statements: [
      new PolicyStatement({
        sid: 'Logs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [lake.names.arn('logs', 'log-group:*')],
      }),
    ],
  });
}
