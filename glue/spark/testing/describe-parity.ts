import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRunRecord } from '../../../lambda/pipeline/run-record.ts';
import { listDatasets } from '../../../scripts/lake/list-datasets.ts';
import { readDatasets } from '../../../scripts/lake/read-datasets.ts';
import { runCommand } from '../../../scripts/lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../../../scripts/lake/testing/temporary-project.ts';
import { readTableManifest } from '../../duckdb/build/final-files.ts';
import { type Engine, openEngine } from '../../duckdb/engine.ts';
import { writeJobFiles } from '../job-files.ts';
import { compareTable } from './compare-table.ts';
import type { JobHost, JobRun, RunRecord } from './job-host.ts';
import { readState } from './read-state.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const tables = readdirSync(join(repository, 'glue', 'tables'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Every committed table, built by both engines from the same processed files. */
export function describeParity(host: () => JobHost): void {
  describe('DuckDB and PySpark on the committed tables', () => {
    let project: TemporaryProject;
    let engine: Engine;
    let run: JobRun;
    let record: RunRecord;

    beforeAll(async () => {
      [project, engine] = await Promise.all([temporaryProject(undefined, 'everything'), openEngine()]);
      const { code, stderr } = await runCommand(project.command, ['start', '--once'], project.root);
      expect(code, stderr).toBe(0);
      const listing = await listDatasets(project.datasets);
      const datasets = await readDatasets(project.root, listing.folders);
      const { packages } = writeJobFiles(
        repository,
        datasets.flatMap(({ schema }) => schema ?? []),
        join(project.root, 'job'),
      );
      const files = join(packages, 'sluice_lake');
      const final = join(project.root, 'final');
      run = { run: 'first', files, processed: project.lake.processed, final, database: 'parity' };
      await host().makeDatabase('parity');
      record = await host().run(run);
    });
    afterAll(async () => {
      engine.close();
      await project.dispose();
    });

    test('the run publishes each of them', () => {
      expect(record.tables.map(({ table, outcome }) => [table, outcome]).sort()).toEqual(
        tables.map((table) => [table, 'published']),
      );
      expect(record.manifests).toBeGreaterThan(30);
    });

    test.each(tables)('%s: the same rows, types and partitions', async (table) => {
      const [duckdb, spark] = [
        await readTableManifest(project.lake.final, table),
        await host().table(`lake.parity.${table}`),
      ];
      if (duckdb === undefined || spark === undefined) return expect.fail('one of them was not built');
      const { rows, onlyDuckdb, onlySpark, types, partitions } = await compareTable(
        engine.connection,
        duckdb,
        project.lake.final,
        spark,
      );
      expect({ rows: rows[1], onlyDuckdb, onlySpark }).toEqual({ rows: rows[0], onlyDuckdb: 0, onlySpark: 0 });
      expect(rows[0]).toBe(duckdb.rows);
      expect(types[1]).toEqual(types[0]);
      expect(spark.columns).toEqual(duckdb.columns.map(({ name, type }) => [name, type]));
      expect(spark.partitions).toEqual(duckdb.partitions);
      expect(partitions[1]).toEqual(partitions[0]);
      expect(spark.formatVersion).toBe('2');
      expect(spark.branches).toEqual([]);
    });

    test('the record is what the pipeline goes on by', async () => {
      const text = await readFile(join(run.final, '_transforms', 'first.json'), 'utf8');
      expect(parseRunRecord(text, 'first').tables).toEqual(record.tables);
    });

    test('rules came to the same', async () => {
      for (const table of tables) {
        const duckdb = await readTableManifest(project.lake.final, table);
        const state = await readState(run.final, table);
        const verdicts = (quality: readonly { rule: string; passed: boolean }[] | undefined) =>
          quality?.map(({ rule, passed }) => [rule, passed]);
        expect([table, verdicts(state.quality)]).toEqual([table, verdicts(duckdb?.quality)]);
      }
    });

    test('a second run of the same manifests changes nothing', async () => {
      const before = await host().table('lake.parity.sales_daily');
      const again = await host().run({ ...run, run: 'second' });
      expect(new Set(again.tables.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
      expect(await host().table('lake.parity.sales_daily')).toEqual(before);
    });
  });
}
