import type { ResourcePermission } from '@aws-sdk/client-quicksight';
import type { Place } from '../../../lambda/schema/finding.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { QuickSightPlace } from './place.ts';

/** What one may do with a thing of QuickSight. */
export type Right = 'view' | 'edit' | 'use' | 'see-theme';

/**
 * QuickSight takes these sets and no others: what its console grants as viewer and co-owner.
 * https://docs.aws.amazon.com/quicksight/latest/developerguide/dashboard-permissions.html and the pages beside it.
 */
const view = ['DescribeDashboard', 'ListDashboardVersions', 'QueryDashboard'];
const actionsOf: Readonly<Record<Right, readonly string[]>> = {
  view,
  edit: [
    ...view,
    ...['UpdateDashboard', 'DeleteDashboard', 'UpdateDashboardPublishedVersion'],
    ...['DescribeDashboardPermissions', 'UpdateDashboardPermissions'],
  ],
  // Never UpdateDataSet: whoever may change a data set may take its rules off.
  use: ['DescribeDataSet', 'DescribeDataSetPermissions', 'PassDataSet', 'DescribeIngestion', 'ListIngestions'],
  'see-theme': ['DescribeTheme', 'DescribeThemeAlias', 'ListThemeAliases', 'ListThemeVersions'],
};

/** ARNs of the QuickSight groups and users behind a logical name. They hold the identity region and the namespace, not the lake's region. */
export function principalsOf(place: QuickSightPlace, name: string): readonly string[] | undefined {
  const { quickSight } = place.environment;
  const own = quickSight?.principals;
  if (quickSight === undefined || own === undefined || !Object.hasOwn(own, name)) return undefined;
  return own[name]?.map((principal) => {
    const [kind = '', ...rest] = principal.split('/');
    const { identityRegion, namespace } = quickSight;
    return `arn:${place.names.partition}:quicksight:${identityRegion}:${place.account}:${kind}/${namespace}/${rest.join('/')}`;
  });
}

/**
 * Permissions as QuickSight takes them, one a principal, sorted by it.
 * @param wanted logical names with what each may do; where one is named twice, the wider right holds
 * @param file where the names stand, for findings
 */
export function permissionsOf(
  place: QuickSightPlace,
  wanted: readonly { readonly name: string; readonly right: Right; readonly at: Place }[],
): { readonly permissions: ResourcePermission[]; readonly findings: readonly PublishFinding[] } {
  const found: PublishFinding[] = [];
  const actions = new Map<string, readonly string[]>();
  for (const { name, right, at } of wanted) {
    const principals = principalsOf(place, name);
    if (principals === undefined) {
      const known = Object.keys(place.environment.quickSight?.principals ?? {});
      found.push(findings.unknownPrincipal(at, name, place.environment.name, nearestName(name, known), known));
      continue;
    }
    for (const principal of principals) {
      const own = actionsOf[right].map((action) => `quicksight:${action}`);
      if ((actions.get(principal)?.length ?? 0) < own.length) actions.set(principal, own);
    }
  }
  const sorted = [...actions].sort(([one], [other]) => (one < other ? -1 : 1));
  return { permissions: sorted.map(([Principal, own]) => ({ Principal, Actions: [...own] })), findings: found };
}
