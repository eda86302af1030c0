import type { Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { ArnPrincipal, CompositePrincipal, type IPrincipal, type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { catalogArns } from './glue-permissions.ts';
import type { Lake } from './lake.ts';
import { namedQueries } from './named-queries.ts';
import { because } from './roles/reasons.ts';
import { type Allowed, addRole } from './roles/role.ts';
import { followerMay } from './s3-manifests.ts';
import type { Keys } from './storage/keys.ts';

const gibibyte = 1024 ** 3;

/** A workgroup whose settings nobody can override: where answers go, how they are encrypted, how much a query may read. */
function addWorkgroup(
  stack: Stack,
  { names, environment }: Lake,
  keys: Keys,
  audience: string,
  limitGiB: number,
): CfnWorkGroup {
  return new CfnWorkGroup(stack, `Workgroup-${audience}`, {
    name: names.workgroup(audience),
    description: `Queries of ${audience}`,
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: Math.round(limitGiB * gibibyte),
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${names.bucket('results')}/${audience}/`,
        expectedBucketOwner: environment.account,
        encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: keys.results.keyArn },
      },
    },
  });
}

/** What asking takes. Rows of final come through Lake Formation, so neither its bucket nor its key is here. */
function readerMay({ names }: Lake, keys: Keys, audience: string): Allowed {
  const results = names.bucketArn('results');
  return {
    Ask: {
      actions: [
        ...['athena:StartQueryExecution', 'athena:StopQueryExecution', 'athena:GetQueryExecution'],
        ...['athena:GetQueryResults', 'athena:GetQueryResultsStream', 'athena:GetWorkGroup'],
        ...[
          'athena:BatchGetQueryExecution',
          'athena:ListQueryExecutions',
          'athena:GetNamedQuery',
          'athena:ListNamedQueries',
        ],
      ],
      resources: [names.arn('athena', `workgroup/${names.workgroup(audience)}`)],
    },
    FindTables: {
      actions: ['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetTable', 'glue:GetTables', 'glue:GetPartitions'],
      resources: catalogArns(names, 'final'),
      because: because.tables,
    },
    AskLakeFormation: { actions: ['lakeformation:GetDataAccess'], resources: ['*'], because: because.noResource },
    FindAnswers: { actions: ['s3:GetBucketLocation'], resources: [results] },
    ListAnswers: {
      actions: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [results],
      conditions: { StringLike: { 's3:prefix': [`${audience}/*`] } },
    },
    KeepAnswers: {
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [`${results}/${audience}/*`],
      because: because.objects,
    },
    EncryptAnswers: { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keys.results.keyArn] },
  };
}

/** QuickSight's own audience: it reads final through a workgroup of its own, as the role that an author chooses. */
export const quickSightAudience = 'quicksight';
const quickSightScanGiB = 100;

export interface Analytics {
  /** The role of each audience, and QuickSight's where there is one. */
  readonly readers: readonly Role[];
}

/** Makes a workgroup and a role for each audience, and for QuickSight. */
export function addAnalytics(stack: Stack, lake: Lake, keys: Keys): Analytics {
  const { environment, names } = lake;
  const trusted = (arns: readonly string[]): IPrincipal =>
    new CompositePrincipal(...arns.map((arn) => new ArnPrincipal(arn)));
  const readers = Object.entries(environment.audiences).map(([audience, { principals, scanLimitGiB }]) => {
    const group = addWorkgroup(stack, lake, keys, audience, scanLimitGiB);
    for (const { name, description, sql } of namedQueries(names.databases.final, lake.folders.tables)) {
      const query = new CfnNamedQuery(stack, `Query-${audience}-${name}`, {
        ...{ name, description, queryString: sql, workGroup: names.workgroup(audience) },
        database: names.databases.final,
      });
      query.addResourceDependency(group);
    }
    // `npx sluice smoke` and `npx sluice verify` ask as each audience.
    const checks = environment.once.githubProvider === 'skip' ? ['smoke' as const] : (['smoke', 'verify'] as const);
    const askers = trusted([...principals, ...checks.map((use) => names.roleArn(use))]);
    return addRole(stack, lake, `reader-${audience}`, askers, readerMay(lake, keys, audience));
  });
  if (environment.once.quickSight === 'skip') return { readers };
  addWorkgroup(stack, lake, keys, quickSightAudience, quickSightScanGiB);
  const service = new ServicePrincipal('quicksight.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': environment.account } },
  });
  const allowed = { ...readerMay(lake, keys, quickSightAudience), ...followerMay(lake, keys) };
  return { readers: [...readers, addRole(stack, lake, 'quicksight', service, allowed)] };
}
