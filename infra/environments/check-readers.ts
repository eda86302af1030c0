import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Environment } from './environment.ts';
import { type EnvironmentFinding, findings } from './findings.ts';

/** The part of a schema that says who may read. */
type ReadBy = Pick<DatasetSchema, 'name' | 'readers'> & { readonly columns: readonly Pick<Column, 'readers'>[] };

/** Every reader that a schema names, of the dataset or of a column, has to be an audience of every environment that is deployed. */
export function checkReaders(environments: readonly Environment[], datasets: readonly ReadBy[]): EnvironmentFinding[] {
  return datasets.flatMap(({ name, readers, columns }) => {
    const named = [
      ...new Set([...readers.map(({ audience }) => audience), ...columns.flatMap((column) => column.readers)]),
    ];
    return environments.flatMap(({ name: environment, audiences }) =>
      named
        .filter((reader) => !(reader in audiences))
        .map((reader) => findings.unknownAudience({ file: `datasets/${name}/schema.json` }, name, reader, environment)),
    );
  });
}
