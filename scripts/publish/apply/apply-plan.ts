import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { DataSetAsset } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import type { PublishPlan, Step } from '../plan/publish-plan.ts';
import { applyDashboard } from './apply-dashboard.ts';
import { applyDataSet, noteDataSet } from './apply-data-set.ts';
import { applyDataSource } from './apply-data-source.ts';
import { applyTheme } from './apply-theme.ts';
import { awaitRefreshes, type Refreshing } from './await-refreshes.ts';
import { changePermissions } from './change-permissions.ts';
import { deleteAsset } from './delete-asset.ts';
import { keepColumns } from './keep-columns.ts';
import type { Surroundings } from './surroundings.ts';
import { writeNotes } from './write-notes.ts';

/** What a plan came to. */
export interface Applied {
  /** Steps that were carried out whole. */
  readonly done: readonly Step[];
  readonly findings: readonly PublishFinding[];
}

type Change = Exclude<Step, { readonly do: 'delete' }>;
type DataSetChange = Extract<Change, { readonly do: 'create' | 'update' }> & { readonly asset: DataSetAsset };

/** What of a data set's columns a live dashboard still shows: by the data set's id, what is live and the columns that it would lose. */
export type Losses = ReadonlyMap<
  string,
  { readonly live: Parameters<typeof keepColumns>[1]; readonly columns: readonly string[] }
>;

/**
 * Carries a plan out: data source, data sets and their refreshes, themes, dashboards, and last what is to go. A dashboard whose data set or
 * theme failed is left as it is. A data set that is to lose columns keeps them until its dashboard's new version is live.
 * @throws CommandError when the surroundings fail: what was done stays done, and the next plan goes on from there
 */
export async function applyPlan(surroundings: Surroundings, plan: PublishPlan, losses: Losses): Promise<Applied> {
  const found: PublishFinding[] = [];
  const done: Step[] = [];
  const failed = new Set<string | undefined>();
  const changes = plan.steps.filter((step): step is Change => step.do !== 'delete');
  const settle = (step: Step, problems: readonly PublishFinding[]) => {
    found.push(...problems);
    if (problems.length === 0) done.push(step);
    else if (step.do !== 'delete') failed.add(step.asset.dashboard);
  };
  for (const step of changes.filter(({ asset }) => asset.kind === 'data source'))
    settle(step, await applyOther(surroundings, step));

  const dataSets = changes.filter(isDataSetChange);
  const narrowing = dataSets.filter(({ asset }) => losses.has(asset.id));
  // One that only loses columns needs no step between: it goes on as it is.
  const first = dataSets.filter((step) => !losses.has(step.asset.id) || !step.differences.every(isRemoval));
  await applyDataSets(surroundings, first, losses, settle);
  for (const step of changes.filter((one) => one.asset.kind === 'data set' && !isDataSetChange(one)))
    settle(step, await applyOther(surroundings, step));

  for (const kind of ['theme', 'dashboard'] as const) {
    const ready = changes.filter(({ asset }) => asset.kind === kind && !failed.has(asset.dashboard));
    await fewAtOnce(ready, 4, async (step) => settle(step, await applyOther(surroundings, step)));
  }
  const ready = narrowing.filter(({ asset }) => !failed.has(asset.dashboard));
  await applyDataSets(surroundings, ready, new Map(), settle);
  for (const step of plan.steps) {
    if (step.do !== 'delete') continue;
    await deleteAsset(surroundings, step);
    done.push(step);
  }
  return { done, findings: found };
}

const isRemoval = (difference: string): boolean => difference.startsWith('- column ');

const isDataSetChange = (step: Change): step is DataSetChange =>
  step.asset.kind === 'data set' && (step.do === 'create' || step.do === 'update');

/** Writes them all, so that their refreshes go on side by side, then waits for those, then notes what was done. */
async function applyDataSets(
  surroundings: Surroundings,
  steps: readonly DataSetChange[],
  losses: Losses,
  settle: (step: Step, problems: readonly PublishFinding[]) => void,
): Promise<void> {
  const refreshing: Refreshing[] = [];
  for (const step of steps) {
    const { asset } = step;
    surroundings.say(`${asset.name}: ${step.do}`);
    const loss = losses.get(asset.id);
    const body = loss === undefined ? asset.body : keepColumns(asset.body, loss.live, loss.columns);
    const begun = await applyDataSet(surroundings, asset, step.do === 'update', body);
    if (begun !== undefined) refreshing.push(begun);
    if (step.do === 'update') await changePermissions(surroundings, asset, step.permissions);
  }
  const problems = await awaitRefreshes(surroundings, refreshing);
  for (const step of steps) {
    const own = problems.filter(({ subject }) => subject === step.asset.name);
    const isWhole = !losses.has(step.asset.id);
    // What was written is noted in any case, so that the next run knows it for ours; that it is done only once SPICE is filled.
    await noteDataSet(surroundings, step.asset, isWhole && own.length === 0);
    if (isWhole || own.length > 0) settle(step, own);
  }
}

async function applyOther(surroundings: Surroundings, step: Change): Promise<readonly PublishFinding[]> {
  const { asset } = step;
  surroundings.say(`${asset.name}: ${step.do}`);
  const problems = step.do === 'create' || step.do === 'update' ? await write(surroundings, step) : [];
  if (problems.length > 0) return problems;
  if (step.do === 'update' || step.do === 'permissions') await changePermissions(surroundings, asset, step.permissions);
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
  const exists = step.do === 'update';
  if (asset.kind === 'theme') return await applyTheme(surroundings, asset, exists);
  if (asset.kind === 'dashboard')
    return await applyDashboard(surroundings, asset, step.do === 'update' ? step.live : undefined);
  if (asset.kind === 'data source') await applyDataSource(surroundings, asset, exists);
  return [];
}
