import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sparkSql } from '../../glue/duckdb/spark-sql/spark-sql.ts';
import type { Table } from '../../glue/duckdb/table.ts';
import { loadTables } from '../../glue/duckdb/tables/load-tables.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { mayRead, type Readable } from '../access/may-read.ts';
import { CommandError } from '../cli/command-error.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import type { ExpectedRow } from './expected-row.ts';
import { columnsToBreak, goodRows, makeFile } from './file/make-file.ts';
import { LaptopLake } from './laptop-lake.ts';

/** The file that goes in, and all that has to come of it. */
export interface SmokePlan {
  readonly id: string;
  readonly dataset: string;
  /** Raw key. */
  readonly key: string;
  readonly body: Uint8Array;
  readonly rows: { readonly clean: number; readonly quarantined: number };
  readonly expected: readonly ExpectedRow[];
  /** By table and audience; an audience that sees nothing of a table is absent. */
  readonly sights: ReadonlyMap<string, ReadonlyMap<string, Readable>>;
  /** Columns that another key of tokens makes another text of. */
  readonly tokens: ReadonlySet<string>;
  readonly datasets: readonly string[];
}

/** Whether an audience that reads a table sees a row of it. A null meets no condition. */
export const showsRow = ({ rows }: Pick<Readable, 'rows'>, { values }: Pick<ExpectedRow, 'values'>): boolean =>
  (rows ?? []).every(({ column, values: allowed }) => allowed.map(String).includes(values.get(column) ?? '\0'));

export interface PlanOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly audiences: readonly string[];
  /** What names this smoke: letters, digits and hyphens. */
  readonly id: string;
  /** Only this dataset. */
  readonly dataset?: string | undefined;
}

/**
 * Chooses a dataset whose rows show best who sees what, makes up a file of it, and computes on this machine, with the lake's own code and
 * the committed files, what has to come of it in AWS.
 * @throws CommandError `no-dataset` when there is none for which a file can be made up, with the reason for each
 */
export async function planSmoke(options: PlanOptions): Promise<SmokePlan> {
  const { root, audiences, id } = options;
  const { folders } = await listDatasets(join(root, 'datasets'));
  const datasets = await readDatasets(root, folders);
  const schemas = datasets.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const room = { room: join(root, 'glue', 'tables'), shown: 'glue/tables' };
  const { tables } = await loadTables({ ...room, schemas, sql: sparkSql });
  const sights = mayRead(tables, schemas, audiences);
  const reasons: string[] = [];
  for (const schema of inOrder(schemas, tables, sights)) {
    if (options.dataset !== undefined && schema.name !== options.dataset) continue;
    const folder = await mkdtemp(join(tmpdir(), 'sluice-smoke-'));
    try {
      const lake = new LaptopLake({ folder, ...room, datasets, schemas, tables });
      const made = await makeCleanFile(lake, schema, id);
      if (made === undefined) reasons.push(`${schema.name}: no row could be made up that its schema takes`);
      else {
        const expected = await lake.rowsOf(made.key);
        if (expected.length > 0) {
          const { key, body, bad } = made;
          return {
            ...{ id, key, body, dataset: schema.name, expected, sights },
            rows: { clean: goodRows(schema), quarantined: bad === undefined ? 0 : 1 },
            tokens: tokensOf(schemas),
            datasets: schemas.map(({ name }) => name),
          };
        }
        reasons.push(`${schema.name}: no table shows its rows`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const message = `sluice smoke: expected a dataset for which a file can be made up, got none; ${reasons.join('; ')}`;
  throw new CommandError('no-dataset', 'usage', message);
}

const tokensOf = (schemas: readonly DatasetSchema[]): ReadonlySet<string> =>
  new Set(
    schemas.flatMap(({ columns }) =>
      columns.filter(({ sensitive }) => sensitive === 'tokenise').map(({ name }) => name),
    ),
  );

/** Datasets whose tables not everybody sees alike come first, then those that leave room for a bad row, then the narrow ones. */
function inOrder(
  schemas: readonly DatasetSchema[],
  tables: readonly Table[],
  sights: SmokePlan['sights'],
): readonly DatasetSchema[] {
  const score = ({ name, tolerance }: DatasetSchema): number => {
    const own = tables.filter(({ reads }) => reads.includes(name));
    const looks = own.map((table) => {
      const seen = [...(sights.get(table.name)?.values() ?? [])];
      return new Set(seen.map((sight) => JSON.stringify(sight))).size + (seen.length === 0 ? 0 : 1);
    });
    return Math.max(0, ...looks) * 10 + (tolerance > 0 ? 5 : 0) + (own.length > 0 ? 1 : 0);
  };
  const restricted = ({ name }: DatasetSchema) =>
    tables.some((table) => table.reads.includes(name) && (sights.get(table.name)?.size ?? 0) < audienceCount(sights));
  return schemas
    .filter(({ source }) => source !== 'lake')
    .toSorted(
      (a, b) =>
        Number(restricted(b)) - Number(restricted(a)) || score(b) - score(a) || a.columns.length - b.columns.length,
    );
}

const audienceCount = (sights: SmokePlan['sights']): number =>
  Math.max(0, ...[...sights.values()].map(({ size }) => size));

/** A file whose good rows are clean and whose bad one is quarantined, by the code that cleans in AWS. */
async function makeCleanFile(lake: LaptopLake, schema: DatasetSchema, id: string) {
  for (const filling of ['all', 'required'] as const) {
    const bad = schema.tolerance > 0 ? columnsToBreak(schema) : [];
    for (const column of [...bad, undefined]) {
      const file = makeFile(schema, id, { filling, bad: column });
      const counts = await lake.clean(file);
      const quarantined = column === undefined ? 0 : 1;
      if (counts?.status !== 'clean' || counts.rowsClean !== goodRows(schema)) continue;
      if (counts.rowsQuarantined === quarantined) return { ...file, bad: column };
    }
  }
  return undefined;
}
