import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest } from '../../../lambda/clean/manifest.ts';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { readTableManifest } from '../build/final-files.ts';
import type { TableManifest } from '../build/table-manifest.ts';
import type { SqlColumn, SqlTables } from '../spark-sql/translation.ts';
import type { Table } from '../table.ts';
import { datasetColumns } from '../tables/catalog.ts';
import { datasetParts } from './dataset-parts.ts';
import { datasetView } from './dataset-view.ts';
import { finalView } from './final-view.ts';

export interface LakeViewsOptions {
  /** Absolute paths of the processed and the final bucket. */
  readonly processed: string;
  readonly final: string;
  readonly schemas: readonly DatasetSchema[];
  /** Every manifest of processed: readManifests(processed). */
  readonly manifests: readonly Manifest[];
  readonly tables: readonly (Table | string)[];
}

/** A view of the lake, and whether its rows are there. */
export interface LakeView {
  readonly name: string;
  readonly kind: 'dataset' | 'table';
  /** `missing`: never built or without clean files; the view is empty. */
  readonly state: 'ready' | 'stale' | 'missing';
  /** Spark types. */
  readonly columns: readonly SqlColumn[];
  /** Of a table. */
  readonly manifest: TableManifest | undefined;
}

/**
 * Creates a view for every dataset and every final table, named like it, over what manifests name.
 * @returns the views, and their columns as `translate` takes them
 * @throws DuckDB's or the file system's error
 */
export async function createLakeViews(
  connection: DuckDBConnection,
  options: LakeViewsOptions,
): Promise<{ readonly views: readonly LakeView[]; readonly catalog: SqlTables }> {
  const views: LakeView[] = [];
  for (const schema of options.schemas) views.push(await viewOfDataset(connection, schema, options));
  for (const table of options.tables) {
    const view = await viewOfTable(connection, table, options.final);
    if (view !== undefined) views.push(view);
  }
  return { views, catalog: new Map(views.map((view) => [view.name, view.columns])) };
}

async function viewOfDataset(
  connection: DuckDBConnection,
  schema: DatasetSchema,
  options: LakeViewsOptions,
): Promise<LakeView> {
  const parts = datasetParts(schema, options.manifests, options.processed);
  await datasetView(connection, schema, parts);
  const stale = options.manifests.some((manifest) => manifest.dataset === schema.name && manifest.stale);
  const state = parts.length === 0 ? 'missing' : stale ? 'stale' : 'ready';
  return { name: schema.name, kind: 'dataset', state, columns: datasetColumns(schema), manifest: undefined };
}

/** A table's columns are those of the rows that are there, which may be older than its contract. */
async function viewOfTable(
  connection: DuckDBConnection,
  table: Table | string,
  final: string,
): Promise<LakeView | undefined> {
  const name = typeof table === 'string' ? table : table.name;
  const manifest = await readTableManifest(final, name);
  const contract =
    typeof table === 'string'
      ? []
      : table.columns.map(({ name: column, type, nullable }) => ({
          name: column,
          type: engineTypes(type).spark,
          nullable,
        }));
  const built = manifest !== undefined && manifest.inputHash !== null;
  const columns = built ? manifest.columns : contract;
  if (columns.length === 0) return undefined;
  const shape = built ? manifest : { table: name, columns, partitions: [], parts: [] };
  await finalView(connection, shape, final);
  const state = !built ? 'missing' : manifest.stale ? 'stale' : 'ready';
  return {
    name,
    kind: 'table',
    state,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    manifest,
  };
}
