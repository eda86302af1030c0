import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { originColumns, sqlCatalog } from '../duckdb/tables/catalog.ts';

/** What the Glue job is started from. */
export interface JobFiles {
  /** Absolute path of the script. */
  readonly script: string;
  /** Absolute path of a folder whose zip goes on the job's Python path (`--extra-py-files`). */
  readonly packages: string;
}

/** Files that make a table; its cases are for `validate`. */
const tableFiles = ['table.json', 'transform.sql', 'quality.dqdl'];

/**
 * Writes what the job in AWS is started from: its code, the datasets as far as tables depend on them, and the table folders. The same
 * input gives the same bytes.
 * @param root the repository
 * @param schemas of every dataset
 * @param folder where it is written
 * @param tables the table folders; undefined: the repository's
 * @throws the file system's error
 */
export function writeJobFiles(
  root: string,
  schemas: readonly DatasetSchema[],
  folder: string,
  tables = join(root, 'glue', 'tables'),
): JobFiles {
  const room = join(root, 'glue', 'spark');
  const packages = join(folder, 'packages');
  const lake = join(packages, 'sluice_lake');
  mkdirSync(lake, { recursive: true });
  cpSync(join(room, 'sluice_tables'), join(packages, 'sluice_tables'), {
    recursive: true,
    filter: (path) => !path.endsWith('__pycache__'),
  });
  const script = join(folder, 'job.py');
  cpSync(join(room, 'job.py'), script);
  // A package, so that Python finds it inside a zip.
  writeFileSync(
    join(lake, '__init__.py'),
    '"""The datasets and tables of the repository that this was made from."""\n',
  );
  writeFileSync(join(lake, 'datasets.json'), datasetsJson(schemas));
  copyTables(tables, join(lake, 'tables'));
  return { script, packages };
}

/**
 * The datasets as the job reads them: columns that tables may see with their Spark types, key, `onDuplicate`, and the hash that
 * manifests are compared with. Reading a schema.json is `lambda/schema`'s alone.
 */
export function datasetsJson(schemas: readonly DatasetSchema[]): string {
  const origin = new Set(originColumns.map(({ name }) => name));
  const catalog = sqlCatalog(schemas, [], false);
  const datasets = schemas.map(({ name, source, hash, primaryKey, onDuplicate }) => {
    const columns = catalog.get(name)?.filter((column) => !origin.has(column.name)) ?? [];
    return { name, source, hash, columns, primaryKey, onDuplicate };
  });
  return `${JSON.stringify(datasets, null, 1)}\n`;
}

/** All folders, whatever they hold: what is wrong with one, the job says in its record. */
function copyTables(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const own = readdirSync(join(from, entry.name)).filter((name) => tableFiles.includes(name));
    mkdirSync(join(to, entry.name), { recursive: true });
    for (const name of own) cpSync(join(from, entry.name, name), join(to, entry.name, name));
  }
}
