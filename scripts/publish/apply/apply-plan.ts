import { CommandError } from '../../cli/command-error.ts';
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
  /** What the surroundings lacked, in the order in which it was met; nothing: the plan was carried out as far as findings allow. */
  readonly failures: readonly CommandError[];
}

type Change = Exclude<Step, { readonly do: 'delete' }>;

/** What one dashboard meets every other one meets too, so no more is begun. */
const ofAll: ReadonlySet<string> = new Set([
  ...['no-answer', 'throttled', 'no-credentials', 'not-subscribed', 'wrong-edition'],
]);

/**
 * Carries a plan out, in the order of README.md: nothing that people see changes before its successor was accepted. A dashboard whose data set or
 * theme failed is left as it is, and so is what was to go with it. Where the surroundings fail one dashboard, others go on, unless they would fail
 * those too: what is done stays done, and the next plan goes on from there.
 */
export async function applyPlan(surroundings: Surroundings, plan: PublishPlan): Promise<Applied> {
  const found: PublishFinding[] = [];
  const done: Step[] = [];
  const failures: CommandError[] = [];
  const failed = new Set<string | undefined>();
  const all = plan.steps.filter((step): step is Change => step.do !== 'delete');
  const changes = all.filter((step) => !isTaking(step));
  const settle = (step: Step, problems: readonly PublishFinding[]) => {
    found.push(...problems);
    if (problems.length === 0) done.push(step);
    else if (step.do !== 'delete') failed.add(step.asset.dashboard);
  };
  const fail = (failure: CommandError, steps: readonly Change[]) => {
    failures.push(failure);
    for (const step of steps) if (!done.includes(step)) failed.add(step.asset.dashboard);
  };
  // All stands on the data source, which is of no dashboard.
  const isStopped = () => failed.has(undefined) || failures.some(({ code }) => ofAll.has(code));
  const isReady = ({ asset }: Change) => !isStopped() && !failed.has(asset.dashboard);
  const attempt = async (steps: readonly Change[], work: () => Promise<void>) => {
    if (isStopped()) return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      fail(error, steps);
    }
  };
  const apply = (step: Change) => attempt([step], async () => settle(step, await applyOther(surroundings, step)));
  const applySets = (steps: readonly DataSetChange[], how: 'kept' | 'whole') =>
    attempt(steps, () => applyDataSets(surroundings, steps, how, settle));
  const remove = (isWanted: (step: Extract<Step, { readonly do: 'delete' }>) => boolean) =>
    attempt([], async () => {
      for (const step of plan.steps) {
        if (step.do !== 'delete' || !isWanted(step)) continue;
        await deleteAsset(surroundings, step);
        done.push(step);
      }
    });
  const updates = changes.filter(isDashboardUpdate);
  const goesWithDashboard = ({ asset }: Change) => updates.some((one) => one.asset.dashboard === asset.dashboard);
  for (const step of all)
    if (step.do === 'update' || step.do === 'permissions')
      await attempt([step], async () => {
        await changePermissions(surroundings, step.asset, revocationOf(step.permissions));
        if (isTaking(step)) done.push(step);
      });
  await remove(({ isTrial }) => isTrial === true);
  for (const step of changes.filter((one) => one.asset.kind === 'data source' && isReady(one))) await apply(step);

  const dataSets = changes.filter(isDataSetChange);
  const together = dataSets.filter((step) => standingIn(step)?.reshapes.length && goesWithDashboard(step));
  // One that only loses columns needs no step between: it goes on as it is.
  const first = dataSets.filter(
    (step) => !together.includes(step) && (keptBy(step).length === 0 || !step.differences.every(isRemoval)),
  );
  await applySets(first.filter(isReady), 'kept');
  for (const step of changes.filter((one) => one.asset.kind === 'data set' && !isDataSetChange(one)))
    if (isReady(step)) await apply(step);

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
      await attempt([step], async () => {
        const { problems, failure } = await applyTogether(surroundings, step, own);
        if (failure !== undefined) {
          found.push(...problems);
          throw failure;
        }
        settle(step, problems);
        // One that keeps columns is done once it has lost them.
        if (problems.length === 0) for (const one of own) if (keptBy(one).length === 0) settle(one, []);
      });
    },
  );
  await fewAtOnce(after.filter(isReady), 4, apply);
  await applySets(
    dataSets.filter((step) => keptBy(step).length > 0 && isReady(step)),
    'whole',
  );
  await remove(({ isTrial, within }) => isTrial !== true && !(within !== undefined && failed.has(within)));
  return { done, findings: found, failures };
}

const isRemoval = (difference: string): boolean => difference.startsWith('- column ');

const isTaking = (step: Change): boolean => step.do === 'permissions' && step.isHeld === true;

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
