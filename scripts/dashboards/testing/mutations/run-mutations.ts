import { formatFinding } from '../../../../lambda/schema/finding.ts';
import { seededRandom } from '../../../formula/testing/seeded-random.ts';
import { assembleDashboard } from '../../assemble-dashboard.ts';
import { checkDashboard } from '../../check-dashboard.ts';
import type { Dashboard, Tables } from '../../dashboard.ts';
import type { DashboardFinding } from '../../findings/dashboard-finding.ts';
import { formatJsonPath } from '../../json/json-path.ts';
import { parsePlacedJson } from '../../json/parse-placed-json.ts';
import { findMutations } from './find-mutations.ts';
import { type MutationKind, mutated, mutationKinds } from './mutation.ts';

/** How one kind fared. */
export interface MutationTally {
  made: number;
  caught: number;
  /** The first that were not: `path: change`. */
  readonly missed: string[];
}

/**
 * Breaks a dashboard in one place after another, and counts what checkDashboard says more than of the whole one.
 * @param most mutations of each kind
 */
export async function runMutations(
  dashboard: Dashboard,
  tables: Tables,
  { most, seed }: { readonly most: number; readonly seed: number },
): Promise<ReadonlyMap<MutationKind, MutationTally>> {
  const whole: unknown = JSON.parse(JSON.stringify(dashboard.definition));
  const before = new Set((await findingsOf(dashboard, whole, tables)).map(worded));
  const tallies = new Map<MutationKind, MutationTally>(
    mutationKinds.map((kind) => [kind, { made: 0, caught: 0, missed: [] }]),
  );
  for (const mutation of findMutations(dashboard, most, seededRandom(seed))) {
    const tally = tallies.get(mutation.kind);
    if (tally === undefined) continue;
    tally.made += 1;
    const after = await findingsOf(dashboard, mutated(whole, mutation), tables);
    if (after.some((finding) => !before.has(worded(finding)))) tally.caught += 1;
    else tally.missed.push(`${formatJsonPath(mutation.path)}: ${JSON.stringify(mutation.change)}`);
  }
  return tallies;
}

/** Lines move where a key is renamed; what is said does not. */
function worded({ place: { file }, ...rest }: DashboardFinding): string {
  return formatFinding({ ...rest, place: { file } }).replaceAll(/\(?(first )?in line \d+\)?/g, '');
}

async function findingsOf(
  dashboard: Dashboard,
  definition: unknown,
  tables: Tables,
): Promise<readonly DashboardFinding[]> {
  const parsed = await parsePlacedJson(JSON.stringify(definition), dashboard.placeOf([]).file);
  if ('findings' in parsed) throw new RangeError(`expected JSON, got ${JSON.stringify(parsed.findings)}`);
  const read = assembleDashboard({
    card: dashboard,
    document: parsed.document,
    recognised: { kind: dashboard.recognised, structure: 'DashboardVersionDefinition', at: [], title: undefined },
    dataSetsOf: () => ({ dataSets: dashboard.dataSets, files: dashboard.dataSetFiles, findings: [] }),
    dataSetFolder: dashboard.dataSetFolder,
    findings: [],
  });
  return 'findings' in read ? read.findings : checkDashboard(read.dashboard, tables);
}
