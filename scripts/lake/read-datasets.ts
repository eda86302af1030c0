import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { findings } from './findings.ts';
import type { DatasetFile, DatasetFolder } from './list-datasets.ts';

/** A dataset of the repository: its files, and its schema if that can be read. */
export interface Dataset {
  readonly name: string;
  readonly schema: DatasetSchema | undefined;
  readonly files: readonly DatasetFile[];
  readonly findings: readonly Finding[];
}

/**
 * Reads and checks the schemas of listed folders.
 * @param root the repository, which places are relative to
 */
export async function readDatasets(root: string, folders: readonly DatasetFolder[]): Promise<Dataset[]> {
  const { parseDatasetSchema } = await import('../../lambda/schema/parse-dataset-schema.ts');
  return await Promise.all(
    folders.map(async ({ dataset, schema: path, files }): Promise<Dataset> => {
      if (path === undefined) return { name: dataset, schema: undefined, files, findings: [] };
      const file = relative(root, path).split(sep).join('/');
      const text = await readText(path);
      if (typeof text !== 'string') {
        return { name: dataset, schema: undefined, files, findings: [findings.unreadableFile(file, text.reason)] };
      }
      const parsed = parseDatasetSchema(text, { name: dataset, file });
      if ('findings' in parsed) return { name: dataset, schema: undefined, files, findings: parsed.findings };
      return { name: dataset, schema: parsed.schema, files, findings: checkCommitted(parsed.schema, files) };
    }),
  );
}

/** Design decision 8: files with sensitive columns are not committed, unless the dataset is declared synthetic or public. */
function checkCommitted(schema: DatasetSchema, files: readonly DatasetFile[]): Finding[] {
  const sensitive = schema.columns.filter((column) => column.sensitive !== undefined).map((column) => column.name);
  if (sensitive.length === 0 || schema.declared !== undefined) return [];
  return files.map((file) => findings.sensitiveCommitted(file.name, sensitive));
}

async function readText(path: string): Promise<string | { reason: string }> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
