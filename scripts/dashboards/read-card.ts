import { nearestName } from '../../lambda/schema/nearest-name.ts';
import type { Dashboard } from './dashboard.ts';
import {
  type DashboardCode,
  type DashboardFinding,
  dashboardCodes,
  type SeverityLevel,
} from './findings/dashboard-finding.ts';
import { unknownKey } from './findings/shape-findings.ts';
import { readJsonFile } from './json/read-json-file.ts';
import { fitShape } from './shape/fit-shape.ts';
import { readSchema } from './shape/read-schema.ts';
import { shapeFinding } from './shape/shape-finding.ts';

/** What stands in a dashboard.json. */
interface CardFile {
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly severities?: Readonly<Record<string, SeverityLevel>>;
}

/** Reads dashboard.json. @param id stands for what it does not say */
export async function readCard(
  file: string,
  root: string,
  id: string,
): Promise<{
  card: Pick<Dashboard, 'id' | 'title' | 'description' | 'owner' | 'severities'>;
  findings: readonly DashboardFinding[];
}> {
  const read = await readJsonFile(file, root);
  const nothing = { id, title: id, description: '', owner: '', severities: new Map<DashboardCode, SeverityLevel>() };
  if ('findings' in read) return { card: nothing, findings: read.findings };
  const { document } = read;
  const { value, problems } = fitShape(document.value, readSchema('dashboard'));
  const findings = problems.map((problem) => shapeFinding(problem, document));
  if (value === undefined) return { card: nothing, findings };
  const { title, description, owner, severities = {} } = value as CardFile;
  const levels = new Map<DashboardCode, SeverityLevel>();
  for (const [name, level] of Object.entries(severities)) {
    const code = dashboardCodes.find((each) => each === name);
    if (code !== undefined) levels.set(code, level);
    else {
      const place = document.placeOfKey(['severities', name]);
      const nearest = nearestName(name, dashboardCodes);
      findings.push(unknownKey(place, 'severities', 'FINDINGS.md', name, nearest, dashboardCodes));
    }
  }
  return { card: { id, title, description, owner, severities: levels }, findings };
}
