import { type Finding, type Place, quote } from '../../lambda/schema/finding.ts';

/** How AWS can differ from the repository. One code is one heading in FINDINGS.md. */
export const driftCodes = [
  'access-differs',
  'column-extra',
  'column-missing',
  'column-retyped',
  'dashboard-deleted',
  'dashboard-edited',
  'dashboard-not-in-repository',
  'dashboard-not-ours',
  'dashboard-rolled-back',
  'dashboard-shared',
  'dashboard-unpublished',
  'object-differs',
  'object-extra',
  'object-missing',
  'object-unknown',
  'resource-changed',
  'resource-deleted',
  'stack-missing',
  'table-extra',
  'table-missing',
] as const;
export type DriftCode = (typeof driftCodes)[number];
export type DriftFinding = Finding<DriftCode>;

type Rest = Omit<DriftFinding, 'code' | 'severity' | 'place'>;
const error = (code: DriftCode, place: Place, rest: Rest): DriftFinding => ({
  ...{ code, severity: 'error', place },
  ...rest,
});
const warn = (code: DriftCode, place: Place, rest: Rest): DriftFinding => ({
  ...{ code, severity: 'warn', place },
  ...rest,
});

/** A folder of dashboards/, and the environment that it is published to. */
interface Published {
  readonly dashboard: string;
  readonly environment: string;
}
const publish = ({ dashboard, environment }: Published, options = ''): string =>
  `npx sluice publish ${dashboard === '' ? '' : `${dashboard} `}--env ${environment}${options}`;
const pull = ({ dashboard, environment }: Published): string => `npx sluice pull ${dashboard} --env ${environment}`;
const contract = (table: string): Place => ({ file: `glue/tables/${table}/table.json` });
const catalog = (environment: string): string => `run npx sluice catalog --env ${environment}`;
const sync = (environment: string): string => `npx sluice sync --env ${environment}`;
const redeploy = (stack: string): string => `say it in infra/, or deploy ${stack} again`;

/** Every sentence. Places are files of the repository, or what AWS calls a thing that has none. */
export const findings = {
  /** @param change as `npx sluice catalog --plan` says it */
  accessDiffers: (table: string, change: string, environment: string) =>
    error('access-differs', contract(table), {
      expected: 'Lake Formation to grant what schemas say',
      got: `other grants: ${quote(change, 300)} would make them so`,
      fix: catalog(environment),
    }),
  columnExtra: (table: string, column: string, type: string) =>
    warn('column-extra', contract(table), {
      subject: column,
      expected: 'a column of the contract',
      got: `one that only the catalog has (${quote(type)})`,
      fix: 'add it to the contract; a column that the contract gave up stays in the catalog, and readers see it',
    }),
  columnMissing: (table: string, column: string, environment: string) =>
    error('column-missing', contract(table), {
      subject: column,
      expected: 'a column of the catalog',
      got: 'none',
      fix: catalog(environment),
    }),
  columnRetyped: (table: string, column: string, expected: string, got: string) =>
    error('column-retyped', contract(table), {
      subject: column,
      expected: `${expected} in the catalog`,
      got: quote(got),
      fix: 'add a column of another name, and take this one out later',
    }),
  dashboardDeleted: (place: Place, name: string, of: Published) =>
    error('dashboard-deleted', place, {
      subject: name,
      expected: 'a dashboard over the data sets that are published for it',
      got: 'none: it was deleted, or its first publish failed',
      fix: `bring it back with ${publish(of)}, or remove its folder`,
    }),
  /** @param what as publish says it */
  dashboardEdited: (place: Place, name: string, what: string, of: Published) =>
    error('dashboard-edited', place, {
      subject: name,
      expected: 'what was published last',
      got: what,
      fix: `take it over with ${pull(of)}, or put it back with ${publish(of, ' --overwrite-live')}`,
    }),
  /** It holds nothing to take over. */
  dataSourceEdited: (place: Place, name: string, of: Published) =>
    error('dashboard-edited', place, {
      subject: name,
      expected: "the environment's workgroup, and a connection that works",
      got: 'another one',
      fix: `put it back with ${publish(of)}`,
    }),
  dashboardNotInRepository: (place: Place, name: string, got: string, fix: string) =>
    warn('dashboard-not-in-repository', place, {
      subject: name,
      expected: 'a file of dashboards/ that says it',
      got,
      fix,
    }),
  dashboardNotOurs: (place: Place, name: string, id: string, environment: string) =>
    error('dashboard-not-ours', place, {
      subject: name,
      expected: `${id} with the tag sluice=${environment}`,
      got: 'one without it',
      fix: 'rename the folder, or remove by hand what carries its id',
    }),
  dashboardRolledBack: (place: Place, name: string, got: string, of: Published) =>
    error('dashboard-rolled-back', place, {
      subject: name,
      expected: 'another definition than the one that was rolled back',
      got,
      fix: `correct it, take the live one over with ${pull(of)}, or put the repository's live with ${publish(of, ' --overwrite-live')}`,
    }),
  /** @param got who was let in or out, in words */
  dashboardShared: (place: Place, name: string, got: string, of: Published) =>
    error('dashboard-shared', place, {
      subject: name,
      expected: 'the permissions that were published',
      got,
      fix: `say it in dashboard.json, or take it back with ${publish(of, ' --closely')}`,
    }),
  dashboardUnpublished: (place: Place, name: string, what: string, of: Published) =>
    warn('dashboard-unpublished', place, {
      subject: name,
      expected: 'what the repository says, published',
      got: what,
      fix: publish(of),
    }),
  objectDiffers: (file: string, expected: string, got: string, environment: string) =>
    error(
      'object-differs',
      { file },
      { expected, got, fix: `put the committed bytes back with ${sync(environment)}, or commit the other ones` },
    ),
  /** @param isSynced whether sync put it there @param uri `s3://bucket/key` */
  objectExtra: (dataset: string, uri: string, isSynced: boolean, environment: string) =>
    error(
      'object-extra',
      { file: uri },
      {
        expected: `a committed file of datasets/${dataset}, whose files come from the repository`,
        got: isSynced ? 'an object whose file is gone' : 'an object that somebody else has put there',
        fix: isSynced
          ? `bring the file back, or remove it with ${sync(environment)} --prune`
          : 'commit it, or remove it by hand',
      },
    ),
  objectMissing: (file: string, environment: string) =>
    error(
      'object-missing',
      { file },
      {
        expected: 'the same object in raw',
        got: 'none',
        fix: `put it there with ${sync(environment)}`,
      },
    ),
  objectUnknown: (file: string, bytes: number, environment: string) =>
    warn(
      'object-unknown',
      { file },
      {
        expected: 'an object in raw that sync has put there and recorded',
        got: `one of ${bytes} bytes, as committed, that no record tells of`,
        fix: `let sync put it there: ${sync(environment)}`,
      },
    ),
  /** @param subject a path in the resource's properties */
  resourceChanged: (stack: string, resource: string, subject: string, expected: string, got: string) =>
    error('resource-changed', { file: `${stack}/${resource}` }, { subject, expected, got, fix: redeploy(stack) }),
  resourceDeleted: (stack: string, resource: string, type: string, id: string) =>
    error(
      'resource-deleted',
      { file: `${stack}/${resource}` },
      {
        expected: `${type} ${quote(id, 100)}`,
        got: 'none: it was deleted outside CloudFormation',
        fix: redeploy(stack),
      },
    ),
  stackMissing: (stack: string) =>
    error(
      'stack-missing',
      { file: stack },
      {
        expected: 'a stack that is deployed',
        got: 'none',
        fix: `npx cdk deploy ${stack}`,
      },
    ),
  tableExtra: (table: string, database: string) =>
    warn(
      'table-extra',
      { file: `${database}.${table}` },
      {
        expected: `a contract in glue/tables/${table}/table.json`,
        got: 'none',
        fix: 'bring the folder back, or drop the table: nothing builds it any more',
      },
    ),
  tableMissing: (table: string, database: string, environment: string) =>
    error('table-missing', contract(table), {
      expected: `a table of ${database}`,
      got: 'none',
      fix: catalog(environment),
    }),
} as const;
