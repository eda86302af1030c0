import type { Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgePatterns } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import { deployActions } from './deploy-actions.ts';

/** What a managed policy may hold, without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const largestPolicy = 6_144;

/** Services that may be given a role of the lake. */
const passedTo = ['lambda', 'glue', 'states', 'lakeformation', 'cloudtrail'].map((name) => `${name}.amazonaws.com`);

/** Roles: only within the boundary, and neither those that deploy nor the boundary itself. */
function iamStatements({ names }: Lake): PolicyStatement[] {
  const roles = [names.roleArn('*')];
  const boundary = names.policyArn('boundary');
  const fixed = (['plan', 'deploy', 'data', 'drift', 'verify', 'smoke'] as const).map((use) => names.roleArn(use));
  return [
    new PolicyStatement({
      sid: 'RolesWithinTheBoundary',
      actions: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary'],
      resources: roles,
      conditions: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
    }),
    new PolicyStatement({
      sid: 'Roles',
      actions: [
        ...[
          'iam:GetRole',
          'iam:GetRolePolicy',
          'iam:ListRolePolicies',
          'iam:ListAttachedRolePolicies',
          'iam:UpdateRole',
        ],
        ...['iam:UpdateAssumeRolePolicy', 'iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:ListRoleTags'],
      ],
      resources: roles,
    }),
    new PolicyStatement({
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: roles,
      conditions: { StringEquals: { 'iam:PassedToService': passedTo } },
    }),
    new PolicyStatement({
      sid: 'NotWhoDeploys',
      effect: Effect.DENY,
      actions: [
        ...[
          'iam:PutRolePolicy',
          'iam:DeleteRolePolicy',
          'iam:UpdateAssumeRolePolicy',
          'iam:DeleteRole',
          'iam:UpdateRole',
        ],
        ...['iam:PutRolePermissionsBoundary', 'iam:DeleteRolePermissionsBoundary', 'iam:PassRole'],
      ],
      resources: fixed,
    }),
  ];
}

const sizeOf = (statement: PolicyStatement): number => JSON.stringify(statement.toJSON()).length + 1;

/** Statements in as few policies as hold them, in order. */
function packed(statements: readonly PolicyStatement[]): PolicyStatement[][] {
  const frame = '{"Version":"2012-10-17","Statement":[]}'.length;
  const packs: PolicyStatement[][] = [];
  let left = 0;
  for (const statement of statements) {
    const size = sizeOf(statement);
    if (size > left) {
      packs.push([]);
      left = largestPolicy - frame;
    }
    packs.at(-1)?.push(statement);
    left -= size;
  }
  return packs;
}

/**
 * Makes the policies that `cdk bootstrap --cloudformation-execution-policies` is given instead of AdministratorAccess. Changing them is a
 * person's deed: the role that they make strong can't.
 */
export function addCloudFormationPolicies(stack: Stack, lake: Lake): ManagedPolicy[] {
  const grants = Object.entries(deployActions(lake.names, lake.environment)).map(
    ([sid, [actions, resources]]) => new PolicyStatement({ sid, actions: [...actions], resources: [...resources] }),
  );
  return packed([...iamStatements(lake), ...grants]).map((statements, index) => {
    const policy = new ManagedPolicy(stack, `CloudFormation${index + 1}`, {
      managedPolicyName: lake.names.named(`cloudformation-${index + 1}`),
      description: 'What CloudFormation may do to deploy the lake',
      statements,
    });
    const resources = statements.flatMap((statement) => statement.resources);
    acknowledgePatterns(
      policy,
      resources,
      "What is to be made has no ARN yet; the lake's prefix is named wherever AWS has a resource.",
    );
    return policy;
  });
}
