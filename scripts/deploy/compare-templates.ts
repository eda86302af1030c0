import {
  // What `cdk diff --method=template` itself compares by: AWS keeps its list of which property forces a replacement.
  fullDiff,
  type ResourceDifference,
  ResourceImpact,
  type TemplateDiff,
} from '@aws-cdk/cloudformation-diff';
import type { Opening, ResourceAction, ResourceChange, StackPlan } from './infra-plan.ts';
import type { Template } from './read-assembly.ts';

const actions: Readonly<Record<ResourceImpact, ResourceAction | undefined>> = {
  [ResourceImpact.WILL_CREATE]: 'add',
  [ResourceImpact.WILL_IMPORT]: 'add',
  [ResourceImpact.WILL_UPDATE]: 'change',
  [ResourceImpact.WILL_REPLACE]: 'replace',
  [ResourceImpact.MAY_REPLACE]: 'replace',
  [ResourceImpact.WILL_DESTROY]: 'destroy',
  [ResourceImpact.WILL_ORPHAN]: 'orphan',
  [ResourceImpact.NO_CHANGE]: undefined,
};
const worstFirst: readonly ResourceAction[] = ['destroy', 'replace', 'orphan', 'change', 'add'];

/**
 * Says what CloudFormation would do with a stack.
 * @param before its template now; undefined: there is no such stack
 * @param after the template that would be deployed
 */
export function compareTemplates(name: string, before: Template | undefined, after: Template): StackPlan {
  const difference = fullDiff({ ...before }, { ...after });
  const changes: ResourceChange[] = [];
  difference.resources.forEachDifference((id, resource) => {
    const action = actions[resource.changeImpact];
    if (action !== undefined) changes.push(changeOf(id, action, resource));
  });
  changes.sort(
    (a, b) =>
      worstFirst.indexOf(a.action) - worstFirst.indexOf(b.action) ||
      compareText(a.type, b.type) ||
      compareText(a.id, b.id),
  );
  const opens = [...openedStatements(difference), ...openedBuckets(difference)];
  return { name, exists: before !== undefined, changes, opens };
}

function changeOf(id: string, action: ResourceAction, resource: ResourceDifference): ResourceChange {
  const type = resource.newResourceType ?? resource.oldResourceType ?? 'unknown';
  const names = Object.entries(resource.propertyUpdates).filter(
    ([, { changeImpact }]) =>
      action !== 'replace' ||
      changeImpact === ResourceImpact.WILL_REPLACE ||
      changeImpact === ResourceImpact.MAY_REPLACE,
  );
  const why = [...names.map(([property]) => property), ...Object.keys(resource.otherChanges)].sort().join(', ');
  return {
    action,
    type,
    id: id.replace(/[0-9A-F]{8}$/, ''),
    ...(resource.isUpdate && why !== '' ? { why } : {}),
  };
}

/** Allowing more, or denying less. */
function openedStatements({ iamChanges }: TemplateDiff): Opening[] {
  const { statements, managedPolicies } = iamChanges;
  const said = (one: (typeof statements.additions)[number]): Opening => {
    const { principal, action, resource, condition } = one.render();
    const flat = (text: string) => text.trim().replaceAll(/\s*\n\s*/g, ', ');
    const when = condition.trim() === '' ? '' : ` if ${condition.replaceAll(/\s+/g, ' ').trim()}`;
    const verb = one.effect === 'Deny' ? 'no longer denies' : 'allows';
    return { what: 'statement', text: `${verb} ${flat(principal)}: ${flat(action)} on ${flat(resource)}${when}` };
  };
  return [
    ...statements.additions.filter(({ effect }) => effect !== 'Deny').map(said),
    ...statements.removals.filter(({ effect }) => effect === 'Deny').map(said),
    ...managedPolicies.additions.map(
      ({ identityArn, managedPolicyArn }): Opening => ({
        what: 'managed-policy',
        text: `attaches ${managedPolicyArn} to ${identityArn}`,
      }),
    ),
  ];
}

/** S3 blocks public access by four settings: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function openedBuckets({ resources }: TemplateDiff): Opening[] {
  const opened: Opening[] = [];
  resources.forEachDifference((id, { newResourceType, oldProperties, newProperties }) => {
    if (newResourceType !== 'AWS::S3::Bucket') return;
    for (const setting of ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']) {
      const on = (properties: typeof newProperties): boolean =>
        properties?.['PublicAccessBlockConfiguration']?.[setting] === true;
      if (!on(newProperties) && (oldProperties === undefined || on(oldProperties)))
        opened.push({ what: 'public-access', text: `${id.replace(/[0-9A-F]{8}$/, '')}: ${setting} is off` });
    }
  });
  return opened;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
