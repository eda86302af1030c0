import type { DashboardVersionDefinition, DataSet } from '@aws-sdk/client-quicksight';
import { assembleDashboard } from '../../dashboards/assemble-dashboard.ts';
import { checkDashboard } from '../../dashboards/check-dashboard.ts';
import type { DataSet as ReadDataSet } from '../../dashboards/dashboard.ts';
import { readExportedDataSet } from '../../dashboards/data-sets/read-exported-data-set.ts';
import type { DashboardCode, DashboardFinding } from '../../dashboards/findings/dashboard-finding.ts';
import { parsePlacedJson } from '../../dashboards/json/parse-placed-json.ts';

/** What a data set that changed does to a definition that did not. All else in a version was so when QuickSight accepted it. */
const ofDataSets: ReadonlySet<DashboardCode> = new Set(['column-missing', 'column-type', 'geographic-role']);

/**
 * What a version of a dashboard asks of its data sets and they don't give: columns, in visuals, filters and formulas, columns of a type,
 * roles. Judged by the checks of `sluice validate`. A data set whose columns no step tells is taken to give them all.
 * @param dataSets by identifier, as DescribeDataSet gives them
 * @returns one finding for each column and kind of mistake; none where the definition can't be read at all
 */
export async function findMisfits(
  definition: DashboardVersionDefinition,
  dataSets: ReadonlyMap<string, DataSet>,
): Promise<DashboardFinding[]> {
  const documentOf = async (value: unknown, file: string) => {
    const read = await parsePlacedJson(JSON.stringify(value), file);
    return 'document' in read ? read.document : undefined;
  };
  const known = new Map<string, ReadDataSet>();
  for (const [identifier, exported] of dataSets) {
    const document = await documentOf(exported, identifier);
    const read = document && readExportedDataSet(document, [], identifier, new Map());
    if (read?.dataSet !== undefined) known.set(identifier, read.dataSet);
  }
  const document = await documentOf(definition, 'definition.json');
  if (document === undefined) return [];
  const read = assembleDashboard({
    card: { id: 'version', title: '', description: '', owner: '', severities: new Map() },
    recognised: { kind: 'a dashboard', structure: 'DashboardVersionDefinition', at: [], title: undefined },
    ...{ document, dataSetFolder: 'data-sets', findings: [] },
    dataSetsOf: () => ({ dataSets: known, files: new Set(known.keys()), findings: [] }),
  });
  if (!('dashboard' in read)) return [];
  const found = checkDashboard(read.dashboard, new Map()).filter(({ code }) => ofDataSets.has(code));
  return [...new Map(found.map((finding) => [`${finding.code} ${finding.expected} ${finding.got}`, finding])).values()];
}
