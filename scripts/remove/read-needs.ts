import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { readTableFolders, type TableFolder } from '../../glue/duckdb/tables/table-folder.ts';
import { type Lineage, readLineage } from '../changes/lineage.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import { mentions } from './mentions.ts';

/**
 * What reads what, as a removal has to see it: the lineage, and besides what its readers pass over. A case has a file for each of its inputs. Of SQL,
 * rules or a data set that can't be read, every name that stands in it counts: rather one reader too many than one that is broken.
 */
export async function readNeeds(project: Project): Promise<Lineage> {
  const [lineage, folders, datasets] = await Promise.all([
    readLineage(project),
    readTableFolders(project.tables, 'glue/tables'),
    foldersOf(project.datasets),
  ]);
  const tables = folders.map(({ name }) => name);
  const read = await Promise.all(
    folders.map(async (folder) => {
      const more = [...(await caseInputs(folder)), ...(await mentionedIn(folder, [...datasets, ...tables]))];
      return [folder.name, union(lineage.tables.get(folder.name), more)] as const;
    }),
  );
  const drawn = [...lineage.dashboards].map(async ([name, reads]) => {
    const more = await mentionedByDataSets(project, name, tables);
    return [name, union(reads, more)] as const;
  });
  return { tables: new Map(read), dashboards: new Map(await Promise.all(drawn)) };
}

const union = (some: readonly string[] = [], more: readonly string[]): string[] =>
  [...new Set([...some, ...more])].sort();

/** Names of a table's case files without their ending: what the case gives rows of. */
async function caseInputs({ path, entries }: TableFolder): Promise<string[]> {
  if (!entries.includes('cases/')) return [];
  const files = await readdir(join(path, 'cases'), { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile() && file.name !== 'expected.csv').map(({ name }) => parse(name).name);
}

async function mentionedIn({ name, transform, quality }: TableFolder, names: readonly string[]): Promise<string[]> {
  const [{ sparkSql }, { parseRules }] = await Promise.all([
    import('../../glue/duckdb/spark-sql/spark-sql.ts'),
    import('../../glue/duckdb/quality/parse-rules.ts'),
  ]);
  const unread: string[] = [];
  if (transform !== undefined && (await sparkSql.readTables(transform, { file: name })).findings !== undefined)
    unread.push(transform);
  if (quality !== undefined && parseRules(quality, name).findings.length > 0) unread.push(quality);
  return names.filter((one) => unread.some((text) => mentions(text, one)));
}

/** Tables named in data sets whose table is not known: a file that can't be read, SQL of an export. */
async function mentionedByDataSets(
  { root, dashboards }: Project,
  dashboard: string,
  tables: readonly string[],
): Promise<string[]> {
  const { readDataSets } = await import('../dashboards/data-sets/read-data-sets.ts');
  const folder = join(dashboards, dashboard, 'data-sets');
  const { dataSets, files = new Set<string>() } = await readDataSets(folder, new Map(), root);
  const unclear = [...files].filter((id) => dataSets.get(id)?.table === undefined);
  const texts = await Promise.all(unclear.map((id) => readFile(join(folder, `${id}.json`), 'utf8').catch(() => '')));
  return tables.filter((table) => texts.some((text) => mentions(text, table)));
}
