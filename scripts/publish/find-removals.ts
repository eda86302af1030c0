import { DescribeDashboardCommand, type QuickSightClient, ResourceNotFoundException } from '@aws-sdk/client-quicksight';
import { usageError } from '../cli/parse-arguments.ts';
import type { Asset } from './asset.ts';
import { findings, type PublishFinding } from './findings.ts';
import type { Removal } from './plan/publish-plan.ts';
import { type Listing, readTagsOf } from './quick-sight/live-asset.ts';
import { type QuickSightPlace, trialId } from './request/place.ts';

export interface Removals {
  readonly removals: readonly Removal[];
  /** What is published and has no folder, or no file in it. */
  readonly findings: readonly PublishFinding[];
}

/** What a run knows of the repository. */
interface Known {
  /** Folders of dashboards/. */
  readonly names: readonly string[];
  /** All that the chosen ones want. */
  readonly assets: readonly Asset[];
  /** Names of dashboards, data sets and themes to delete, as findings give them. */
  readonly asked: readonly string[];
}

/** Something of ours whose id is one that publish gives. */
interface Candidate extends Removal {
  readonly dashboard: string;
  /** What `--delete` calls it: a folder that is gone whole, or one thing of a folder that is kept. */
  readonly by: string;
}

/**
 * Finds what is ours and has no folder any more, and in the folders that were chosen what has no file any more: told of, and deleted where
 * that was asked for by name. Copies of the chosen dashboards that a run which was cut left behind are taken away unasked; those of others, and those
 * that QuickSight is judging, may be another run's.
 * @throws CommandError `usage` for a name that still has a folder, or that nothing of ours carries
 */
export async function findRemovals(
  client: QuickSightClient,
  place: QuickSightPlace,
  listing: Listing,
  { names, assets, asked }: Known,
): Promise<Removals> {
  const kept = asked.find((name) => names.includes(name));
  if (kept !== undefined)
    throw usageError(
      'publish',
      '--delete with a dashboard without a folder',
      `"${kept}"`,
      `remove dashboards/${kept} first`,
    );
  const wanted = new Set(assets.map(({ arn }) => arn));
  const chosen = new Set(assets.map(({ dashboard }) => dashboard));
  const [ours, trials]: [Candidate[], Removal[]] = [[], []];
  const beingTried = new Set<string>();
  for (const one of candidates(place, listing, names)) {
    const { kind, id, name } = one;
    const arn = place.arn(kind === 'data set' ? 'dataset' : kind, id);
    if (wanted.has(arn) || (names.includes(one.dashboard) && !chosen.has(one.dashboard))) continue;
    const tags = await readTagsOf(client, arn);
    if (tags?.environment !== place.environment.name) continue;
    if (!tags.isTrial) ours.push(one);
    else if (kind === 'dashboard' && (await isBeingJudged(client, place, id))) beingTried.add(one.dashboard);
    // A dashboard comes before the data sets that it stands on.
    else if (!beingTried.has(one.dashboard)) trials.push({ kind, id, name, isTrial: true });
  }
  const known = [...new Set(ours.map(({ by }) => by))].sort();
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const expected = `--delete with something that publish made and the repository lacks: ${known.join(', ') || 'there is none'}`;
    throw usageError('publish', expected, `"${unknown}"`);
  }
  const going = ours.filter(({ by }) => asked.includes(by));
  return {
    removals: [...trials, ...going.map(({ dashboard: _, by: __, ...removal }) => removal)],
    findings: known.filter((by) => !asked.includes(by)).map((by) => tell(by, ours, place)),
  };
}

/** Then it can't be deleted either. */
async function isBeingJudged(client: QuickSightClient, { account }: QuickSightPlace, id: string): Promise<boolean> {
  try {
    const of = { AwsAccountId: account, DashboardId: id, VersionNumber: 1 };
    const { Dashboard } = await client.send(new DescribeDashboardCommand(of));
    return Dashboard?.Version?.Status === 'CREATION_IN_PROGRESS';
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return false;
  }
}

function tell(by: string, ours: readonly Candidate[], { environment }: QuickSightPlace): PublishFinding {
  const found = ours.find((one) => one.by === by);
  const folder = `dashboards/${found?.dashboard ?? by}`;
  if (found?.within === undefined) return findings.notInRepository({ file: folder }, by, environment.name);
  const file = found.kind === 'theme' ? 'theme.json' : `data-sets/${by.slice(found.dashboard.length + 1)}.json`;
  return findings.notInFolder({ file: `${folder}/${file}` }, by, found.kind, environment.name);
}

/** Dashboards first: what they stand on goes after them, and rules of rows after what they rule. */
function candidates(
  place: QuickSightPlace,
  { dashboards, dataSets, themes }: Listing,
  names: readonly string[],
): Candidate[] {
  const prefix = place.names.named('');
  const within = (kind: Removal['kind'], ids: Iterable<string>): Candidate[] =>
    [...ids].sort().flatMap((id) => {
      if (!id.startsWith(prefix)) return [];
      const [dashboard = ''] = id.slice(prefix.length).split('--');
      const rest = id.slice(prefix.length + dashboard.length + 2);
      if (kind === 'data set' ? rest === '' : rest !== '' && !id.endsWith(trialId(''))) return [];
      const name = kind === 'theme' ? `${dashboard}/theme` : rest === '' ? dashboard : `${dashboard}/${rest}`;
      if (!names.includes(dashboard)) return [{ kind, id, dashboard, name, by: dashboard }];
      // Rules of rows have no file of their own: they go with the data set that they rule.
      const by = kind === 'theme' ? name : name.replace(/--rules$/, '');
      return [{ kind, id, dashboard, name, by, within: dashboard }];
    });
  return [
    ...within('dashboard', dashboards.keys()),
    ...within('data set', dataSets.keys()),
    ...within('theme', themes.keys()),
  ];
}
