import { basename, extname } from 'node:path';
import type { Dashboard } from '../../dashboards/dashboard.ts';
import type { Project } from '../../lake/project.ts';
import type { PageModel } from '../model.ts';
import type { DataSetRelation } from '../query/relation.ts';
import { checkedDashboard, dashboardSource, runSource } from './dashboard-source.ts';
import { dataSetFiles } from './data-set-files.ts';
import { lakeRelations } from './lake-relations.ts';
import { hasLake, type Lake, type LakeTable, openLake } from './open-lake.ts';

export interface DefinitionOptions {
  readonly now: Date;
  /** As the person named it; resolves against `cwd`. */
  readonly file: string;
  readonly cwd: string;
  /** A folder of `<identifier>.parquet` or `<identifier>.csv`: absolute, and as the person named it. */
  readonly dataSets: { readonly folder: string; readonly shown: string } | undefined;
  /** The project that the person stands in, if any: its lake has the data of data sets that name its tables. */
  readonly project: Project | undefined;
}

/**
 * A page of one definition file from anywhere: drawn as far as there is data.
 * @returns the page, and the data sets that have no data
 * @throws CommandError `data-sets-folder`, `data-set-file`
 */
export async function definitionPage(
  options: DefinitionOptions,
): Promise<{ readonly model: PageModel; readonly missing: readonly string[] }> {
  const lake = await openLakeOf(options.project);
  const engine = lake?.engine ?? (await openEmpty());
  try {
    const { readDefinitionFile } = await import('../../dashboards/read-definition-file.ts');
    const tables = lake?.tables ?? new Map<string, LakeTable>();
    const read = await readDefinitionFile(options.file, tables, options.cwd);
    const id = basename(options.file, extname(options.file));
    const source = await dashboardSource(await checkedDashboard(id, read, tables), async (dashboard) => {
      const own = lake === undefined ? new Map<string, DataSetRelation>() : await lakeRelations(dashboard, lake);
      if (options.dataSets === undefined) return own;
      const { folder, shown } = options.dataSets;
      const given = await dataSetFiles(engine.connection, folder, shown, identifiersOf(dashboard));
      return new Map([...own, ...given]);
    });
    const declared = source.dashboard === undefined ? [] : identifiersOf(source.dashboard);
    const dashboard = await runSource(source, engine.connection, options.now);
    return {
      model: { title: dashboard.title, dashboards: [dashboard], catalogue: undefined, mode: 'file' },
      missing: declared.filter((identifier) => !source.relations.has(identifier)),
    };
  } finally {
    engine.close();
  }
}

async function openLakeOf(project: Project | undefined): Promise<Lake | undefined> {
  return project !== undefined && (await hasLake(project)) ? await openLake(project) : undefined;
}

async function openEmpty() {
  const { openEngine } = await import('../../../glue/duckdb/engine.ts');
  return await openEngine();
}

function identifiersOf(dashboard: Dashboard): readonly string[] {
  return (dashboard.definition.DataSetIdentifierDeclarations ?? []).flatMap(({ Identifier }) => Identifier ?? []);
}
