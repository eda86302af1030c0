import type { Stack } from 'aws-cdk-lib';
import type { CfnCrawler, CfnJob } from 'aws-cdk-lib/aws-glue';
import { type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDataLakeSettings, CfnPrincipalPermissions, CfnResource } from 'aws-cdk-lib/aws-lakeformation';
import type { IConstruct } from 'constructs';
import type { Databases } from './catalog.ts';
import type { Lake } from './lake.ts';
import type { Names, RoleUse } from './names/names.ts';
import { because } from './roles/reasons.ts';
import { addRole } from './roles/role.ts';
import type { Keys } from './storage/keys.ts';

export interface Governed {
  readonly keys: Keys;
  readonly databases: Databases;
  readonly readers: readonly Role[];
  readonly job: CfnJob;
  readonly crawler: CfnCrawler;
}

type Grant = { readonly to: string; readonly id: string } & (
  | { readonly database: keyof Names['databases']; readonly tables?: boolean; readonly may: readonly string[] }
  | { readonly location: string; readonly may: readonly string[] }
);

/** `sluice catalog` makes tables and columns; `sluice discover` reads guesses. Being an admin lets it grant, not create. */
const publisherGrants = ({ names }: Lake): Grant[] => [
  { id: 'data-database', to: names.roleArn('data'), database: 'final', may: ['CREATE_TABLE', 'DESCRIBE'] },
  { id: 'data-tables', to: names.roleArn('data'), database: 'final', tables: true, may: ['ALTER', 'DESCRIBE'] },
  { id: 'data-location', to: names.roleArn('data'), location: names.bucketArn('final'), may: ['DATA_LOCATION_ACCESS'] },
  { id: 'data-discovered', to: names.roleArn('data'), database: 'discovered', tables: true, may: ['DESCRIBE'] },
];

/** Grants of databases and of the location. Those of final tables, by column and row, are `sluice catalog`'s: they need tables that exist. */
function grantsOf(lake: Lake): Grant[] {
  const { names, environment } = lake;
  const audiences = Object.keys(environment.audiences).map((audience): RoleUse => `reader-${audience}`);
  const readers: RoleUse[] = environment.once.quickSight === 'import' ? [...audiences, 'quicksight'] : audiences;
  return [
    { id: 'job-database', to: names.roleArn('transform'), database: 'final', may: ['CREATE_TABLE', 'DESCRIBE'] },
    {
      id: 'job-tables',
      to: names.roleArn('transform'),
      database: 'final',
      tables: true,
      may: ['SELECT', 'INSERT', 'DELETE', 'ALTER', 'DESCRIBE'],
    },
    {
      id: 'job-location',
      to: names.roleArn('transform'),
      location: names.bucketArn('final'),
      may: ['DATA_LOCATION_ACCESS'],
    },
    { id: 'crawler-database', to: names.roleArn('crawler'), database: 'discovered', may: ['CREATE_TABLE', 'DESCRIBE'] },
    {
      id: 'crawler-tables',
      to: names.roleArn('crawler'),
      database: 'discovered',
      tables: true,
      may: ['ALTER', 'DROP', 'DESCRIBE'],
    },
    ...(environment.once.githubProvider === 'skip' ? [] : publisherGrants(lake)),
    ...readers.map(
      (reader): Grant => ({
        id: `${reader}-database`,
        to: names.roleArn(reader),
        database: 'final',
        may: ['DESCRIBE'],
      }),
    ),
    // Text tables show every column of everybody: who may read quarantine may explore them.
    ...environment.principals.stewards.flatMap((to, index): Grant[] => [
      { id: `steward-${index}-database`, to, database: 'processed', may: ['DESCRIBE'] },
      { id: `steward-${index}-tables`, to, database: 'processed', tables: true, may: ['SELECT', 'DESCRIBE'] },
    ]),
  ];
}

function resourceOf({ names, environment }: Lake, grant: Grant) {
  const catalogId = environment.account;
  if ('location' in grant) return { dataLocation: { catalogId, resourceArn: grant.location } };
  const name = names.databases[grant.database];
  if (grant.tables === true) return { table: { catalogId, databaseName: name, tableWildcard: {} } };
  return { database: { catalogId, name } };
}

/** The role with which Lake Formation reads final for those whom it lets: only this role and the job read the bucket at all. */
function addRegistration(stack: Stack, lake: Lake, keys: Keys): CfnResource {
  const { names, environment } = lake;
  const service = new ServicePrincipal('lakeformation.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': environment.account } },
  });
  const role = addRole(stack, lake, 'lake-formation', service, {
    FindObjects: { actions: ['s3:ListBucket'], resources: [names.bucketArn('final')] },
    ReadFinal: { actions: ['s3:GetObject'], resources: [`${names.bucketArn('final')}/*`], because: because.objects },
    Decrypt: { actions: ['kms:Decrypt'], resources: [keys.lake.keyArn] },
  });
  return new CfnResource(stack, 'FinalLocation', {
    resourceArn: names.bucketArn('final'),
    useServiceLinkedRole: false,
    roleArn: role.roleArn,
    hybridAccessEnabled: false,
    withFederation: false,
  });
}

/**
 * Puts final under Lake Formation. Admins are added to those that the account has (`APPEND`), never put in their place; new databases and
 * tables get no default permissions.
 */
export function addGovernance(stack: Stack, lake: Lake, { keys, databases, readers, job, crawler }: Governed): void {
  const { names, environment } = lake;
  const registration = addRegistration(stack, lake, keys);
  const before: IConstruct[] = [registration, ...Object.values(databases), ...readers, job, crawler];
  if (environment.once.lakeFormation === 'create') {
    const admins = [
      ...environment.principals.administrators,
      names.cloudFormationRoleArn,
      ...(environment.once.githubProvider === 'skip' ? [] : [names.roleArn('data')]),
    ];
    const seers: readonly RoleUse[] = environment.once.githubProvider === 'skip' ? ['smoke'] : ['smoke', 'drift'];
    const settings = new CfnDataLakeSettings(stack, 'LakeFormationSettings', {
      mutationType: 'APPEND',
      admins: admins.map((dataLakePrincipalIdentifier) => ({ dataLakePrincipalIdentifier })),
      // Who sees grants without being able to make any.
      readOnlyAdmins: seers.map((use) => ({ dataLakePrincipalIdentifier: names.roleArn(use) })),
      createDatabaseDefaultPermissions: [],
      createTableDefaultPermissions: [],
    });
    // Who deploys makes databases and registers the location as an admin.
    for (const one of [registration, ...Object.values(databases)]) one.node.addDependency(settings);
    before.push(settings);
  }
  for (const grant of grantsOf(lake)) {
    const made = new CfnPrincipalPermissions(stack, `Grant-${grant.id}`, {
      catalog: environment.account,
      principal: { dataLakePrincipalIdentifier: grant.to },
      resource: resourceOf(lake, grant),
      permissions: [...grant.may],
      permissionsWithGrantOption: [],
    });
    made.node.addDependency(...before);
  }
}
