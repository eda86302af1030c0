import { CommandError } from '../cli/command-error.ts';
import { applyPlan } from './apply/apply-plan.ts';
import type { Surroundings } from './apply/surroundings.ts';
import { findRemovals } from './find-removals.ts';
import { type PlanOptions, planPublish } from './plan/plan-publish.ts';
import { PublishFailed } from './publish-failed.ts';
import type { Published } from './published.ts';
import { inspect } from './quick-sight/inspect.ts';
import { listLive, readLive } from './quick-sight/live-asset.ts';
import type { Repository } from './read-repository.ts';
import { wantedAssets } from './wanted-assets.ts';

export interface PublishOptions extends Omit<PlanOptions, 'environment'> {
  readonly planOnly: boolean;
  /** The hash of the plan that somebody agreed to. */
  readonly insist: string | undefined;
  /** Names of dashboards to delete. */
  readonly remove: readonly string[];
  /** Reads everything, changed or not, so that what was shared by hand is found. */
  readonly closely: boolean;
}

/**
 * Makes QuickSight what the repository says. Everything is judged before anything is sent: an error anywhere in what was chosen, and
 * nothing is.
 * @throws CommandError `plan-changed` where `insist` is the hash of another plan; what the surroundings lack. Once something may have been sent it
 *   is a PublishFailed, which holds what was done and found
 */
export async function publish(
  surroundings: Surroundings,
  repository: Repository,
  options: PublishOptions,
): Promise<Published> {
  const { client, place, say } = surroundings;
  const wanted = wantedAssets(repository, place);
  const judged = [...repository.findings, ...wanted.findings];
  if (judged.some(({ severity }) => severity === 'error')) return { plan: undefined, done: [], findings: judged };
  const { assets } = wanted;
  say('QuickSight: what is live');
  const listing = await listLive(client, place.account);
  const live = await readLive(client, place, listing, assets);
  const inspected = await inspect(client, place.account, assets, live, options.closely);
  const { names } = repository;
  const gone = await findRemovals(client, place, listing, { names, assets, asked: options.remove });
  const plan = planPublish(inspected, gone.removals, { ...options, environment: place.environment.name });
  const findings = [...judged, ...gone.findings, ...plan.held.map(({ finding }) => finding)];
  if (options.insist !== undefined && options.insist !== plan.hash) {
    const message = `sluice publish: expected plan ${options.insist}, got plan ${plan.hash}: what is live, or the repository, has changed since; look at it again with --plan`;
    throw new CommandError('plan-changed', 'environment', message);
  }
  if (options.planOnly) return { plan, done: [], findings };
  const applied = await applyPlan(surroundings, plan);
  const published = { plan, done: applied.done, findings: [...findings, ...applied.findings] };
  const [first, ...others] = applied.failures;
  if (first !== undefined) throw new PublishFailed(published, [first, ...others]);
  return published;
}
