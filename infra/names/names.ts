import type { Environment } from '../environments/environment.ts';

/** What a bucket is for, and the first part of its name. */
export const bucketStems = {
  raw: 'csv-raw-data',
  processed: 'csv-processed-data',
  final: 'csv-final-data',
  quarantine: 'csv-quarantine',
  results: 'csv-athena-results',
  logs: 'csv-access-logs',
} as const;
export type BucketUse = keyof typeof bucketStems;

/** Roles that a lake has, whatever its audiences. `reader-<audience>` comes with each audience. */
export const roleUses = [
  'upload',
  'erase',
  'clean',
  'start-run',
  'run-step',
  'state-machine',
  'transform',
  'crawler',
  'lake-formation',
  'quicksight',
  'plan',
  'deploy',
  'data',
  'drift',
  'verify',
  'smoke',
] as const;
export type RoleUse = (typeof roleUses)[number] | `reader-${string}`;

/** Stacks that a lake may have. */
export type StackUse = 'access' | 'checks' | 'storage' | 'lake';

/** Those that an environment has: without workflows nobody takes the roles of `checks`. */
export const stackUses = ({ once }: Pick<Environment, 'once'>): StackUse[] =>
  once.githubProvider === 'skip' ? ['access', 'storage', 'lake'] : ['access', 'checks', 'storage', 'lake'];

/** The qualifier of CDK's bootstrap stack: what `cdk bootstrap --qualifier` is given. */
export const qualifier = 'sluice';

/** Physical names of one lake: pure, so that commands find what stacks made without asking CloudFormation. */
export interface Names {
  /** `sluice-<environment>`: how everything but buckets and databases begins. */
  readonly prefix: string;
  /** `aws`, or the partition of China or GovCloud. */
  readonly partition: string;
  bucket(use: BucketUse): string;
  bucketArn(use: BucketUse): string;
  role(use: RoleUse): string;
  /** `*`: of any role of the lake. */
  roleArn(use: RoleUse | '*'): string;
  /** Of a managed policy of the lake. */
  policyArn(what: string): string;
  oidcProviderArn(issuer: string): string;
  /** `sluice-<environment>-<what>`: functions, queues, jobs, workgroups, state machines, tables of DynamoDB. */
  named(what: string): string;
  /** The role that CloudFormation deploys as: `cdk bootstrap --qualifier sluice` makes it. */
  readonly cloudFormationRoleArn: string;
  /** The bucket of CDK's bootstrap stack that holds code. */
  readonly assetsBucketArn: string;
  /** An ARN in the lake's account and region. */
  arn(service: string, resource: string): string;
  /** Glue databases. Their names are words in SQL: no hyphens. */
  readonly databases: { readonly processed: string; readonly final: string; readonly discovered: string };
  stack(which: StackUse): string;
  /** An audience's Athena workgroup. */
  workgroup(audience: string): string;
}

/** China and GovCloud have partitions of their own: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function namesOf({ name, account, region }: Pick<Environment, 'name' | 'account' | 'region'>): Names {
  const prefix = `sluice-${name}`;
  const partition = partitionOf(region);
  const bucket = (use: BucketUse) => `${bucketStems[use]}-${name}-${account}-${region}`;
  const iam = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const role = (use: RoleUse | '*') => `${prefix}-${use}`;
  const database = (what: string) => `sluice_${name}_${what}`;
  return {
    prefix,
    partition,
    bucket,
    bucketArn: (use) => `arn:${partition}:s3:::${bucket(use)}`,
    role,
    roleArn: (use) => iam(`role/${role(use)}`),
    policyArn: (what) => iam(`policy/${prefix}-${what}`),
    oidcProviderArn: (issuer) => iam(`oidc-provider/${issuer}`),
    named: (what) => `${prefix}-${what}`,
    cloudFormationRoleArn: iam(`role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`),
    assetsBucketArn: `arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-${region}`,
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    databases: {
      processed: database('processed'),
      final: database('final'),
      discovered: database('discovered'),
    },
    stack: (which) => `${prefix}-${which}`,
    workgroup: (audience) => `${prefix}-${audience}`,
  };
}
