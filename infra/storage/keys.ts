import type { Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  type Condition,
  type Conditions,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { s3ManifestDatasets } from '../folders/s3-manifest-datasets.ts';
import type { Lake } from '../lake.ts';
import { type KeyUse, type KeyUser, keyUsers } from './key-users.ts';
import { removalOf } from './removal.ts';

export type Keys = Readonly<Record<KeyUse, Key>>;

/** What administering a key takes, without its use: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const administration = [
  'CreateAlias',
  'DeleteAlias',
  'UpdateAlias',
  'UpdateKeyDescription',
  'DescribeKey',
  'ListResourceTags',
  'ListGrants',
  'ListKeyPolicies',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'PutKeyPolicy',
  'EnableKey',
  'DisableKey',
  'EnableKeyRotation',
  'DisableKeyRotation',
  'RevokeGrant',
  'TagResource',
  'UntagResource',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
].map((action) => `kms:${action}`);

/** The service that asks KMS on its caller's behalf; nobody uses a key directly. */
const viaService: Readonly<Record<KeyUse, string>> = {
  raw: 's3',
  lake: 's3',
  quarantine: 's3',
  results: 's3',
  token: 'secretsmanager',
  watching: 'sns',
};

/** Services that write with the watching key on nobody's behalf, for this account only. */
const watchers = ['cloudwatch', 'budgets', 'events', 'sns'];

/** ARNs of the roles and people that an entry of the matrix means. */
export function principalsOf(lake: Lake, users: readonly KeyUser[]): string[] {
  const { environment, names } = lake;
  const followed = s3ManifestDatasets(lake).length > 0;
  return users.flatMap((user) => {
    if (user === 'manifest-writer') return followed ? [names.roleArn('run-step')] : [];
    if (user === 'manifest-reader') return followed ? [names.roleArn('quicksight')] : [];
    if (user === 'administrators' || user === 'stewards') return environment.principals[user];
    if (user === 'cloudformation') return [names.cloudFormationRoleArn];
    if (user !== 'readers') return [names.roleArn(user)];
    return Object.keys(environment.audiences).map((audience) => names.roleArn(`reader-${audience}`));
  });
}

/**
 * A statement for principals that may not exist yet, as KMS refuses a policy that names a missing role: the account is let in, and
 * only as one of these. Their own policies have to allow it too.
 */
function useBy(sid: string, actions: readonly string[], principals: readonly string[], condition: Condition) {
  return new PolicyStatement({
    sid,
    principals: [new AccountRootPrincipal()],
    actions: actions.map((action) => `kms:${action}`),
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': principals }, StringEquals: condition },
  });
}

function policyOf(lake: Lake, use: KeyUse): PolicyDocument {
  const { environment, names } = lake;
  const { decrypt, encrypt } = keyUsers[use];
  const service = viaService[use];
  const via = { 'kms:ViaService': `${service}.${environment.region}.amazonaws.com` };
  const ours: Conditions = { StringEquals: { 'aws:SourceAccount': environment.account } };
  const statements = [
    new PolicyStatement({
      sid: 'AdministerWithoutUse',
      principals: [new AccountRootPrincipal()],
      actions: administration,
      resources: ['*'],
    }),
    ...(decrypt.length > 0 ? [useBy('Decrypt', ['Decrypt'], principalsOf(lake, decrypt), via)] : []),
    ...(encrypt.length > 0 ? [useBy('Encrypt', ['GenerateDataKey'], principalsOf(lake, encrypt), via)] : []),
  ];
  if (use === 'watching') {
    statements.push(
      new PolicyStatement({
        sid: 'Watchers',
        principals: watchers.map((name) => new ServicePrincipal(`${name}.amazonaws.com`)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: ours,
      }),
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${environment.region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': names.arn('logs', 'log-group:*') } },
      }),
    );
  }
  return new PolicyDocument({ statements });
}

/** Makes the keys, each rotated every year, each with the policy that the matrix gives. */
export function addKeys(stack: Stack, lake: Lake): Keys {
  const make = (use: KeyUse) =>
    new Key(stack, `Key-${use}`, {
      alias: lake.names.named(use),
      description: `${lake.names.prefix}: ${use}`,
      enableKeyRotation: true,
      policy: policyOf(lake, use),
      removalPolicy: removalOf(lake.environment),
    });
  return {
    raw: make('raw'),
    lake: make('lake'),
    quarantine: make('quarantine'),
    results: make('results'),
    token: make('token'),
    watching: make('watching'),
  };
}
