import { relative } from 'node:path';
import type { Project } from '../lake/project.ts';
import type { Touched } from './changes.ts';

/** What reads what, by name: what each table reads, and which tables each dashboard's data sets give. */
export interface Lineage {
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly dashboards: ReadonlyMap<string, readonly string[]>;
}

/** Datasets that the lake writes with every build: they say how the others were cleaned. */
const writtenByLake = ['_runs', '_rejects'];

/** Reads who reads whom; a table or data set that can't be read reads nothing. */
export async function readLineage(project: Project): Promise<Lineage> {
  const [tables, dashboards] = await Promise.all([readTables(project), readDashboards(project)]);
  return { tables, dashboards };
}

/**
 * What the named datasets, tables and dashboards reach.
 * @param rows datasets whose rows change
 */
export function downstream(lineage: Lineage, changed: Touched, rows: boolean): Touched {
  const tables = new Set(changed.tables);
  const sources = new Set([...changed.datasets, ...changed.tables, ...(rows ? writtenByLake : [])]);
  for (let before = -1; before !== sources.size; ) {
    before = sources.size;
    for (const [name, reads] of lineage.tables) {
      if (!reads.some((read) => sources.has(read))) continue;
      tables.add(name);
      sources.add(name);
    }
  }
  const drawn = [...lineage.dashboards].filter(([, reads]) => reads.some((read) => tables.has(read)));
  return {
    datasets: changed.datasets,
    tables: [...tables].sort(),
    dashboards: [...new Set([...changed.dashboards, ...drawn.map(([name]) => name)])].sort(),
  };
}

async function readTables(project: Project): Promise<Map<string, readonly string[]>> {
  const [{ readTableFolders }, { sparkSql }, { parseRules }, { ruleReads }] = await Promise.all([
    import('../../glue/duckdb/tables/table-folder.ts'),
    import('../../glue/duckdb/spark-sql/spark-sql.ts'),
    import('../../glue/duckdb/quality/parse-rules.ts'),
    import('../../glue/duckdb/quality/rule-reads.ts'),
  ]);
  const folders = await readTableFolders(project.tables, 'glue/tables');
  const read = folders.map(async ({ name, transform = '', quality = '' }) => {
    const sql = await sparkSql.readTables(transform, { file: name });
    const { rules } = parseRules(quality, name);
    const ruled = await ruleReads(
      rules.map(({ rule }) => rule),
      name,
      sparkSql,
      name,
    );
    const written = sql.findings === undefined ? sql.reads.map((one) => one.toLowerCase()) : [];
    return [name, [...new Set([...written, ...ruled])].sort()] as const;
  });
  return new Map(await Promise.all(read));
}

async function readDashboards(project: Project): Promise<Map<string, readonly string[]>> {
  const [{ readDataSets }, { foldersOf }] = await Promise.all([
    import('../dashboards/data-sets/read-data-sets.ts'),
    import('../lake/folders-of.ts'),
  ]);
  const names = await foldersOf(project.dashboards);
  const room = relative(project.root, project.dashboards);
  const read = names.map(async (name) => {
    const { dataSets } = await readDataSets(`${room}/${name}/data-sets`, new Map(), project.root);
    return [name, [...new Set([...dataSets.values()].flatMap(({ table }) => table ?? []))].sort()] as const;
  });
  return new Map(await Promise.all(read));
}
