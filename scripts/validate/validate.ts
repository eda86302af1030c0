import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { developmentToken } from '../../lambda/reconcile/token.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { Progress } from '../cli/progress.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import { type Dataset, readDatasets } from '../lake/read-datasets.ts';
import { type FileVerdict, judgeFile } from './judge-file.ts';
import { isChosen, isFileChosen, type Targets } from './select-targets.ts';

/** Everything that validate found. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly files: readonly Omit<FileVerdict, 'findings'>[];
  /** Names of what was judged. */
  readonly datasets: readonly string[];
  readonly tables: readonly string[];
  readonly cases: number;
  readonly dashboards: readonly string[];
}

/**
 * Judges datasets, tables and dashboards as they lie in the working tree; nothing is built and nothing is written.
 * Tables are judged against today's schemas, dashboards against today's tables, chosen or not.
 */
export async function validate(project: Project, targets: Targets, progress: Progress): Promise<Verdict> {
  progress.step('datasets: reading schemas');
  const listing = await listDatasets(project.datasets);
  const all = await readDatasets(project.root, listing.folders);
  const datasets = all.filter(({ name }) => targets.datasets === 'all' || targets.datasets.has(name));
  const files = await judgeDatasets(datasets, targets, progress);
  const { tables, findings: tableFindings, cases } = await judgeTables(project, all, targets, progress);
  const dashboards = await judgeDashboards(project, targets, progress);
  return {
    findings: [
      ...listing.findings.filter(({ place }) => isFileChosen(place.file, targets)),
      ...datasets.flatMap((dataset) => dataset.findings),
      ...files.flatMap((file) => file.findings),
      ...tableFindings,
      ...dashboards.findings,
    ],
    files: files.map(({ findings: _, ...file }) => file),
    datasets: datasets.map(({ name }) => name),
    tables,
    cases,
    dashboards: dashboards.names,
  };
}

async function judgeDatasets(
  datasets: readonly Dataset[],
  targets: Targets,
  progress: Progress,
): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  for (const { schema, files } of datasets) {
    if (schema === undefined) continue;
    for (const file of files) {
      if (!isFileChosen(file.name, targets)) continue;
      progress.step(`datasets: ${file.name}`);
      verdicts.push(await judgeFile(file, schema, developmentToken));
    }
  }
  return verdicts;
}

interface JudgedTables {
  readonly tables: readonly string[];
  readonly cases: number;
  readonly findings: readonly Finding[];
}

async function judgeTables(
  project: Project,
  datasets: readonly Dataset[],
  targets: Targets,
  progress: Progress,
): Promise<JudgedTables> {
  if (targets.tables !== 'all' && targets.tables.size === 0) return { tables: [], cases: 0, findings: [] };
  const { checkTables } = await import('../../glue/duckdb/check-tables.ts');
  const { sparkSql } = await import('../../glue/duckdb/spark-sql/spark-sql.ts');
  progress.step('tables: contracts, SQL, rules and cases');
  const checked = await checkTables({
    room: project.tables,
    shown: relative(project.root, project.tables).replaceAll('\\', '/'),
    schemas: datasets.flatMap(({ schema }) => schema ?? []),
    unreadable: new Set(datasets.filter(({ schema }) => schema === undefined).map(({ name }) => name)),
    sql: sparkSql,
    ...(targets.tables === 'all' ? {} : { only: targets.tables }),
  });
  return {
    tables: checked.folders.map(({ name }) => name).filter((name) => isChosen(targets.tables, name)),
    cases: checked.cases,
    findings: checked.findings,
  };
}

/** By the tables' contracts alone: a table whose SQL is broken still says which columns it is to have. */
async function judgeDashboards(
  project: Project,
  targets: Targets,
  progress: Progress,
): Promise<{ names: string[]; findings: Finding[] }> {
  const names = (await foldersOf(project.dashboards)).filter((name) => isChosen(targets.dashboards, name));
  if (names.length + targets.definitions.length === 0) return { names: [], findings: [] };
  const [{ checkDashboard }, { readDashboard }, { readDefinitionFile }, { readContracts }] = await Promise.all([
    import('../dashboards/check-dashboard.ts'),
    import('../dashboards/read-dashboard.ts'),
    import('../dashboards/read-definition-file.ts'),
    import('../preview/load/open-lake.ts'),
  ]);
  const tables = await readContracts(project);
  const found: Finding[] = [];
  for (const name of names) {
    progress.step(`dashboards: ${name}`);
    const shown = relative(project.root, join(project.dashboards, name)).replaceAll('\\', '/');
    const read = await readDashboard(shown, tables, project.root);
    found.push(...('findings' in read ? read.findings : checkDashboard(read.dashboard, tables)));
  }
  for (const definition of targets.definitions) {
    const read = await readDefinitionFile(definition, tables, project.root);
    found.push(...('findings' in read ? read.findings : checkDashboard(read.dashboard, tables)));
  }
  return { names: [...names, ...targets.definitions], findings: found };
}

async function foldersOf(room: string): Promise<string[]> {
  const entries = await readdir(room, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}
