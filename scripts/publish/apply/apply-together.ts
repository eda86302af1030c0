import { CommandError } from '../../cli/command-error.ts';
import type { DashboardAsset } from '../asset.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { Step } from '../plan/publish-plan.ts';
import { applyDashboard } from './apply-dashboard.ts';
import { applyDataSets, type DataSetChange } from './apply-data-sets.ts';
import { isStillLive, putBack } from './put-back.ts';
import type { Surroundings } from './surroundings.ts';
import { tryDashboard } from './try-dashboard.ts';

export type DashboardUpdate = Extract<Step, { readonly do: 'update' }> & { readonly asset: DashboardAsset };

/** What came of it. `failure`: the surroundings failed. */
export interface Outcome {
  readonly problems: readonly PublishFinding[];
  readonly failure: CommandError | undefined;
}

/**
 * Publishes a dashboard with data sets that can't serve its live version and the next one both. A copy is tried first; only what QuickSight
 * accepts is begun, and whatever fails then (a refresh, the version itself, the surroundings) has the data sets put back, as long as people see
 * the version that they saw.
 * @returns what failed, and what could not be put back; nothing: all is published
 */
export async function applyTogether(
  surroundings: Surroundings,
  step: DashboardUpdate,
  dataSets: readonly DataSetChange[],
): Promise<Outcome> {
  const { asset, live } = step;
  const rejected = await tryDashboard(
    surroundings,
    asset,
    dataSets.map((one) => one.asset),
  );
  if (rejected.length > 0) return { problems: rejected, failure: undefined };
  const changed = dataSets.flatMap((one) => {
    const before = one.do === 'update' ? one.standing?.before : undefined;
    return before === undefined ? [] : [{ asset: one.asset, before }];
  });
  const problems: PublishFinding[] = [];
  let failure: CommandError | undefined;
  try {
    await applyDataSets(surroundings, dataSets, 'kept', (_, found) => problems.push(...found));
    if (problems.length === 0) problems.push(...(await applyDashboard(surroundings, asset, step)));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    failure = error;
  }
  if (problems.length === 0 && failure === undefined) return { problems, failure };
  try {
    // An answer may be lost: what is published by now stands on the data sets as they are.
    if (failure === undefined || (await isStillLive(surroundings, asset, live))) await putBack(surroundings, changed);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { message } = error;
    problems.push(...changed.map((one) => findings.notPutBack({ file: one.asset.file }, one.asset.name, message)));
    failure ??= error;
  }
  return { problems, failure };
}
