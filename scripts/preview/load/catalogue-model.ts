import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { CatalogueDataset, CatalogueModel, CatalogueTable } from '../model.ts';
import type { Lake, LakeTable } from './open-lake.ts';

type Reason = CatalogueDataset['reasons'][number];

/**
 * What is in the lake and what reads what.
 * @param reasons rejected rows by reason, by dataset
 * @param dashboards what each visual reads
 */
export function catalogueModel(
  lake: Lake,
  reasons: ReadonlyMap<string, readonly Reason[]>,
  dashboards: CatalogueModel['dashboards'],
): CatalogueModel {
  const tables = [...lake.tables.values()].map((table) => tableModel(table, lake, dashboards));
  const datasets = lake.schemas.map((schema) => datasetModel(schema, lake, reasons.get(schema.name) ?? [], tables));
  return { datasets: datasets.sort(byName), tables: tables.sort(byName), dashboards };
}

function datasetModel(
  schema: DatasetSchema,
  lake: Lake,
  reasons: readonly Reason[],
  tables: readonly CatalogueTable[],
): CatalogueDataset {
  const files = lake.manifests.filter(({ dataset }) => dataset === schema.name);
  const written = schema.source === 'lake' ? rowsOfTheLake(schema.name, lake) : 0;
  const sum = (pick: (file: (typeof files)[number]) => number) => files.reduce((total, file) => total + pick(file), 0);
  return {
    name: schema.name,
    title: schema.title,
    description: schema.description,
    owner: schema.owner,
    licence: schema.licence,
    source: schema.source,
    freshness: schema.freshness,
    columns: schema.columns.map(({ name, type, description, unit, sensitive }) => ({
      name,
      type: engineTypes(type).spark,
      description,
      unit,
      sensitive,
    })),
    files: files.map(({ file, status, stale, rowsIn, rowsClean, rowsQuarantined }) => ({
      file,
      status,
      stale,
      rowsIn,
      rowsClean,
      rowsQuarantined,
    })),
    rowsIn: written + sum(({ rowsIn }) => rowsIn),
    rowsClean: written + sum(({ rowsClean }) => rowsClean),
    rowsQuarantined: sum(({ rowsQuarantined }) => rowsQuarantined),
    reasons,
    readBy: tables.filter(({ reads }) => reads.includes(schema.name)).map(({ name }) => name),
  };
}

/** The lake's own datasets have no files: their rows lie beside each file's, and its manifest counts them. */
function rowsOfTheLake(name: string, lake: Lake): number {
  const parts = lake.manifests.map(({ run, rejects }) =>
    name === '_runs' ? run : name === '_rejects' ? rejects : undefined,
  );
  return parts.reduce((total, part) => total + (part?.rows ?? 0), 0);
}

function tableModel(table: LakeTable, lake: Lake, dashboards: CatalogueModel['dashboards']): CatalogueTable {
  const manifest = lake.views.get(table.name)?.manifest;
  const built = manifest !== undefined && manifest.inputHash !== null;
  return {
    name: table.name,
    title: table.title,
    description: table.description,
    owner: table.owner,
    columns: table.columns.map(({ name, type, description, unit }) => ({
      name,
      type: engineTypes(type).spark,
      description,
      unit,
      sensitive: undefined,
    })),
    key: table.key,
    partitions: table.partitions,
    reads: manifest?.reads ?? [],
    readBy: dashboards.flatMap(({ title, visuals }) =>
      visuals
        .filter(({ tables }) => tables.includes(table.name))
        .map(({ sheet, visual }) => `${title} / ${sheet} / ${visual}`),
    ),
    rows: built ? manifest.rows : undefined,
    bytes: built ? manifest.parts.reduce((total, { bytes }) => total + bytes, 0) : undefined,
    status: statusOf(lake, table.name),
    quality: (manifest?.quality ?? []).map(({ rule, severity, passed, measured }) => ({
      rule,
      severity: severity === 'error' ? 'fail' : 'warn',
      passed,
      message: measured === '' ? undefined : measured,
    })),
  };
}

/** `failed`: there are no rows, because every build of it failed; `stale`: rows of an earlier build are read. */
function statusOf(lake: Lake, name: string): CatalogueTable['status'] {
  const view = lake.views.get(name);
  if (view === undefined || view.manifest === undefined) return 'missing';
  if (view.manifest.inputHash === null) return 'failed';
  return view.state === 'stale' ? 'stale' : 'built';
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
