import path from 'node:path';
import process from 'node:process';
import { assembleDashboard } from './assemble-dashboard.ts';
import type { ReadDashboard, Tables } from './dashboard.ts';
import { readDataSets } from './data-sets/read-data-sets.ts';
import { readJsonFile } from './json/read-json-file.ts';
import { readCard } from './read-card.ts';

/**
 * Reads a folder of dashboards/: dashboard.json, definition.json and data-sets/*.json.
 * @param folder as the person named it, and as findings show it
 * @param tables the final tables by name: they give the data sets' columns
 * @param root what a relative folder stands in
 */
export async function readDashboard(
  folder: string,
  tables: Tables,
  root: string = process.cwd(),
): Promise<ReadDashboard> {
  const id = path.basename(path.resolve(root, folder));
  const [{ card, findings }, definition, dataSets] = await Promise.all([
    readCard(path.join(folder, 'dashboard.json'), root, id),
    readJsonFile(path.join(folder, 'definition.json'), root),
    readDataSets(path.join(folder, 'data-sets'), tables, root),
  ]);
  if ('findings' in definition) return { findings: [...findings, ...definition.findings, ...dataSets.findings] };
  const files = dataSets.files ?? new Set<string>();
  return assembleDashboard({
    card,
    document: definition.document,
    recognised: { kind: 'a dashboard', structure: 'DashboardVersionDefinition', at: [], title: undefined },
    dataSetsOf: () => ({ ...dataSets, files }),
    dataSetFolder: path.join(folder, 'data-sets'),
    findings,
  });
}
