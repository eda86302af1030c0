import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DashboardPublishOptions } from '@aws-sdk/client-quicksight';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { usageError } from '../cli/parse-arguments.ts';
import type { Dashboard } from '../dashboards/dashboard.ts';
import { readDashboard } from '../dashboards/read-dashboard.ts';
import { foldersOf } from '../lake/folders-of.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import { checkToSend } from './check-to-send.ts';
import { readTheme } from './read-theme.ts';
import type { ThemeFile } from './request/theme-request.ts';

/** A folder of dashboards/, judged, with what publishing needs beside the definition. */
export interface DashboardFolder {
  readonly dashboard: Dashboard;
  /** Logical names. */
  readonly viewers: readonly string[];
  readonly authors: readonly string[];
  readonly theme: ThemeFile | undefined;
  readonly publishOptions: DashboardPublishOptions | undefined;
}

export interface Repository {
  /** Every folder of dashboards/, chosen or not. */
  readonly names: readonly string[];
  /** Those that were chosen and could be read. */
  readonly folders: readonly DashboardFolder[];
  readonly tables: readonly Table[];
  readonly schemas: readonly DatasetSchema[];
  /** Errors and warnings of what was chosen, of schemas and of tables. */
  readonly findings: readonly Finding[];
}

/**
 * Reads and judges what is to be published: schemas and tables whole, since they say which columns there are and who may read them.
 * @param chosen names of folders; none: all
 * @throws CommandError `usage` for a name without a folder
 */
export async function readRepository(project: Project, chosen: readonly string[]): Promise<Repository> {
  const names = await foldersOf(project.dashboards);
  for (const name of chosen) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? undefined : `did you mean ${nearest}?`;
    throw usageError('publish', `a folder of dashboards/: ${names.join(', ')}`, JSON.stringify(name), hint);
  }
  const { tables, schemas, findings: found } = await readContracts(project);
  const columns = new Map(tables.map((table) => [table.name, table]));
  const findings: Finding[] = [...found];
  const read: DashboardFolder[] = [];
  for (const name of chosen.length === 0 ? names : names.filter((one) => chosen.includes(one))) {
    const one = await readDashboard(`dashboards/${name}`, columns, project.root);
    if ('findings' in one) {
      findings.push(...one.findings);
      continue;
    }
    const found = checkToSend(one.dashboard, columns);
    findings.push(...found);
    const { theme, findings: ofTheme } = await readTheme(`dashboards/${name}/theme.json`, project.root);
    findings.push(...ofTheme);
    if (![...found, ...ofTheme].some(({ severity }) => severity === 'error'))
      read.push(await readFolder(project, one.dashboard, theme));
  }
  return { names, folders: read, tables, schemas, findings };
}

/** Schemas and tables, whole: they say which columns there are, and who may read them. */
export async function readContracts(project: Project): Promise<Pick<Repository, 'tables' | 'schemas' | 'findings'>> {
  const { folders } = await listDatasets(project.datasets);
  const datasets = await readDatasets(project.root, folders);
  const schemas = datasets.flatMap(({ schema }) => schema ?? []);
  const { tables, findings } = await loadTables({ room: project.tables, shown: 'glue/tables', schemas, sql: sparkSql });
  return { tables, schemas, findings: [...datasets.flatMap((one) => one.findings), ...findings] };
}

interface Card {
  readonly viewers?: readonly string[];
  readonly authors?: readonly string[];
  readonly publishOptions?: DashboardPublishOptions;
}

/** What stands beside a definition that was judged: its files are known to be JSON of their shape. */
async function readFolder(
  project: Project,
  dashboard: Dashboard,
  theme: ThemeFile | undefined,
): Promise<DashboardFolder> {
  const folder = join(project.dashboards, dashboard.id);
  const card: Card = (await readJson(join(folder, 'dashboard.json'))) ?? {};
  return {
    dashboard,
    viewers: card.viewers ?? [],
    authors: card.authors ?? [dashboard.owner],
    theme,
    publishOptions: card.publishOptions,
  };
}

async function readJson<Value>(file: string): Promise<Value | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}
