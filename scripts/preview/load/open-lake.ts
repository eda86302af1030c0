import { stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Engine } from '../../../glue/duckdb/engine.ts';
import type { LakeView } from '../../../glue/duckdb/sources/lake-views.ts';
import type { Contract } from '../../../glue/duckdb/tables/parse-contract.ts';
import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Project } from '../../lake/project.ts';

/** A final table as its folder declares it. What its SQL reads stands in its manifest: nothing is parsed here. */
export type LakeTable = Contract & { readonly name: string };

/** The lake, opened to be read. */
export interface Lake {
  readonly engine: Engine;
  readonly schemas: readonly DatasetSchema[];
  readonly manifests: readonly Manifest[];
  readonly tables: ReadonlyMap<string, LakeTable>;
  /** A view in DuckDB for each dataset and table, by name. */
  readonly views: ReadonlyMap<string, LakeView>;
  /** Tables that have been read into memory. */
  readonly loaded: Set<string>;
  close(): void;
}

/** Whether a build has ever left tables here. */
export async function hasLake(project: Project): Promise<boolean> {
  return (await stat(join(project.lake.final, '_tables')).catch(() => undefined)) !== undefined;
}

/** What the repository says of the lake. */
export interface LakeShape {
  readonly schemas: readonly DatasetSchema[];
  readonly tables: ReadonlyMap<string, LakeTable>;
}

/** @param schemas those of all datasets, where they were read before */
export async function readShape(project: Project, schemas?: readonly DatasetSchema[]): Promise<LakeShape> {
  const [read, tables] = await Promise.all([schemas ?? readSchemas(project), readContracts(project)]);
  return { schemas: read, tables };
}

/**
 * Opens DuckDB with a view for everything that manifests name. The lake itself is only read; what is not there is an empty view.
 * @param shape where it was read before
 * @throws DuckDB's or the file system's error
 */
export async function openLake(project: Project, shape?: LakeShape): Promise<Lake> {
  const [tools, { schemas, tables }] = await Promise.all([lakeTools(), shape ?? readShape(project)]);
  const manifests = await tools.readManifests(project.lake.processed);
  const engine = await tools.openEngine();
  try {
    const { views } = await tools.createLakeViews(engine.connection, {
      processed: project.lake.processed,
      final: project.lake.final,
      schemas,
      manifests,
      tables: [...tables.values()].map(tableShape),
    });
    const byName = new Map(views.map((view) => [view.name, view]));
    return { engine, schemas, manifests, tables, views: byName, loaded: new Set(), close: () => engine.close() };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** DuckDB and what reads the lake are loaded only when a lake is opened. */
async function lakeTools() {
  const [{ openEngine }, { createLakeViews }, { readManifests }] = await Promise.all([
    import('../../../glue/duckdb/engine.ts'),
    import('../../../glue/duckdb/sources/lake-views.ts'),
    import('../../../glue/duckdb/sources/read-manifests.ts'),
  ]);
  return { openEngine, createLakeViews, readManifests };
}

async function readSchemas(project: Project): Promise<readonly DatasetSchema[]> {
  const [{ listDatasets }, { readDatasets }] = await Promise.all([
    import('../../lake/list-datasets.ts'),
    import('../../lake/read-datasets.ts'),
  ]);
  const { folders } = await listDatasets(project.datasets);
  return (await readDatasets(project.root, folders)).flatMap(({ schema }) => schema ?? []);
}

/** The contracts of all table folders, by name; a folder whose table.json is broken has none. */
export async function readContracts(project: Project): Promise<ReadonlyMap<string, LakeTable>> {
  const [{ readTableFolders }, { parseContract }] = await Promise.all([
    import('../../../glue/duckdb/tables/table-folder.ts'),
    import('../../../glue/duckdb/tables/parse-contract.ts'),
  ]);
  const shown = relative(project.root, project.tables).split(sep).join('/');
  const folders = await readTableFolders(project.tables, shown);
  const parsed = await Promise.all(
    folders.map(async ({ name, contract, shown: folder }): Promise<readonly LakeTable[]> => {
      if (contract === undefined) return [];
      const { contract: read } = await parseContract(contract, `${folder}/table.json`);
      return read === undefined ? [] : [{ ...read, name }];
    }),
  );
  return new Map(parsed.flat().map((table) => [table.name, table]));
}

/** What a view needs of a table: its contract. SQL, rules and reads play no part in it. */
function tableShape(table: LakeTable) {
  const nowhere = { text: '', place: { file: `glue/tables/${table.name}` } };
  return { ...table, sql: nowhere, quality: nowhere, reads: [] };
}
