import { join, relative } from 'node:path';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { Progress } from '../cli/progress.ts';
import type { ReadDashboard } from '../dashboards/dashboard.ts';
import type { DashboardCode, SeverityLevel } from '../dashboards/findings/dashboard-finding.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import { isChosen, type Targets } from './select-targets.ts';
import { unmappedPrincipals } from './unmapped-principals.ts';

export interface JudgeOptions {
  /** A folder of data sets for definitions from anywhere: absolute. */
  readonly dataSets?: string | undefined;
  /** What findings of some codes are in this run. */
  readonly severities?: ReadonlyMap<DashboardCode, SeverityLevel>;
}

/** A definition file from anywhere, and what it turned out to be. */
export interface JudgedDefinition {
  readonly file: string;
  /** `the output of describe-dashboard-definition`; undefined when it could not be read. */
  readonly recognised: string | undefined;
  /** Identifiers of data sets whose columns were not checked. */
  readonly columnsSkipped: readonly string[];
}

/** By the tables' contracts alone: a table whose SQL is broken still says which columns it is to have. */
export async function judgeDashboards(
  project: Project,
  targets: Targets,
  progress: Progress,
  { dataSets, severities = new Map() }: JudgeOptions,
): Promise<{ names: string[]; findings: Finding[]; definitions: JudgedDefinition[] }> {
  const names = (await foldersOf(project.dashboards)).filter((name) => isChosen(targets.dashboards, name));
  if (names.length + targets.definitions.length === 0) return { names: [], findings: [], definitions: [] };
  const [{ atSeverity }, { checkDashboard }, { readDashboard }, { readDefinitions }, { readTableColumns }] =
    await Promise.all([
      import('../dashboards/at-severity.ts'),
      import('../dashboards/check-dashboard.ts'),
      import('../dashboards/read-dashboard.ts'),
      import('../dashboards/read-definitions.ts'),
      import('../dashboards/read-table-columns.ts'),
    ]);
  const tables = await readTableColumns(project.tables);
  const findings: Finding[] = [];
  const judge = (read: ReadDashboard): void => {
    const found = 'findings' in read ? read.findings : checkDashboard(read.dashboard, tables);
    findings.push(...atSeverity(found, severities));
  };
  for (const name of names) {
    progress.step(`dashboards: ${name}`);
    const shown = relative(project.root, join(project.dashboards, name)).replaceAll('\\', '/');
    judge(await readDashboard(shown, tables, project.root));
  }
  findings.push(...(await unmappedPrincipals(project, names)));
  const definitions: JudgedDefinition[] = [];
  for (const file of targets.definitions) {
    progress.step(`dashboards: ${file}`);
    for (const { file: found, read } of await readDefinitions(file, tables, project.root, dataSets)) {
      judge(read);
      definitions.push({ file: found, ...describe(read) });
    }
  }
  return { names: [...names, ...definitions.map(({ file }) => file)], findings, definitions };
}

function describe(read: ReadDashboard): Omit<JudgedDefinition, 'file'> {
  if ('findings' in read) return { recognised: read.recognised, columnsSkipped: [] };
  const { definition, dataSets, recognised } = read.dashboard;
  const declared = (definition.DataSetIdentifierDeclarations ?? []).flatMap(
    ({ Identifier: identifier }) => identifier ?? [],
  );
  return { recognised, columnsSkipped: declared.filter((name) => dataSets.get(name)?.columns === undefined) };
}
