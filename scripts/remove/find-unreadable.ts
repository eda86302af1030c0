import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import type { Reader } from './describe-readers.ts';

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** Whether JSON can be read at all. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * What names something that goes and can't be read, so that lineage does not know it: SQL that does not parse, a data set that is no JSON. Whoever
 * removes what it names would find out too late.
 * @param gone names of datasets and tables @param removed names of tables and dashboards that go themselves, as `table name`
 */
export async function findUnreadable(
  project: Project,
  gone: ReadonlySet<string>,
  removed: ReadonlySet<string>,
): Promise<readonly Reader[]> {
  const found: Reader[] = [];
  const names = (text: string): string | undefined =>
    [...gone].find((name) => new RegExp(`(?<!\\w)${name}(?!\\w)`, 'i').test(text));
  const add = (kind: 'table' | 'dashboard', name: string, path: string, named: string): void => {
    const place = relative(project.root, path).replaceAll('\\', '/');
    found.push({ kind, name, what: `${kind} ${name} names ${named}, and can't be read`, place });
  };
  for (const name of await foldersOf(project.tables)) {
    if (removed.has(`table ${name}`)) continue;
    const path = join(project.tables, name, 'transform.sql');
    const text = await textOf(path);
    const named = names(text);
    if (named === undefined) continue;
    if ((await sparkSql.readTables(text, { file: name })).findings !== undefined) add('table', name, path, named);
  }
  for (const name of await foldersOf(project.dashboards)) {
    if (removed.has(`dashboard ${name}`)) continue;
    const folder = join(project.dashboards, name, 'data-sets');
    for (const file of await readdir(folder).catch(() => [])) {
      const text = await textOf(join(folder, file));
      const named = names(text);
      if (named !== undefined && !isJson(text)) add('dashboard', name, join(folder, file), named);
    }
  }
  return found;
}
