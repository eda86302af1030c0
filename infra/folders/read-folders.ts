import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';

/** What the folders of the repository say, as far as stacks depend on it. Each list is in code-point order. */
export interface Folders {
  readonly datasets: readonly DatasetSchema[];
  /** Names below glue/tables. */
  readonly tables: readonly string[];
  /** Names below dashboards. */
  readonly dashboards: readonly string[];
}

/** Folders in which a file of that name is: what makes a folder a dataset, a table or a dashboard. */
function foldersWith(room: string, file: string): string[] {
  if (!existsSync(room)) return [];
  return readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(room, entry.name, file)))
    .map(({ name }) => name)
    .sort();
}

/**
 * Reads the folders that stacks are made from.
 * @param root the repository
 * @returns what they say, or what is wrong with their schemas
 */
export function readFolders(root: string): { folders: Folders } | { findings: readonly Finding[] } {
  const read = foldersWith(join(root, 'datasets'), 'schema.json').map((name) => {
    const file = `datasets/${name}/schema.json`;
    return parseDatasetSchema(readFileSync(join(root, file), 'utf8'), { name, file });
  });
  const findings = read.flatMap((one) => ('findings' in one ? one.findings : []));
  if (findings.length > 0) return { findings };
  const datasets = read.flatMap((one) => ('schema' in one ? [one.schema] : []));
  const tables = foldersWith(join(root, 'glue', 'tables'), 'table.json');
  const dashboards = foldersWith(join(root, 'dashboards'), 'definition.json');
  return { folders: { datasets, tables, dashboards } };
}
