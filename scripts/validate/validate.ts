import { relative } from 'node:path';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { Progress } from '../cli/progress.ts';
import type { OpenDraft } from '../infer/draft-open-datasets.ts';
import type { DatasetFolder } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import type { Dataset } from '../lake/read-datasets.ts';
import { type JudgedDefinition, type JudgeOptions, judgeDashboards } from './judge-dashboards.ts';
import type { FileVerdict } from './judge-file.ts';
import { isChosen, isFileChosen, type Targets } from './select-targets.ts';
import { setSpoiltAside } from './spoilt-files.ts';
import { findStray } from './stray-files.ts';

/** Everything that validate found. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly files: readonly Omit<FileVerdict, 'findings'>[];
  /** Names of what was judged. */
  readonly datasets: readonly string[];
  readonly tables: readonly string[];
  readonly cases: number;
  readonly dashboards: readonly string[];
  /** Definition files from anywhere, and what each was recognised as. */
  readonly definitions: readonly JudgedDefinition[];
  /** Schemas for folders that have files and none. */
  readonly drafts: readonly OpenDraft[];
}

/**
 * Judges datasets, tables and dashboards as they lie in the working tree; nothing is built and nothing is written.
 * Tables are judged against today's schemas, dashboards against today's tables, chosen or not.
 */
export async function validate(
  project: Project,
  asked: Targets,
  progress: Progress,
  options: JudgeOptions = {},
): Promise<Verdict> {
  const { targets, findings: spoilt, schemas: spoiltSchemas } = await setSpoiltAside(project, asked);
  const { all, found, folders } = await readAll(project, targets, progress);
  const isTold = ({ place }: Finding) => spoilt.some((one) => one.place.file === place.file);
  const datasets = all
    .filter(({ name }) => targets.datasets === 'all' || targets.datasets.has(name))
    .map((dataset) => (spoiltSchemas.has(dataset.name) ? { ...dataset, findings: [] } : dataset));
  const open = await draftOpen(folders, targets, progress);
  const files = await judgeDatasets(datasets, targets, progress);
  const { tables, findings: tableFindings, cases } = await judgeTables(project, all, targets, progress);
  const dashboards = await judgeDashboards(project, targets, progress, options);
  return {
    findings: [
      ...spoilt,
      ...found.filter((finding) => concerns(finding, targets) && !isTold(finding)),
      ...open.findings,
      ...(await findStray(project, targets)),
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
    definitions: dashboards.definitions,
    drafts: open.drafts,
  };
}

/** Of two paths that collide, the one that was there before may be the one that is named. */
function concerns({ code, place }: Finding, targets: Targets): boolean {
  const [, dataset = ''] = place.file.split('/');
  const isNear = code === 'path-case-collision' && targets.datasets !== 'all' && targets.datasets.has(dataset);
  return isNear || isFileChosen(place.file, targets);
}

/** Nothing of datasets is loaded for a dashboard alone: it is judged by the tables' contracts. */
async function readAll(
  project: Project,
  { datasets, tables }: Targets,
  progress: Progress,
): Promise<{ all: readonly Dataset[]; found: readonly Finding[]; folders: readonly DatasetFolder[] }> {
  const none = (chosen: Targets['datasets'] | Targets['tables']) => chosen !== 'all' && chosen.size === 0;
  if (none(datasets) && none(tables)) return { all: [], found: [], folders: [] };
  progress.step('datasets: reading schemas');
  const [{ listDatasets }, { readDatasets }] = await Promise.all([
    import('../lake/list-datasets.ts'),
    import('../lake/read-datasets.ts'),
  ]);
  const { folders, findings: found } = await listDatasets(project.datasets);
  return { all: await readDatasets(project.root, folders), found, folders };
}

/** Most lakes have no such folder, and load nothing for it. */
async function draftOpen(
  folders: readonly DatasetFolder[],
  { datasets }: Targets,
  progress: Progress,
): Promise<{ readonly drafts: readonly OpenDraft[]; readonly findings: readonly Finding[] }> {
  const isChosen = (name: string) => datasets === 'all' || datasets.has(name);
  if (!folders.some(({ dataset, schema, files }) => schema === undefined && files.length > 0 && isChosen(dataset)))
    return { drafts: [], findings: [] };
  const { draftOpenDatasets } = await import('../infer/draft-open-datasets.ts');
  return await draftOpenDatasets(folders, isChosen, progress.step);
}

async function judgeDatasets(
  datasets: readonly Dataset[],
  targets: Targets,
  progress: Progress,
): Promise<FileVerdict[]> {
  if (datasets.length === 0) return [];
  const [{ developmentToken }, { judgeFile }] = await Promise.all([
    import('../../lambda/reconcile/token.ts'),
    import('./judge-file.ts'),
  ]);
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
  const { checkAccess } = await import('../access/check-access.ts');
  progress.step('tables: contracts, SQL, rules and cases');
  const schemas = datasets.flatMap(({ schema }) => schema ?? []);
  const checked = await checkTables({
    room: project.tables,
    shown: relative(project.root, project.tables).replaceAll('\\', '/'),
    schemas,
    unreadable: new Set(datasets.filter(({ schema }) => schema === undefined).map(({ name }) => name)),
    sql: sparkSql,
    ...(targets.tables === 'all' ? {} : { only: targets.tables }),
  });
  return {
    tables: checked.folders.map(({ name }) => name).filter((name) => isChosen(targets.tables, name)),
    cases: checked.cases,
    findings: [...checked.findings, ...checkAccess(checked.tables, schemas, (name) => isChosen(targets.tables, name))],
  };
}
