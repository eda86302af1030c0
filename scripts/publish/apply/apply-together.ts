import { CommandError } from '../../cli/command-error.ts';
import type { DashboardAsset } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import type { Step } from '../plan/publish-plan.ts';
import { applyDashboard } from './apply-dashboard.ts';
import { applyDataSets, type DataSetChange } from './apply-data-sets.ts';
import { isStillLive, putBack } from './put-back.ts';
import type { Surroundings } from './surroundings.ts';
import { tryDashboard } from './try-dashboard.ts';

export type DashboardUpdate = Extract<Step, { readonly do: 'update' }> & { readonly asset: DashboardAsset };

/**
 * Publishes a dashboard with data sets that can't serve its live version and the next one both. A copy is tried first; only what QuickSight
 * accepts is begun, and whatever fails then (a refresh, the version itself, the surroundings) has the data sets put back, as long as people see
 * the version that they saw.
 * @returns what failed; nothing: all is published
 */
export async function applyTogether(
  surroundings: Surroundings,
  step: DashboardUpdate,
  dataSets: readonly DataSetChange[],
): Promise<readonly PublishFinding[]> {
  const { asset, live } = step;
  const rejected = await tryDashboard(
    surroundings,
    asset,
    dataSets.map((one) => one.asset),
  );
  if (rejected.length > 0) return rejected;
  const changed = dataSets.flatMap((one) => {
    const before = one.do === 'update' ? one.standing?.before : undefined;
    return before === undefined ? [] : [{ asset: one.asset, before }];
  });
  const problems: PublishFinding[] = [];
  try {
    await applyDataSets(surroundings, dataSets, 'kept', (_, found) => problems.push(...found));
    if (problems.length === 0) problems.push(...(await applyDashboard(surroundings, asset, step)));
  } catch (error) {
    await putBackIfStill(error);
    throw error;
  }
  if (problems.length > 0) await putBack(surroundings, changed);
  return problems;

  /** An answer may be lost: what is published by now stands on the data sets as they are. */
  async function putBackIfStill(error: unknown): Promise<void> {
    if (!(error instanceof CommandError)) return;
    try {
      if (await isStillLive(surroundings, asset, live)) await putBack(surroundings, changed);
    } catch (second) {
      // The first error says why; the next run goes on from there.
      if (!(second instanceof CommandError)) throw second;
    }
  }
}
