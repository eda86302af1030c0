import type { DuckDBConnection } from '@duckdb/node-api';
import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { duckdbProblem } from '../duckdb-error.ts';
import { type Engine, readText } from '../engine.ts';
import { findings } from '../findings.ts';
import { datasetParts } from '../sources/dataset-parts.ts';
import { datasetRows, type SourcePart } from '../sources/dataset-view.ts';
import { finalView } from '../sources/final-view.ts';
import { findDuplicates, settleDuplicates } from '../sources/settle-duplicates.ts';
import type { SqlTables } from '../spark-sql/translation.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { sqlName, sqlNames } from '../sql-text.ts';
import { ConnectionLanes } from './connection-lanes.ts';
import type { TableManifest } from './table-manifest.ts';

/** What a build has at hand. Paths are absolute. */
export interface BuildInputs {
  readonly processed: string;
  readonly final: string;
  readonly schemas: readonly DatasetSchema[];
  readonly manifests: readonly Manifest[];
  readonly catalog: SqlTables;
  readonly sql: SqlEngine;
}

/** Tables that are computed at once, at most: Node has four threads for DuckDB and files, and files need one. */
const mostLanes = 3;

/**
 * One DuckDB for all tables of a build. The datasets are loaded first, with all threads; then there is one thread a connection, and
 * tables are computed side by side.
 */
export class BuildSession {
  readonly engine: Engine;
  readonly lanes: ConnectionLanes;
  readonly #inputs: BuildInputs;
  readonly #loaded = new Map<string, Promise<readonly Finding[]>>();

  private constructor(engine: Engine, lanes: ConnectionLanes, inputs: BuildInputs) {
    this.engine = engine;
    this.lanes = lanes;
    this.#inputs = inputs;
  }

  /** @param reads names of what the tables read: those that are datasets are loaded */
  static async open(engine: Engine, inputs: BuildInputs, reads: ReadonlySet<string>): Promise<BuildSession> {
    await inputs.sql.installMacros(engine.connection);
    const lanes = await ConnectionLanes.open(engine, Math.min(engine.threads, mostLanes));
    const session = new BuildSession(engine, lanes, inputs);
    const datasets = inputs.schemas.filter(({ name }) => reads.has(name));
    const loads = datasets.map(({ name }) => session.load(name, undefined));
    await Promise.allSettled(loads);
    await Promise.all(loads);
    // One thread: sums of doubles, ties and files then never depend on which thread came first.
    await engine.connection.run('SET threads = 1');
    return session;
  }

  /**
   * Makes a dataset or table readable under its name.
   * @param table the manifest when it is a table
   * @returns findings when its rows can't be read
   */
  load(name: string, table: TableManifest | undefined): Promise<readonly Finding[]> {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(name, table);
    this.#loaded.set(name, loading);
    return loading;
  }

  async #load(name: string, table: TableManifest | undefined): Promise<readonly Finding[]> {
    if (table !== undefined) {
      await finalView(this.engine.connection, table, this.#inputs.final);
      return [];
    }
    const schema = this.#inputs.schemas.find((one) => one.name === name);
    return schema === undefined ? [] : await this.lanes.run((connection) => this.#loadDataset(connection, schema));
  }

  /** Reads the CSV once, in order. */
  async #loadDataset(connection: DuckDBConnection, schema: DatasetSchema): Promise<readonly Finding[]> {
    const { manifests, processed, catalog } = this.#inputs;
    const columns = catalog.get(schema.name)?.map((column) => column.name) ?? [];
    const parts = datasetParts(schema, manifests, processed);
    try {
      await connection.run(`CREATE OR REPLACE TEMP TABLE _rows AS ${await datasetRows(schema, parts)}`);
      const found = [
        ...(await this.#countRows(connection, schema, parts)),
        ...(await findDuplicates(connection, schema, '_rows')),
      ];
      if (found.length > 0) return found;
      const rows = settleDuplicates(schema, 'SELECT * FROM _rows');
      await connection.run(
        `CREATE OR REPLACE TABLE ${sqlName(schema.name)} AS SELECT ${sqlNames(columns)} FROM (${rows}) ORDER BY _file, _row`,
      );
      return [];
    } catch (error) {
      const problem = duckdbProblem(error);
      if (problem === undefined) throw error;
      const part = parts.find(({ path }) => path === problem.csv?.path);
      const file = part?.file ?? `${schema.name}/schema.json`;
      return [findings.processedUnreadable({ file: `datasets/${file}` }, schema.name, problem.text)];
    } finally {
      await connection.run('DROP TABLE IF EXISTS _rows');
    }
  }

  /** DuckDB passes over what follows a quote that is never closed: the rows have to be as many as the manifests say. */
  async #countRows(
    connection: DuckDBConnection,
    schema: DatasetSchema,
    parts: readonly SourcePart[],
  ): Promise<Finding[]> {
    const counted = await readText(connection, 'SELECT _file, CAST(count(*) AS VARCHAR) FROM _rows GROUP BY _file');
    const got = new Map(counted.map(([file, rows]) => [file, Number(rows)]));
    const expected = Map.groupBy(parts, (part) => part.file);
    return [...expected].flatMap(([file, own]) => {
      const rows = own.reduce((sum, part) => sum + (part.rows ?? 0), 0);
      const read = got.get(file) ?? 0;
      return read === rows
        ? []
        : [
            findings.processedUnreadable(
              { file: `datasets/${file}` },
              schema.name,
              `${read} rows where its manifest counts ${rows}`,
            ),
          ];
    });
  }
}
