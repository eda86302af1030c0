import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { planRules, shapeOf } from './build/build-table.ts';
import { type TableSql, translateTable } from './build/evaluate-table.ts';
import { type CaseFolder, runCase } from './cases/run-case.ts';
import { type DuckdbProblem, duckdbProblem } from './duckdb-error.ts';
import { type Engine, openEngine } from './engine.ts';
import { findings } from './findings.ts';
import type { RulePlan } from './quality/plan-rule.ts';
import { datasetView } from './sources/dataset-view.ts';
import { finalView } from './sources/final-view.ts';
import type { SqlTables } from './spark-sql/translation.ts';
import type { SqlEngine } from './sql-engine.ts';
import type { Table } from './table.ts';
import { sqlCatalog } from './tables/catalog.ts';
import { type LoadedTables, type LoadTablesOptions, loadTables } from './tables/load-tables.ts';
import type { TableFolder } from './tables/table-folder.ts';

export interface CheckTablesOptions extends LoadTablesOptions {
  /** Which tables to judge; all are read, because they read one another. Undefined: all. */
  readonly only?: ReadonlySet<string>;
}

/** Everything that can be said of the tables without building the lake. */
export interface CheckedTables extends LoadedTables {
  /** Cases run. */
  readonly cases: number;
}

/**
 * Judges table folders: contract, SQL, rules, and the SQL on the rows of each case. Nothing of the lake is read.
 * @throws DuckDB's or the file system's error when the surroundings failed
 */
export async function checkTables(options: CheckTablesOptions): Promise<CheckedTables> {
  const { only, schemas, sql } = options;
  const loaded = await loadTables(options);
  const judged = loaded.tables.filter((table) => only === undefined || only.has(table.name));
  const own = loaded.findings.filter(({ place }) => isAsked(place.file, options));
  if (judged.length === 0) return { ...loaded, findings: own, cases: 0 };
  const catalog = sqlCatalog(schemas, loaded.tables, false);
  const engine = await openEngine();
  try {
    await prepare(engine, loaded.tables, schemas, sql);
    const found: Finding[] = [...own];
    let cases = 0;
    for (const table of judged) {
      const waits = table.reads.filter((name) => !catalog.has(name));
      found.push(...waits.map((name) => findings.upstreamStale(table.sql.place, name)));
      if (waits.length > 0) continue;
      const folder = loaded.folders.find((one) => one.name === table.name);
      const checked = await checkTable(engine.connection, table, catalog, sql, folder, {
        schemas,
        tables: loaded.tables,
      });
      found.push(...checked.findings);
      cases += checked.cases;
    }
    return { ...loaded, findings: found, cases };
  } finally {
    engine.close();
  }
}

function isAsked(file: string, { only, shown }: CheckTablesOptions): boolean {
  const name = file.startsWith(`${shown}/`) ? file.slice(shown.length + 1).split('/')[0] : undefined;
  return only === undefined || name === undefined || only.has(name);
}

/** Empty views of everything that SQL may name, with its types. */
async function prepare(
  engine: Engine,
  tables: readonly Table[],
  schemas: readonly DatasetSchema[],
  sql: SqlEngine,
): Promise<void> {
  await sql.installMacros(engine.connection);
  for (const schema of schemas) await datasetView(engine.connection, schema, []);
  for (const table of tables)
    await finalView(engine.connection, { table: table.name, ...shapeOf(table), parts: [] }, '');
}

interface Known {
  readonly schemas: readonly DatasetSchema[];
  readonly tables: readonly Table[];
}

async function checkTable(
  connection: DuckDBConnection,
  table: Table,
  catalog: SqlTables,
  sql: SqlEngine,
  folder: TableFolder | undefined,
  known: Known,
): Promise<{ readonly findings: readonly Finding[]; readonly cases: number }> {
  const translated = await translateTable(table, catalog, sql);
  const rules = await planRules(table, catalog, sql);
  const found: Finding[] = [...rules.findings];
  for (const { plan } of rules.planned) found.push(...(await bindRule(connection, table, plan)));
  if ('findings' in translated) return { findings: [...translated.findings, ...found], cases: 0 };
  const bound = await bindSql(connection, table, translated);
  if (bound.length > 0) return { findings: [...bound, ...found], cases: 0 };
  const cases = folder === undefined ? { folders: [], findings: [] } : await listCases(folder);
  found.push(...cases.findings);
  for (const one of cases.folders) found.push(...(await runCase(connection, table, translated, one, known)));
  return { findings: found, cases: cases.folders.length };
}

async function bindSql(connection: DuckDBConnection, table: Table, sql: TableSql): Promise<Finding[]> {
  const problem = await bind(connection, sql.contract);
  return problem === undefined ? [] : [findings.transformFailed(table.sql.place, problem)];
}

async function bindRule(connection: DuckDBConnection, table: Table, plan: RulePlan): Promise<Finding[]> {
  if (plan.kind !== 'rule') {
    const lists: Finding[][] = [];
    for (const one of plan.plans) lists.push(await bindRule(connection, table, one));
    return lists.flat();
  }
  const problem = await bind(connection, plan.judgement.sql);
  if (problem === undefined) return [];
  const { line, column } = plan.rule.at;
  const place = { file: table.quality.place.file, line, column };
  return [findings.qualitySql(place, 'a rule that DuckDB can judge', problem.text, `mend ${plan.rule.text}`)];
}

/** @returns what is wrong with SQL before it reads a row */
async function bind(connection: DuckDBConnection, sql: string): Promise<DuckdbProblem | undefined> {
  try {
    await connection.run(sql);
    return undefined;
  } catch (error) {
    const problem = duckdbProblem(error);
    if (problem === undefined) throw error;
    return problem;
  }
}

async function listCases({
  path,
  shown,
  entries,
}: TableFolder): Promise<{ readonly folders: readonly CaseFolder[]; readonly findings: readonly Finding[] }> {
  if (!entries.includes('cases/')) return { folders: [], findings: [] };
  const list = (await readdir(join(path, 'cases'), { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const at = (name: string) => ({ path: join(path, 'cases', name), shown: `${shown}/cases/${name}` });
  return {
    folders: list.filter((entry) => entry.isDirectory()).map((entry) => at(entry.name)),
    findings: list
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        findings.caseFile(
          { file: at(entry.name).shown },
          'a folder for each case',
          'a file',
          'move it into a folder that is named after the case',
        ),
      ),
  };
}
