import { createHash } from 'node:crypto';
import type { Asset, DashboardAsset, DataSetAsset, ThemeAsset } from '../asset.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { Details, Inspected } from '../quick-sight/inspect.ts';
import { optionDifferences } from '../request/publish-options.ts';
import { noValue, rollbackMark } from '../request/tags.ts';
import { dataSetDifferences, shapeHash } from './data-set-columns.ts';
import { countSheets, countVisuals } from './describe-definition.ts';
import { definitionDifferences } from './difference.ts';
import { changesNothing, type PermissionChange, permissionChange, revocationOf } from './permission-change.ts';
import type { Held, PublishPlan, Removal, Step } from './publish-plan.ts';
import { standingOf } from './standing-of.ts';

export interface PlanOptions {
  readonly environment: string;
  /** Dashboards that were edited live, or rolled back, are overwritten. */
  readonly overwriteLive: boolean;
  /** A dashboard may lose most of its sheets or visuals. */
  readonly allowEmptying: boolean;
}

type PermissionStep = Extract<Step, { readonly do: 'permissions' }>;
type Judged = Step | Held | 'unchanged';

/**
 * What makes QuickSight what the repository says. Pure.
 * @param inspected each after what it needs
 * @param removals what was asked to be deleted, found and ours
 */
export function planPublish(
  inspected: readonly Inspected[],
  removals: readonly Removal[],
  options: PlanOptions,
): PublishPlan {
  const judged = inspected.flatMap((one) => judge(one, options));
  const held = judged.filter((one) => typeof one !== 'string' && one.do === 'hold') as Held[];
  const steps = judged.filter((one) => typeof one !== 'string' && one.do !== 'hold') as Step[];
  const going = removals.map((removal): Step => ({ do: 'delete', ...removal }));
  const kept = holdWhatNeedsThem([...steps.map((step) => withStanding(step, inspected)), ...going], held);
  const all = kept.steps;
  const unchanged = judged.filter((one) => one === 'unchanged').length;
  return { steps: all, held: kept.held, unchanged, hash: hashOf(all, kept.held) };
}

/** @returns one thing; of what is held back also the permissions that are taken all the same */
function judge(one: Inspected, options: PlanOptions): Judged[] {
  const { asset, live, details } = one;
  if (live === undefined) return [{ do: 'create', asset, differences: [] }];
  if (live.tags?.environment !== options.environment)
    return [hold(one, findings.notOurs({ file: asset.file }, asset.name, asset.id, options.environment))];
  if (details === undefined) return ['unchanged'];
  const permissions = permissionChange(details.permissions, asset.permissions, details.linkPermissions);
  const content =
    asset.kind === 'dashboard'
      ? judgeDashboard(one, asset, details, options)
      : asset.kind === 'data set'
        ? judgeDataSet(one, asset, details, options)
        : asset.kind === 'theme'
          ? judgeTheme(one, asset, details, options)
          : judgeOther(one);
  if (typeof content === 'object' && content.do === 'hold') return [content, ...takenOf({ asset, live, permissions })];
  return [stepOf(one, content, permissions)];
}

/** What is taken from people does not wait with what is held back: that is who may see it, not what they see. What is given does wait. */
function takenOf({
  asset,
  live,
  permissions,
}: Pick<PermissionStep, 'asset' | 'live' | 'permissions'>): PermissionStep[] {
  const taken = revocationOf(permissions);
  return changesNothing(taken) ? [] : [{ do: 'permissions', asset, live, permissions: taken, isHeld: true }];
}

type Content = Held | 'same' | 'note' | { readonly do: 'update'; readonly differences: readonly string[] };

function stepOf({ asset, live }: Inspected, content: Exclude<Content, Held>, permissions: PermissionChange): Judged {
  if (live === undefined) return 'unchanged';
  if (typeof content === 'object') return { ...content, asset, live, permissions };
  if (!changesNothing(permissions)) return { do: 'permissions', asset, live, permissions };
  // What is there is what is wanted, and only its notes are not: a run before this one was cut.
  const noted = live.tags?.content === asset.hash && live.tags.permissions === asset.permissionsHash;
  return content === 'note' || !noted ? { do: 'note', asset, live } : 'unchanged';
}

function judgeDashboard(one: Inspected, asset: DashboardAsset, details: Details, options: PlanOptions): Content {
  const { tags, version } = one.live ?? {};
  const [at, { mark, definition }] = [{ file: asset.file }, details];
  if (definition === undefined) return { do: 'update', differences: ['~ no version of it was accepted yet'] };
  const isNoted = tags?.version === version;
  // Whoever made it: it is what the repository says.
  if (details.hash === asset.hash) return isNoted && tags?.content === asset.hash ? 'same' : 'note';
  if (mark === undefined && !isNoted && !options.overwriteLive) {
    const elsewhere = [
      ...definitionDifferences(asset.body.Definition, definition),
      ...optionDifferences(asset.body.DashboardPublishOptions, details.publishOptions),
    ];
    const differences = elsewhere.slice(0, 5).join('; ');
    const what = `version ${version}, made elsewhere${differences === '' ? '' : `: ${differences}`}`;
    return hold(one, findings.editedLive(at, asset.name, what, pullOf(asset, options)));
  }
  const liveHash = mark?.hash ?? (isNoted ? tags?.content : undefined);
  if (liveHash === asset.hash) return isNoted ? 'same' : 'note';
  if (tags?.rolledBack.includes(rollbackMark(asset.hash)) === true && !options.overwriteLive)
    return hold(one, findings.rolledBack(at, asset.name, String(version), pullOf(asset, options)));
  for (const [what, count] of [
    ['visuals', countVisuals],
    ['sheets', countSheets],
  ] as const) {
    const [before, after] = [count(definition), count(asset.body.Definition)];
    if (after * 2 < before && !options.allowEmptying)
      return hold(one, findings.wouldEmpty(at, asset.name, what, before, after));
  }
  return {
    do: 'update',
    differences: [
      ...definitionDifferences(definition, asset.body.Definition),
      ...optionDifferences(details.publishOptions, asset.body.DashboardPublishOptions),
    ],
  };
}

function judgeDataSet(one: Inspected, asset: DataSetAsset, details: Details, options: PlanOptions): Content {
  const { tags } = one.live ?? {};
  const { dataSet, hash } = details;
  if (dataSet === undefined) return { do: 'update', differences: [] };
  const differences = dataSetDifferences(dataSet, asset.body);
  // QuickSight may fill in what a request leaves out: what it gave back after the last write is the measure.
  const shape = shapeHash(dataSet);
  // A run of ours was cut between writing it and noting so.
  const isOurs = tags?.writing === shape;
  const asLeft = tags?.live === undefined || tags.live === hash || isOurs;
  // Its refresh failed: writing it again begins another, which the dashboard waits for.
  if (hash === asset.hash && tags?.content === noValue)
    return { do: 'update', differences: ['~ SPICE, which was not filled'] };
  if (hash === asset.hash) return tags?.content === asset.hash ? 'same' : 'note';
  if (!asLeft && !options.overwriteLive) {
    const what = `a data set that was changed elsewhere: ${differences.slice(0, 5).join('; ') || 'in its settings'}`;
    return hold(one, findings.editedLive({ file: asset.file }, asset.name, what, pullOf(asset, options)));
  }
  if (isOurs && tags.content !== noValue && shape === shapeHash(asset.body)) return 'note';
  if (asLeft && !isOurs && tags?.content === asset.hash) return 'same';
  return { do: 'update', differences };
}

function judgeTheme(one: Inspected, asset: ThemeAsset, { mark, hash }: Details, options: PlanOptions): Content {
  const { tags, version } = one.live ?? {};
  const isNoted = tags?.version === version;
  if (mark?.hash === asset.hash || hash === asset.hash) return isNoted ? 'same' : 'note';
  if (mark === undefined && !isNoted && !options.overwriteLive) {
    const what = `version ${version}, made elsewhere`;
    return hold(one, findings.editedLive({ file: asset.file }, asset.name, what, pullOf(asset, options)));
  }
  if (isNoted && tags?.content === asset.hash) return 'same';
  return { do: 'update', differences: [] };
}

/** What to pull, for messages. */
const pullOf = ({ dashboard = '' }: Asset, { environment }: PlanOptions) => ({ dashboard, environment });

function judgeOther({ asset, live }: Inspected): Content {
  if (live?.tags?.content === asset.hash) return 'same';
  return { do: 'update', differences: [] };
}

const hold = ({ asset }: Inspected, finding: PublishFinding): Held => ({ do: 'hold', asset, finding });

/**
 * A dashboard whose data set is held waits with it. What a dashboard that is held could not stand waits too: columns and tables of its data sets
 * that would be others, a theme.
 */
function holdWhatNeedsThem(
  steps: readonly Step[],
  held: readonly Held[],
): { readonly steps: readonly Step[]; readonly held: readonly Held[] } {
  const isHeld = (dashboard: string | undefined, kind: string) =>
    held.some(({ asset }) => asset.dashboard === dashboard && asset.kind === kind);
  const lacksBase = (dashboard: string | undefined) =>
    isHeld(dashboard, 'data set') || isHeld(undefined, 'data source');
  const changes = new Set(
    steps.flatMap((step) => (step.do === 'update' && step.asset.kind === 'dashboard' ? [step.asset.dashboard] : [])),
  );
  /** Whether a dashboard that is to be another one stays what it is. */
  const stays = (dashboard: string | undefined) =>
    isHeld(dashboard, 'dashboard') || (changes.has(dashboard) && lacksBase(dashboard));
  const waiting: Held[] = [];
  const goesOn = (step: Step): boolean => {
    if (step.do === 'delete') return step.within === undefined || !stays(step.within);
    const { asset } = step;
    if (step.do === 'permissions' && step.isHeld) return true;
    if (asset.kind === 'dashboard') return !lacksBase(asset.dashboard);
    if (step.do !== 'update' || !stays(asset.dashboard)) return true;
    if (asset.kind === 'theme') return false;
    const { keep = [], reshapes = [] } = step.standing ?? {};
    if (keep.length + reshapes.length === 0) return true;
    const unfit = [...keep.map((column) => `- column ${column}`), ...reshapes];
    const finding = findings.columnInUse({ file: asset.file }, asset.name, unfit, asset.dashboard ?? '');
    waiting.push({ do: 'hold', asset, finding });
    return false;
  };
  const kept = steps.flatMap((step) => {
    if (goesOn(step)) return [step];
    return step.do === 'update' || step.do === 'permissions' ? takenOf(step) : [];
  });
  return { steps: kept, held: [...held, ...waiting] };
}

/** Says of each data set that changes under a live dashboard what that means to it. */
function withStanding(step: Step, inspected: readonly Inspected[]): Step {
  if (step.do !== 'update' || step.asset.kind !== 'data set') return step;
  const { asset } = step;
  const before = inspected.find((one) => one.asset === asset)?.details?.dataSet;
  const isLive = inspected.some(
    (one) => one.asset.kind === 'dashboard' && one.asset.dashboard === asset.dashboard && one.live !== undefined,
  );
  return before === undefined || !isLive ? step : { ...step, standing: { before, ...standingOf(before, asset.body) } };
}

/** Equal for plans that would do the same to the same things. */
function hashOf(steps: readonly Step[], held: readonly Held[]): string {
  const said = [
    ...steps.map((step) =>
      step.do === 'delete'
        ? ['delete', step.kind, step.id]
        : [
            ...[step.do, step.asset.kind, step.asset.id, step.asset.hash, step.asset.permissionsHash],
            ...('live' in step ? [step.live.version, step.live.tags?.content, step.live.tags?.live] : []),
            ...('permissions' in step ? [step.permissions] : []),
          ],
    ),
    ...held.map(({ asset, finding }) => ['hold', asset.id, finding.code]),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}
