import path from 'node:path';
import process from 'node:process';
import { assembleDashboard } from './assemble-dashboard.ts';
import { isBundle } from './bundle/read-bundle.ts';
import type { ReadDashboard, Tables } from './dashboard.ts';
import { matchDataSets } from './data-sets/match-data-sets.ts';
import { type ReadDataSets, readDataSets } from './data-sets/read-data-sets.ts';
import { bundleOfSeveral, cloudFormationTemplate } from './findings/file-findings.ts';
import { readJsonFile } from './json/read-json-file.ts';
import { findInTemplate, recogniseDefinition } from './recognise-definition.ts';

/**
 * Reads one definition file from anywhere: a DashboardVersionDefinition, an AnalysisDefinition or a TemplateVersionDefinition,
 * alone or as describe-*-definition gives it and create-* takes it, or a file out of an asset bundle.
 * @param file as the person named it, and as findings show it
 * @param tables the final tables by name
 * @param root what a relative file stands in
 * @param dataSets a folder of data sets, ours or as QuickSight exports them; undefined: data-sets/ beside the file, if there is one
 */
export async function readDefinitionFile(
  file: string,
  tables: Tables,
  root: string = process.cwd(),
  dataSets?: string,
): Promise<ReadDashboard> {
  if (isBundle(file)) return { findings: [bundleOfSeveral({ file })] };
  const read = await readJsonFile(file, root);
  if ('findings' in read) return read;
  const unpacked = recogniseDefinition(read.document.value).keys === 'of bundles';
  // A bundle's folders stand side by side when it was unpacked: dashboard/sales.json, dataset/orders.json.
  const beside = unpacked ? path.join(path.dirname(file), '..', 'dataset') : path.join(path.dirname(file), 'data-sets');
  const folder = dataSets ?? beside;
  const found = await readDataSets(folder, tables, root, dataSets === undefined ? 'refused' : 'passed over');
  return definitionIn(read, file, found, folder);
}

/**
 * The definition of a file that was read.
 * @param found the data sets that may be its own; @param folder where they were looked for
 */
export function definitionIn(
  read: Awaited<ReturnType<typeof readJsonFile>>,
  file: string,
  found: ReadDataSets,
  folder: string,
): ReadDashboard {
  if ('findings' in read) return read;
  const resource = findInTemplate(read.document.value);
  if (resource !== undefined)
    return { findings: [cloudFormationTemplate(read.document.placeOf(['Resources']), resource)] };
  const recognised = recogniseDefinition(read.document.value);
  const id = path.basename(file, path.extname(file));
  return assembleDashboard({
    card: { id, title: recognised.title ?? id, description: '', owner: '', severities: new Map() },
    document: read.document,
    recognised,
    dataSetsOf: ({ DataSetIdentifierDeclarations: declarations }) => ({
      ...matchDataSets(found, declarations ?? []),
      findings: found.findings,
    }),
    dataSetFolder: folder,
    findings: [],
  });
}
