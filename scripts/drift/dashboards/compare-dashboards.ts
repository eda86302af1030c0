import type { Finding } from '../../../lambda/schema/finding.ts';
import type { Asset } from '../../publish/asset.ts';
import type { PublishFinding } from '../../publish/findings.ts';
import type { PermissionChange } from '../../publish/plan/permission-change.ts';
import type { Held, PublishPlan, Step } from '../../publish/plan/publish-plan.ts';
import { type DriftFinding, findings } from '../findings.ts';

/**
 * What a plan of publish says about QuickSight: what was edited, shared, rolled back or deleted there, and what the repository says that nobody has
 * published yet. Pure.
 * @param plan made closely, with nothing overwritten
 * @param found what publish told of besides
 */
export function compareDashboards(plan: PublishPlan, found: readonly Finding[], environment: string): DriftFinding[] {
  // Publish makes data sets before what stands on them.
  const unbased = new Set(
    plan.steps.flatMap((step) =>
      step.do === 'create' && step.asset.kind === 'data set' ? [step.asset.dashboard] : [],
    ),
  );
  return [
    ...plan.held.flatMap((held) => ofHeld(held, environment)),
    ...plan.steps.flatMap((step) => ofStep(step, unbased, environment)),
    ...found
      .filter(({ code }) => code === 'not-in-repository')
      .map(({ place, subject = '', got = '', fix = '' }) =>
        findings.dashboardNotInRepository(place, subject, got, fix),
      ),
  ];
}

const placeOf = ({ file }: Asset) => ({ file });
const publishedAs = ({ dashboard = '' }: Asset, environment: string) => ({ dashboard, environment });

function ofHeld({ asset, finding }: Held, environment: string): DriftFinding[] {
  const at = [placeOf(asset), asset.name] as const;
  const of = publishedAs(asset, environment);
  const { code, got = '' }: PublishFinding = finding;
  if (code === 'edited-live') return [findings.dashboardEdited(...at, got, of)];
  if (code === 'rolled-back') return [findings.dashboardRolledBack(...at, got, of)];
  if (code === 'not-ours') return [findings.dashboardNotOurs(...at, asset.id, environment)];
  // It is to be changed, and publish would want a word first.
  return [findings.dashboardUnpublished(...at, `another one, which publish holds back: ${code}`, of)];
}

/** @param unbased dashboards of which a data set is still to be made */
function ofStep(step: Step, unbased: ReadonlySet<string | undefined>, environment: string): DriftFinding[] {
  // A copy that a run which was cut left is publish's to take away; a note changes nothing that people see.
  if (step.do === 'delete' || step.do === 'note') return [];
  const { asset } = step;
  const at = [placeOf(asset), asset.name] as const;
  const of = publishedAs(asset, environment);
  if (step.do === 'create')
    return asset.kind === 'dashboard' && !unbased.has(asset.dashboard)
      ? [findings.dashboardDeleted(...at, of)]
      : [findings.dashboardUnpublished(...at, `no such ${asset.kind}`, of)];
  const shared = describePermissions(step.permissions);
  // The notes say with which permissions it was written last.
  const isShared = shared !== '' && step.live.tags?.permissions === asset.permissionsHash;
  const byHand = isShared ? [findings.dashboardShared(...at, shared, of)] : [];
  if (step.do === 'permissions')
    return isShared ? byHand : [findings.dashboardUnpublished(...at, `other permissions: ${shared}`, of)];
  if (asset.kind === 'data source') return [findings.dataSourceEdited(...at, of), ...byHand];
  const differences = step.differences.slice(0, 5).join('; ');
  const what = `another ${asset.kind}${differences === '' ? '' : `: ${differences}`}`;
  return [findings.dashboardUnpublished(...at, what, of), ...byHand];
}

/** Who has more or less than was published: `group/analysts may more, user/x may less`. */
function describePermissions({ grant, revoke, revokeLink = [] }: PermissionChange): string {
  const nameOf = (arn = '') => arn.replace(/^arn:[^:]*:quicksight:[^:]*:[^:]*:/, '');
  const more = revoke.map(({ Principal }) => `${nameOf(Principal)} may more`);
  const less = grant.map(({ Principal }) => `${nameOf(Principal)} may less`);
  const link = revokeLink.map(({ Principal }) => `its link lets ${nameOf(Principal)} in`);
  return [...more, ...less, ...link].join(', ');
}
