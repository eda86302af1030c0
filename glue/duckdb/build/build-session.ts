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
    const parts = datasetParts(schema, manifests, processed);
    await connection.run(`SET threads = ${threads}`);
    try {
      await connection.run(`CREATE OR REPLACE TEMP TABLE _rows AS ${await datasetRows(schema, parts)}`);
      const found = [...(await this.#countRows(schema, parts)), ...(await findDuplicates(connection, schema, '_rows'))];
      if (found.length > 0) return found;
      const rows = settleDuplicates(schema, 'SELECT * FROM _rows');
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE ${sqlName(schema.name)} AS SELECT ${sqlNames(columns)} FROM (${rows}) ORDER BY _file, _row`,
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
  async #countRows(schema: DatasetSchema, parts: readonly SourcePart[]): Promise<Finding[]> {
    const counted = await readText(
      this.engine.connection,
      'SELECT _file, CAST(count(*) AS VARCHAR) FROM _rows GROUP BY _file',
    );
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
