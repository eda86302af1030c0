import { join } from 'node:path';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { mayRead } from '../access/may-read.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import { applyAction } from './apply-catalog.ts';
import type { Filters } from './grants-of.ts';
import { type CatalogPlan, type CatalogTable, planCatalog, quickSightGrants, wantedGrants } from './plan-catalog.ts';
import { readFilters, readGrants, readTables } from './read-catalog.ts';

export interface CatalogOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly environment: Environment;
  readonly glue: GlueClient;
  readonly lakeFormation: LakeFormationClient;
  /** Only says what would be done. */
  readonly planOnly: boolean;
}

/** What the repository and AWS say of final tables, and what would make them agree. */
export interface CatalogState {
  /** Contracts. */
  readonly tables: readonly Table[];
  /** Tables of the final database. */
  readonly there: readonly CatalogTable[];
  /** Data-cell filters of these tables. */
  readonly filters: Filters;
  readonly plan: CatalogPlan;
}

/** Reads contracts, schemas, the catalog and its grants, and changes none of them. @returns findings when the repository itself is wrong */
export async function readCatalogPlan(
  options: Omit<CatalogOptions, 'planOnly'>,
): Promise<CatalogState | { readonly findings: readonly Finding[] }> {
  const { root, environment, glue, lakeFormation } = options;
  const { folders } = await listDatasets(join(root, 'datasets'));
  const datasets = await readDatasets(root, folders);
  const schemas = datasets.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const room = { room: join(root, 'glue', 'tables'), shown: 'glue/tables' };
  const loaded = await loadTables({ ...room, schemas, sql: sparkSql });
  const findings = [...datasets.flatMap((one) => one.findings), ...loaded.findings];
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const names = namesOf(environment);
  const audiences = Object.keys(environment.audiences);
  const roleOf = (audience: string) => names.roleArn(`reader-${audience}`);
  const quickSight = environment.once.quickSight === 'import' ? [names.roleArn('quicksight')] : [];
  const ours = new Set([...audiences.map(roleOf), ...quickSight]);
  const { tables } = loaded;
  const database = names.databases.final;
  const there = await readTables(glue, database);
  const known = there.map(({ name }) => name);
  const filters = await readFilters(lakeFormation, database, known);
  const given = await readGrants(lakeFormation, database, known, filters, (role) => ours.has(role));
  const wanted = [
    ...wantedGrants(tables, mayRead(tables, schemas, audiences), roleOf),
    ...quickSight.flatMap((role) => quickSightGrants(tables, role)),
  ];
  return { tables, there, filters, plan: planCatalog(tables, there, wanted, given) };
}

/** Final tables, their columns and grants, as contracts and schemas say. @returns findings when the repository itself is wrong: then nothing is done */
export async function catalog(
  options: CatalogOptions,
): Promise<CatalogPlan | { readonly findings: readonly Finding[] }> {
  const state = await readCatalogPlan(options);
  if ('findings' in state || options.planOnly) return 'findings' in state ? state : state.plan;
  const { environment, glue, lakeFormation } = options;
  const { tables, there, filters, plan } = state;
  const names = namesOf(environment);
  const place = {
    ...{
      glue,
      lakeFormation,
      database: names.databases.final,
      account: environment.account,
      bucket: names.bucket('final'),
    },
    tables: new Map(tables.map((table) => [table.name, table])),
    there: new Map(there.map((table) => [table.name, table])),
    filters: new Set(filters.keys()),
  };
  for (const action of plan.actions) await applyAction(place, action);
  return plan;
}
