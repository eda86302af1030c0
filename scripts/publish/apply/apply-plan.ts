import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { PublishFinding } from '../findings.ts';
import { grantOf, revocationOf } from '../plan/permission-change.ts';
import type { PublishPlan, Step } from '../plan/publish-plan.ts';
import { applyDashboard } from './apply-dashboard.ts';
import { noteDataSet } from './apply-data-set.ts';
import { applyDataSets, type DataSetChange, keptBy, standingIn } from './apply-data-sets.ts';
import { applyDataSource } from './apply-data-source.ts';
import { applyTheme } from './apply-theme.ts';
import { applyTogether, type DashboardUpdate } from './apply-together.ts';
import { changePermissions } from './change-permissions.ts';
import { deleteAsset } from './delete-asset.ts';
import type { Surroundings } from './surroundings.ts';
import { writeNotes } from './write-notes.ts';

/** What a plan came to. */
export interface Applied {
  /** Steps that were carried out whole. */
  readonly done: readonly Step[];
  readonly findings: readonly PublishFinding[];
}

type Change = Exclude<Step, { readonly do: 'delete' }>;

/**
 * Carries a plan out, in the order of README.md: nothing that people see changes before its successor was accepted. A dashboard whose data set or
 * theme failed is left as it is, and so is what was to go with it.
 * @throws CommandError when the surroundings fail: what was done stays done, and the next plan goes on from there
 */
export async function applyPlan(surroundings: Surroundings, plan: PublishPlan): Promise<Applied> {
  const found: PublishFinding[] = [];
  const done: Step[] = [];
  const failed = new Set<string | undefined>();
  const changes = plan.steps.filter((step): step is Change => step.do !== 'delete');
  const settle = (step: Step, problems: readonly PublishFinding[]) => {
    found.push(...problems);
    if (problems.length === 0) done.push(step);
    else if (step.do !== 'delete') failed.add(step.asset.dashboard);
  };
  const isReady = ({ asset }: Change) => !failed.has(asset.dashboard);
  const apply = async (step: Change) => settle(step, await applyOther(surroundings, step));
  const remove = async (isWanted: (step: Extract<Step, { readonly do: 'delete' }>) => boolean) => {
    for (const step of plan.steps) {
      if (step.do !== 'delete' || !isWanted(step)) continue;
      await deleteAsset(surroundings, step);
      done.push(step);
    }
  };
  const updates = changes.filter(isDashboardUpdate);
  const goesWithDashboard = ({ asset }: Change) => updates.some((one) => one.asset.dashboard === asset.dashboard);
  for (const step of changes)
    if (step.do === 'update' || step.do === 'permissions')
      await changePermissions(surroundings, step.asset, revocationOf(step.permissions));
  await remove(({ isTrial }) => isTrial === true);
  for (const step of changes.filter(({ asset }) => asset.kind === 'data source')) await apply(step);

  const dataSets = changes.filter(isDataSetChange);
  const together = dataSets.filter((step) => standingIn(step)?.reshapes.length && goesWithDashboard(step));
  // One that only loses columns needs no step between: it goes on as it is.
  const first = dataSets.filter(
    (step) => !together.includes(step) && (keptBy(step).length === 0 || !step.differences.every(isRemoval)),
  );
  await applyDataSets(surroundings, first, 'kept', settle);
  for (const step of changes.filter((one) => one.asset.kind === 'data set' && !isDataSetChange(one))) await apply(step);

  // A theme has no version that a dashboard could wait with: it takes effect when it is changed.
  const themes = changes.filter(({ asset }) => asset.kind === 'theme');
  const after = themes.filter((step) => step.do === 'update' && goesWithDashboard(step));
  await fewAtOnce(
    themes.filter((step) => !after.includes(step) && isReady(step)),
    4,
    apply,
  );
  await fewAtOnce(
    changes.filter((step) => step.asset.kind === 'dashboard' && isReady(step)),
    4,
    async (step) => {
      const own = together.filter(({ asset }) => asset.dashboard === step.asset.dashboard);
      if (own.length === 0 || !isDashboardUpdate(step)) return await apply(step);
      const problems = await applyTogether(surroundings, step, own);
      settle(step, problems);
      // One that keeps columns is done once it has lost them.
      if (problems.length === 0) for (const one of own) if (keptBy(one).length === 0) settle(one, []);
    },
  );
  await fewAtOnce(after.filter(isReady), 4, apply);
  await applyDataSets(
    surroundings,
    dataSets.filter((step) => keptBy(step).length > 0 && isReady(step)),
    'whole',
    settle,
  );
  await remove(({ isTrial, within }) => isTrial !== true && !(within !== undefined && failed.has(within)));
  return { done, findings: found };
}

const isRemoval = (difference: string): boolean => difference.startsWith('- column ');

const isDataSetChange = (step: Change): step is DataSetChange =>
  step.asset.kind === 'data set' && (step.do === 'create' || step.do === 'update');

const isDashboardUpdate = (step: Change): step is DashboardUpdate =>
  step.asset.kind === 'dashboard' && step.do === 'update';

async function applyOther(surroundings: Surroundings, step: Change): Promise<readonly PublishFinding[]> {
  const { asset } = step;
  surroundings.say(`${asset.name}: ${step.do}`);
  const problems = step.do === 'create' || step.do === 'update' ? await write(surroundings, step) : [];
  if (problems.length > 0) return problems;
  if (step.do === 'permissions') await changePermissions(surroundings, asset, grantOf(step.permissions));
  if (step.do !== 'note' && step.do !== 'permissions') return [];
  if (asset.kind === 'data set') await noteDataSet(surroundings, asset);
  else await writeNotes(surroundings, asset, step.live.version === undefined ? {} : { version: step.live.version });
  return [];
}

async function write(
  surroundings: Surroundings,
  step: Extract<Change, { readonly do: 'create' | 'update' }>,
): Promise<readonly PublishFinding[]> {
  const { asset } = step;
  const change = step.do === 'update' ? step : undefined;
  if (asset.kind === 'theme') return await applyTheme(surroundings, asset, change?.permissions);
  if (asset.kind === 'dashboard') return await applyDashboard(surroundings, asset, change);
  if (asset.kind !== 'data source') return [];
  await applyDataSource(surroundings, asset, change !== undefined);
  if (change !== undefined) await changePermissions(surroundings, asset, grantOf(change.permissions));
  return [];
}
