import type { ResourcePermission } from '@aws-sdk/client-quicksight';
import { principalArn, type ResourceKind, type Service } from '../service.ts';
import { invalid } from '../wire/service-error.ts';

/**
 * What may be granted on each kind of resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonquicksight.html
 */
const verbs: Readonly<Record<ResourceKind, readonly string[]>> = {
  dashboard: [
    'DescribeDashboard',
    'ListDashboardVersions',
    'QueryDashboard',
    'UpdateDashboard',
    'DeleteDashboard',
    'DescribeDashboardPermissions',
    'UpdateDashboardPermissions',
    'UpdateDashboardPublishedVersion',
    'UpdateDashboardLinks',
  ],
  analysis: [
    'DescribeAnalysis',
    'QueryAnalysis',
    'UpdateAnalysis',
    'DeleteAnalysis',
    'RestoreAnalysis',
    'DescribeAnalysisPermissions',
    'UpdateAnalysisPermissions',
  ],
  theme: [
    'DescribeTheme',
    'DescribeThemeAlias',
    'ListThemeAliases',
    'ListThemeVersions',
    'CreateThemeAlias',
    'UpdateThemeAlias',
    'DeleteThemeAlias',
    'UpdateTheme',
    'DeleteTheme',
    'DescribeThemePermissions',
    'UpdateThemePermissions',
  ],
  dataset: [
    'DescribeDataSet',
    'DescribeDataSetPermissions',
    'PassDataSet',
    'DescribeIngestion',
    'ListIngestions',
    'CreateIngestion',
    'CancelIngestion',
    'UpdateDataSet',
    'DeleteDataSet',
    'UpdateDataSetPermissions',
    'DescribeDataSetRefreshProperties',
    'PutDataSetRefreshProperties',
    'DeleteDataSetRefreshProperties',
    'CreateRefreshSchedule',
    'DescribeRefreshSchedule',
    'ListRefreshSchedules',
    'UpdateRefreshSchedule',
    'DeleteRefreshSchedule',
  ],
  datasource: [
    'DescribeDataSource',
    'DescribeDataSourcePermissions',
    'PassDataSource',
    'UpdateDataSource',
    'DeleteDataSource',
    'UpdateDataSourcePermissions',
  ],
};

/** Kinds that a namespace, which is everybody in it, can be given. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ResourcePermission.html */
const takesNamespace: ReadonlySet<ResourceKind> = new Set(['dashboard', 'analysis', 'theme']);

/**
 * Permissions after a change: what is revoked goes first, then what is granted comes; a principal without actions is dropped.
 * @throws ServiceError for a principal that does not exist and an action that the kind of resource does not have
 */
export function changePermissions(
  service: Service,
  kind: ResourceKind,
  current: readonly ResourcePermission[],
  grants: readonly ResourcePermission[] | undefined,
  revokes: readonly ResourcePermission[] | undefined,
): ResourcePermission[] {
  for (const permission of [...(grants ?? []), ...(revokes ?? [])]) checkPermission(service, kind, permission);
  const byPrincipal = new Map(current.map(({ Principal, Actions }) => [Principal, new Set(Actions)]));
  for (const { Principal, Actions } of revokes ?? []) {
    for (const action of Actions ?? []) byPrincipal.get(Principal)?.delete(action);
  }
  for (const { Principal, Actions } of grants ?? []) {
    byPrincipal.set(Principal, new Set([...(byPrincipal.get(Principal) ?? []), ...(Actions ?? [])]));
  }
  return [...byPrincipal]
    .filter(([, actions]) => actions.size > 0)
    .map(([Principal, actions]) => ({ Principal, Actions: [...actions] }));
}

/** What every operation that updates permissions does to its resource. @throws ServiceError as `changePermissions` does; then nothing changes */
export function updatePermissions(
  service: Service,
  kind: ResourceKind,
  resource: { permissions: ResourcePermission[] },
  { GrantPermissions, RevokePermissions }: PermissionUpdate,
): void {
  resource.permissions = changePermissions(service, kind, resource.permissions, GrantPermissions, RevokePermissions);
}

interface PermissionUpdate {
  readonly GrantPermissions?: readonly ResourcePermission[] | undefined;
  readonly RevokePermissions?: readonly ResourcePermission[] | undefined;
}

function checkPermission(service: Service, kind: ResourceKind, { Principal, Actions }: ResourcePermission): void {
  if (!principalExists(service, kind, Principal ?? '')) {
    throw invalid(`Principal ${Principal} is not valid: it does not exist in account ${service.account}.`);
  }
  const allowed = verbs[kind].map((verb) => `quicksight:${verb}`);
  const wrong = (Actions ?? []).filter((action) => !allowed.includes(action));
  if (wrong.length > 0)
    throw invalid(`Actions [${wrong.join(', ')}] are not valid for a ${kind}: [${allowed.join(', ')}].`);
}

function principalExists(service: Service, kind: ResourceKind, arn: string): boolean {
  const name = (of: 'user' | 'group' | 'namespace') => {
    const start = principalArn(service, of, '');
    return arn.startsWith(start) ? arn.slice(start.length) : undefined;
  };
  const [user, group, namespace] = [name('user'), name('group'), name('namespace')];
  if (user !== undefined) return Object.hasOwn(service.state.users, user);
  if (group !== undefined) return Object.hasOwn(service.state.groups, group);
  return namespace === 'default' && takesNamespace.has(kind);
}
