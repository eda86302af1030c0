import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { toColumnName } from '../../lambda/schema/column-name.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { SchemaFinding } from '../../lambda/schema/findings.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { unreadable } from './input-file.ts';

/**
 * Reads the schema of files outside the lake: any JSON Schema of a record, whose names need not be snake_case, and where nothing
 * is said every row may be quarantined, and columns that it does not name are left out and said.
 * @param path absolute
 * @param shown the path as messages show it
 * @param format how files are written where neither the schema nor their ending says it; default: csv
 * @throws CommandError when it can't be read
 */
export async function readSchema(
  path: string,
  shown: string,
  format: DatasetSchema['format'] | undefined,
): Promise<{ schema: DatasetSchema } | { findings: SchemaFinding[] }> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  const name = toColumnName(basename(path).replace(/(\.schema)?\.json$/i, '')) ?? 'schema';
  return parseDatasetSchema(text, {
    name,
    file: shown,
    names: 'adapt',
    defaults: { tolerance: 1, unknownColumns: 'drop', ...(format === undefined ? {} : { format }) },
  });
}
