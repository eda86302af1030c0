import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { duckdbProblem } from '../duckdb-error.ts';
import { findings } from '../findings.ts';
import { judgeRules, type PlannedRule } from '../quality/judge-rules.ts';
import { parseRules } from '../quality/parse-rules.ts';
import { planRule } from '../quality/plan-rule.ts';
import type { SqlTables } from '../spark-sql/translation.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { sqlName } from '../sql-text.ts';
import type { Table } from '../table.ts';
import type { BuildSession } from './build-session.ts';
import { evaluateTable, translateTable } from './evaluate-table.ts';
import { type FileSteps, fileSteps } from './final-files.ts';
import type { TableManifest } from './table-manifest.ts';
import { writeParquet } from './write-parquet.ts';

/** The folder of a table's rows, below `<final>/<table>/`. */
export function tableId(inputHash: string): string {
  return inputHash.slice(0, 16);
}

/** What a table is built with. */
export interface TableBuild {
  readonly table: Table;
  readonly inputHash: string;
  /** Manifests of the tables that it reads, by name; what it reads and is not here is a dataset. */
  readonly upstream: ReadonlyMap<string, TableManifest>;
  readonly catalog: SqlTables;
  readonly sql: SqlEngine;
  /** Absolute path of the final bucket. */
  readonly final: string;
  readonly files?: FileSteps;
}

type BuildOutcome = { readonly manifest: TableManifest } | { readonly findings: readonly Finding[] };

/**
 * Builds one table: translate, evaluate, contract, quality, and only then Parquet, under an id of its own. Nothing is published: that
 * is for whoever writes the manifest that this returns.
 * @param connection one of the session's lanes, for this table alone
 * @returns the manifest, or the findings that keep it from being one
 * @throws DuckDB's or the file system's error when the surroundings failed
 */
export async function buildTable(
  session: BuildSession,
  connection: DuckDBConnection,
  build: TableBuild,
): Promise<BuildOutcome> {
  const { table, catalog, sql } = build;
  const translated = await translateTable(table, catalog, sql);
  const rules = await planRules(table, catalog, sql);
  const found = [...('findings' in translated ? translated.findings : []), ...rules.findings];
  if ('findings' in translated || found.length > 0) return { findings: found };
  const loaded: Finding[] = [];
  for (const name of table.reads) loaded.push(...(await session.load(name, build.upstream.get(name))));
  if (loaded.length > 0) return { findings: loaded };
  const wrong = await evaluateTable(connection, table, translated);
  if (wrong.length > 0) return { findings: wrong };
  const quality = await judge(connection, table, rules.planned);
  if (quality.findings.some((finding) => finding.severity === 'error')) return { findings: quality.findings };
  const parts = await publishable(connection, build);
  await connection.run(`DROP TABLE ${sqlName(table.name)}`);
  return {
    manifest: {
      format: 1,
      table: table.name,
      inputHash: build.inputHash,
      triedHash: build.inputHash,
      stale: false,
      staleBecause: [],
      warnings: quality.findings,
      ...shapeOf(table),
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      parts,
      quality: quality.results,
    },
  };
}

/** What a manifest says of a table's shape. */
export function shapeOf(table: Table): Pick<TableManifest, 'columns' | 'key' | 'partitions' | 'reads'> {
  return {
    columns: table.columns.map(({ name, type, nullable }) => ({ name, type: engineTypes(type).spark, nullable })),
    key: table.key,
    partitions: table.partitions,
    reads: table.reads,
  };
}

/** Plans the rules of a table, or says why they can't be judged. */
export async function planRules(
  table: Table,
  catalog: SqlTables,
  sql: SqlEngine,
): Promise<{ readonly planned: readonly PlannedRule[]; readonly findings: readonly Finding[] }> {
  const parsed = parseRules(table.quality.text, table.quality.place.file);
  const plans = await Promise.all(parsed.rules.map(({ rule }) => planRule(rule, { table, catalog, sql })));
  return {
    planned: plans.flatMap(({ plan }, index) =>
      plan === undefined ? [] : [{ severity: parsed.rules[index]?.severity ?? 'error', plan }],
    ),
    findings: [...parsed.findings, ...plans.flatMap((one) => one.findings)],
  };
}

async function judge(connection: DuckDBConnection, table: Table, rules: readonly PlannedRule[]) {
  try {
    return await judgeRules(connection, table, rules);
  } catch (error) {
    const problem = duckdbProblem(error);
    if (problem === undefined) throw error;
    const finding = findings.qualitySql(
      table.quality.place,
      'rules that DuckDB can judge',
      problem.text,
      'mend the rule that says so',
    );
    return { results: [], findings: [finding] };
  }
}

/** Writes the rows beside their place and moves them there in one step, so that an id's folder is never half of one. */
async function publishable(connection: DuckDBConnection, { table, inputHash, final, files = fileSteps }: TableBuild) {
  const id = tableId(inputHash);
  const folder = join(final, table.name, id);
  const draft = `${folder}.draft`;
  const parts = await writeParquet(connection, table, draft, files);
  await files.remove(folder);
  await files.rename(draft, folder);
  return parts.map((part) => ({ ...part, path: `${table.name}/${id}/${part.path}` }));
}
