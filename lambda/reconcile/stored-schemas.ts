import { buffer } from 'node:stream/consumers';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import { formatFinding } from '../schema/finding.ts';
import { parseDatasetSchema } from '../schema/parse-dataset-schema.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { ConfigurationError } from './token.ts';

/** Where a dataset's schema is in processed: put there with the data's merge, so that a changed schema needs no new Lambda. */
export const schemaKey = (dataset: string): string => `_schemas/${dataset}.json`;

/**
 * Reads schemas from processed. A schema is parsed once per version.
 * @returns a function as `Surroundings.schemaOf` wants it; it throws ConfigurationError for a schema that is wrong
 */
export function storedSchemas(processed: ObjectStore): (dataset: string) => Promise<DatasetSchema | undefined> {
  const parsed = new Map<string, { version: string; schema: DatasetSchema }>();
  return async (dataset) => {
    const key = schemaKey(dataset);
    const object = await processed.head(key);
    if (object === undefined) return undefined;
    const known = parsed.get(dataset);
    if (known?.version === object.version) return known.schema;
    const text = (await buffer(processed.read(key, object.version))).toString('utf8');
    const read = parseDatasetSchema(text, { name: dataset, file: key });
    if ('findings' in read) throw new ConfigurationError(read.findings.map(formatFinding).join('\n'));
    parsed.set(dataset, { version: object.version, schema: read.schema });
    return read.schema;
  };
}
