import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { duckdbProblem } from '../duckdb-error.ts';
import type { Engine } from '../engine.ts';
import { findings } from '../findings.ts';
import { datasetParts } from '../sources/dataset-parts.ts';
import { datasetView } from '../sources/dataset-view.ts';
import { finalView } from '../sources/final-view.ts';
import { findDuplicates } from '../sources/settle-duplicates.ts';
import type { SqlTables } from '../spark-sql/translation.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { sqlName, sqlNames } from '../sql-text.ts';
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

/** One DuckDB for all tables of a build. What tables read is loaded once, when the first of them needs it. */
export class BuildSession {
  readonly engine: Engine;
  readonly #inputs: BuildInputs;
  readonly #loaded = new Map<string, readonly Finding[]>();

  private constructor(engine: Engine, inputs: BuildInputs) {
    this.engine = engine;
    this.#inputs = inputs;
  }

  static async open(engine: Engine, inputs: BuildInputs): Promise<BuildSession> {
    await inputs.sql.installMacros(engine.connection);
    return new BuildSession(engine, inputs);
  }

  /**
   * Makes a dataset or table readable under its name.
   * @param table the manifest when it is a table
   * @returns findings when its rows can't be read
   */
  async load(name: string, table: TableManifest | undefined): Promise<readonly Finding[]> {
    const done = this.#loaded.get(name);
    if (done !== undefined) return done;
    const schema = this.#inputs.schemas.find((one) => one.name === name);
    if (table !== undefined) await finalView(this.engine.connection, table, this.#inputs.final);
    const found = table !== undefined || schema === undefined ? [] : await this.#loadDataset(schema);
    this.#loaded.set(name, found);
    return found;
  }

  /** Reads the CSV once, in order, with all threads. */
  async #loadDataset(schema: DatasetSchema): Promise<readonly Finding[]> {
    const { connection, threads } = this.engine;
    const { manifests, processed, catalog } = this.#inputs;
    const columns = catalog.get(schema.name)?.map((column) => column.name) ?? [];
    const parts = datasetParts(schema.name, manifests, processed);
    await connection.run(`SET threads = ${threads}`);
    try {
      await datasetView(connection, schema, parts);
      const found = await findDuplicates(connection, schema);
      if (found.length > 0) return found;
      const name = sqlName(schema.name);
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${sqlNames(columns)} FROM main.${name} ORDER BY _file, _row`,
      );
      return [];
    } catch (error) {
      const problem = duckdbProblem(error);
      if (problem === undefined) throw error;
      const part = parts.find(({ path }) => path === problem.csv?.path);
      const file = part?.file ?? `${schema.name}/schema.json`;
      return [findings.processedUnreadable({ file: `datasets/${file}` }, schema.name, problem.text)];
    }
  }
}
