import type { QuickSightClient } from '@aws-sdk/client-quicksight';
import { usageError } from '../cli/parse-arguments.ts';
import { findings, type PublishFinding } from './findings.ts';
import type { Removal } from './plan/publish-plan.ts';
import { type Listing, readTagsOf } from './quick-sight/live-asset.ts';
import type { QuickSightPlace } from './request/place.ts';

export interface Removals {
  readonly removals: readonly Removal[];
  /** What is published and has no folder. */
  readonly findings: readonly PublishFinding[];
}

/** Something in QuickSight whose id is one that publish gives. */
interface Candidate extends Removal {
  readonly dashboard: string;
}

/**
 * Finds what is ours and has no folder any more: told of, and deleted where that was asked for by name.
 * @param names folders of dashboards/
 * @param asked names of dashboards to delete
 * @throws CommandError `usage` for a name that still has a folder, or that nothing of ours carries
 */
export async function findRemovals(
  client: QuickSightClient,
  place: QuickSightPlace,
  listing: Listing,
  { names, asked }: { readonly names: readonly string[]; readonly asked: readonly string[] },
): Promise<Removals> {
  const kept = asked.find((name) => names.includes(name));
  if (kept !== undefined)
    throw usageError(
      'publish',
      '--delete with a dashboard without a folder',
      `"${kept}"`,
      `remove dashboards/${kept} first`,
    );
  const ours: Candidate[] = [];
  for (const one of candidates(place, listing)) {
    if (names.includes(one.dashboard)) continue;
    const arn = place.arn(one.kind === 'data set' ? 'dataset' : one.kind, one.id);
    if ((await readTagsOf(client, arn))?.environment === place.environment.name) ours.push(one);
  }
  const dashboards = [...new Set(ours.map(({ dashboard }) => dashboard))].sort();
  const unknown = asked.find((name) => !dashboards.includes(name));
  if (unknown !== undefined) {
    const known = dashboards.join(', ') || 'there is none';
    throw usageError(
      'publish',
      `--delete with something that publish made and no folder has: ${known}`,
      `"${unknown}"`,
    );
  }
  return {
    removals: ours
      .filter(({ dashboard }) => asked.includes(dashboard))
      .map(({ kind, id, name }) => ({ kind, id, name })),
    findings: dashboards
      .filter((name) => !asked.includes(name))
      .map((name) => findings.notInRepository({ file: `dashboards/${name}` }, name, place.environment.name)),
  };
}

/** Dashboards first: what they stand on goes after them. */
function candidates(place: QuickSightPlace, { dashboards, dataSets, themes }: Listing): Candidate[] {
  const prefix = place.names.named('');
  const within = (kind: Removal['kind'], ids: Iterable<string>): Candidate[] =>
    [...ids].sort().flatMap((id) => {
      if (!id.startsWith(prefix)) return [];
      const [dashboard = '', ...rest] = id.slice(prefix.length).split('--');
      if ((kind === 'data set') !== rest.length > 0) return [];
      return [{ kind, id, dashboard, name: [dashboard, ...rest].join('/') }];
    });
  return [
    ...within('dashboard', dashboards.keys()),
    ...within('data set', dataSets.keys()),
    ...within('theme', themes.keys()),
  ];
}
