import type { DataSetIdentifierDeclaration } from '@aws-sdk/client-quicksight';
import type { DataSet } from '../dashboard.ts';
import type { ReadDataSets } from './read-data-sets.ts';

/**
 * The data sets that a definition from anywhere declares, out of a folder of exports: by ARN, then the id that ends it, then the
 * file's name, then the data set's name.
 * @returns under the definition's identifiers
 */
export function matchDataSets(
  read: ReadDataSets,
  declarations: readonly DataSetIdentifierDeclaration[],
): Pick<ReadDataSets, 'dataSets' | 'files'> {
  const all = [...read.dataSets.values()];
  const dataSets = new Map<string, DataSet>();
  const files = new Set<string>();
  for (const { Identifier: identifier, DataSetArn: arn } of declarations) {
    if (identifier === undefined) continue;
    const id = arn?.split('dataset/').at(-1);
    const named = (name: string | undefined) =>
      name === undefined ? undefined : all.find(({ names }) => names.includes(name));
    const dataSet =
      named(arn) ?? named(id) ?? read.dataSets.get(id ?? '') ?? read.dataSets.get(identifier) ?? named(identifier);
    if (dataSet !== undefined) dataSets.set(identifier, { ...dataSet, identifier });
    if (dataSet !== undefined || read.files?.has(identifier) === true) files.add(identifier);
  }
  return { dataSets, files: read.files === undefined ? undefined : files };
}
