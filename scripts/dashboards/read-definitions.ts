import { posix } from 'node:path';
import process from 'node:process';
import { isBundle, readBundle } from './bundle/read-bundle.ts';
import type { ReadDashboard, Tables } from './dashboard.ts';
import { dataSetIn } from './data-sets/read-data-set.ts';
import { type ReadDataSets, readDataSets } from './data-sets/read-data-sets.ts';
import { parsePlacedJson } from './json/parse-placed-json.ts';
import { definitionIn, readDefinitionFile } from './read-definition-file.ts';

/** A definition, and the file that it was found in as findings show it: `export.qs/dashboard/sales.json`. */
export interface FoundDefinition {
  readonly file: string;
  readonly read: ReadDashboard;
}

/**
 * Every definition of a file from anywhere: the one of a JSON file, or the dashboards and analyses of an asset bundle (.qs), whose own
 * data sets tell their columns.
 * @param dataSets a folder of data sets in their place; else as `readDefinitionFile` has it
 */
export async function readDefinitions(
  file: string,
  tables: Tables,
  root: string = process.cwd(),
  dataSets?: string,
): Promise<readonly FoundDefinition[]> {
  if (!isBundle(file)) return [{ file, read: await readDefinitionFile(file, tables, root, dataSets) }];
  const bundle = await readBundle(file, root);
  if ('findings' in bundle) return [{ file, read: bundle }];
  const members = bundle.members.map(({ name, text }) => ({ name, text, shown: `${file}/${name}` }));
  const own = async (): Promise<ReadDataSets> => {
    const files = members.filter(({ name }) => name.startsWith('dataset/'));
    const read = await Promise.all(
      files.map(async ({ shown, text }) => dataSetIn(await parsePlacedJson(text, shown), shown, tables, 'passed over')),
    );
    const found = read.flatMap(({ dataSet }) => (dataSet === undefined ? [] : [dataSet]));
    return {
      dataSets: new Map(found.map((dataSet) => [dataSet.identifier, dataSet])),
      findings: read.flatMap(({ findings }) => findings),
      files: files.length === 0 ? undefined : new Set(files.map(({ name }) => posix.basename(name, '.json'))),
    };
  };
  const found = dataSets === undefined ? await own() : await readDataSets(dataSets, tables, root, 'passed over');
  const definitions = members.filter(({ name }) => /^(dashboard|analysis)\//.test(name));
  return await Promise.all(
    definitions.map(async ({ shown, text }, position) => {
      const folder = dataSets ?? `${file}/dataset`;
      // What is wrong with the data sets is said once.
      const given = { ...found, findings: position === 0 ? found.findings : [] };
      return { file: shown, read: definitionIn(await parsePlacedJson(text, shown), shown, given, folder) };
    }),
  );
}
