import type { Finding } from '../../lambda/schema/finding.ts';
import { CommandError } from '../cli/command-error.ts';
import { type Applied, applyPlan, type Losses } from './apply/apply-plan.ts';
import type { Surroundings } from './apply/surroundings.ts';
import { findRemovals } from './find-removals.ts';
import { lostColumns, type PlanOptions, planPublish } from './plan/plan-publish.ts';
import type { PublishPlan } from './plan/publish-plan.ts';
import { type Inspected, inspect } from './quick-sight/inspect.ts';
import { listLive, readLive } from './quick-sight/live-asset.ts';
import type { Repository } from './read-repository.ts';
import { wantedAssets } from './wanted-assets.ts';

export interface PublishOptions extends Omit<PlanOptions, 'environment'> {
  readonly planOnly: boolean;
  /** The hash of the plan that somebody agreed to. */
  readonly insist: string | undefined;
  /** Names of dashboards to delete. */
  readonly remove: readonly string[];
}

export interface Published {
  /** undefined: the repository itself is wrong, and nothing was asked of QuickSight. */
  readonly plan: PublishPlan | undefined;
  readonly done: Applied['done'];
  readonly findings: readonly Finding[];
}

/**
 * Makes QuickSight what the repository says. Everything is judged before anything is sent: an error anywhere in what was chosen, and
 * nothing is.
 * @throws CommandError `plan-changed` where `insist` is the hash of another plan; what the surroundings lack
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
  const hasThemes = assets.some(({ kind }) => kind === 'theme');
  const listing = await listLive(client, place.account, hasThemes || options.remove.length > 0);
  const live = await readLive(client, place, listing, assets);
  const inspected = await inspect(client, place.account, assets, live);
  const { names } = repository;
  const gone = await findRemovals(client, place, listing, { names, asked: options.remove });
  const plan = planPublish(inspected, gone.removals, { ...options, environment: place.environment.name });
  const findings = [...judged, ...gone.findings, ...plan.held.map(({ finding }) => finding)];
  if (options.insist !== undefined && options.insist !== plan.hash) {
    const message = `sluice publish: expected plan ${options.insist}, got plan ${plan.hash}: what is live, or the repository, has changed since; look at it again with --plan`;
    throw new CommandError('plan-changed', 'environment', message);
  }
  if (options.planOnly) return { plan, done: [], findings };
  const applied = await applyPlan(surroundings, plan, lossesOf(inspected));
  return { plan, done: applied.done, findings: [...findings, ...applied.findings] };
}

/** Columns that data sets would lose while a dashboard of theirs is live. */
function lossesOf(inspected: readonly Inspected[]): Losses {
  const isLive = (dashboard: string | undefined) =>
    inspected.some(
      ({ asset, live }) => asset.kind === 'dashboard' && asset.dashboard === dashboard && live !== undefined,
    );
  return new Map(
    inspected.flatMap(({ asset, details }) => {
      if (asset.kind !== 'data set' || details?.dataSet === undefined || !isLive(asset.dashboard)) return [];
      const columns = lostColumns(details.dataSet, asset);
      return columns.length === 0 ? [] : [[asset.id, { live: details.dataSet, columns }] as const];
    }),
  );
}
