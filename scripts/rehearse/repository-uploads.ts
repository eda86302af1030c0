import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import type { Upload } from './laptop.ts';

/** The repository's datasets: their schemas, and every committed file. */
export interface RepositoryUploads {
  readonly schemas: ReadonlyMap<string, DatasetSchema>;
  readonly files: readonly Upload[];
}

/** @param root absolute path of a working tree */
export async function readUploads(root: string): Promise<RepositoryUploads> {
  const { folders } = await listDatasets(join(root, 'datasets'));
  const schemas = new Map<string, DatasetSchema>();
  const files: Upload[] = [];
  for (const { name, schema, files: listed } of await readDatasets(root, folders)) {
    if (schema === undefined) continue;
    schemas.set(name, schema);
    for (const file of listed) files.push({ key: file.key, body: await readFile(file.path) });
  }
  return { schemas, files };
}
