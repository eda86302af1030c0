import type { ResourcePermission } from '@aws-sdk/client-quicksight';
import type { PermissionChange } from './plan/permission-change.ts';
import type { Step } from './plan/publish-plan.ts';

/** A step as lines for people: what, and below it each difference. */
export function describeStep(step: Step): string[] {
  if (step.do === 'delete')
    return [`delete ${step.kind} ${step.name}${step.isTrial === true ? ': a copy that a run which was cut left' : ''}`];
  const { kind, name } = step.asset;
  const what = kind === name ? kind : `${kind} ${name}`;
  switch (step.do) {
    case 'create':
      return [`create ${what}`];
    case 'update':
      return [
        `update ${what}`,
        ...indent([...step.differences, ...describePermissions(step.permissions), ...describeStanding(step)]),
      ];
    case 'permissions':
      return [`permissions of ${what}`, ...indent(describePermissions(step.permissions))];
    case 'note':
      return [`note that ${what} is as it should be`];
  }
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** `group/default/analysts` of the ARN, and what it may do. */
const describeOne = ({ Principal = '', Actions = [] }: ResourcePermission): string =>
  `${Principal.split(':').slice(5).join(':')} ${Actions.map((action) => action.replace('quicksight:', '')).join(', ')}`;

/** What of a change the version that is live could not stand, and what is done so that it has not to. */
function describeStanding({ asset, standing }: Extract<Step, { readonly do: 'update' }>): string[] {
  const { keep = [], reshapes = [] } = standing ?? {};
  return [
    ...(keep.length === 0 ? [] : [`! ${keep.join(', ')}: kept until the next version of ${asset.dashboard} is live`]),
    ...(reshapes.length === 0
      ? []
      : [`! not what ${asset.dashboard} shows live (${reshapes.join('; ')}): a new version is tried on a copy first`]),
  ];
}

const describePermissions = ({ grant, revoke, revokeLink = [] }: PermissionChange): string[] => [
  ...revokeLink.map((one) => `- may by its link ${describeOne(one)}`),
  ...revoke.map((one) => `- may ${describeOne(one)}`),
  ...grant.map((one) => `+ may ${describeOne(one)}`),
];

/** A step as `--json` prints it. */
export const stepInJson = (step: Step) =>
  step.do === 'delete'
    ? { do: step.do, kind: step.kind, name: step.name, id: step.id, differences: [] }
    : {
        ...{ do: step.do, kind: step.asset.kind, name: step.asset.name, id: step.asset.id },
        differences: describeStep(step)
          .slice(1)
          .map((line) => line.trim()),
      };
