import type { DataSetAsset } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import { keepColumns } from '../plan/keep-columns.ts';
import { grantOf } from '../plan/permission-change.ts';
import type { DataSetStanding, Step } from '../plan/publish-plan.ts';
import { applyDataSet, noteDataSet } from './apply-data-set.ts';
import { awaitRefreshes, type Refreshing } from './await-refreshes.ts';
import { changePermissions } from './change-permissions.ts';
import type { Surroundings } from './surroundings.ts';

export type DataSetChange = Extract<Step, { readonly do: 'create' | 'update' }> & { readonly asset: DataSetAsset };

/** What is live behind a data set that changes under a live dashboard. */
export const standingIn = (step: DataSetChange): DataSetStanding | undefined =>
  step.do === 'update' ? step.standing : undefined;

/** The columns that it keeps until its dashboard's next version is live. */
export const keptBy = (step: DataSetChange): readonly string[] => standingIn(step)?.keep ?? [];

/**
 * Writes them all, so that their refreshes go on side by side, then waits for those, then notes what was done.
 * @param how `kept`: with the columns that live dashboards show still; `whole`: as they are wanted
 * @param settle is told of each that is done or failed; of one that keeps columns only when it failed
 */
export async function applyDataSets(
  surroundings: Surroundings,
  steps: readonly DataSetChange[],
  how: 'kept' | 'whole',
  settle: (step: Step, problems: readonly PublishFinding[]) => void,
): Promise<void> {
  const keeps = (step: DataSetChange) => how === 'kept' && keptBy(step).length > 0;
  const refreshing: Refreshing[] = [];
  for (const step of steps) {
    const { asset } = step;
    surroundings.say(`${asset.name}: ${step.do}`);
    const standing = standingIn(step);
    const body =
      keeps(step) && standing !== undefined ? keepColumns(asset.body, standing.before, standing.keep) : asset.body;
    const begun = await applyDataSet(surroundings, asset, step.do === 'update', body);
    if (begun !== undefined) refreshing.push(begun);
    if (step.do === 'update') await changePermissions(surroundings, asset, grantOf(step.permissions));
  }
  const problems = await awaitRefreshes(surroundings, refreshing);
  const problemsOf = ({ asset }: DataSetChange) => problems.filter(({ subject }) => subject === asset.name);
  // Said before anything else can fail.
  for (const step of steps) if (problemsOf(step).length > 0) settle(step, problemsOf(step));
  for (const step of steps) {
    const isFilled = problemsOf(step).length === 0;
    // What was written is noted in any case, so that the next run knows it for ours; that it is done only once SPICE is filled.
    await noteDataSet(surroundings, step.asset, !keeps(step) && isFilled);
    if (!keeps(step) && isFilled) settle(step, []);
  }
}
