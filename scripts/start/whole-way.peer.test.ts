import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableManifest } from '../../glue/duckdb/build/table-manifest.ts';
import { readManifests } from '../../lambda/reconcile/read-manifests.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import { lakeContent } from '../lake/testing/lake-content.ts';
import { runCommand } from '../lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { countMovies } from '../sample-data/count-movies.ts';

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject();
  const { code, stderr } = await runCommand(project.command, ['start', '--once'], project.root);
  expect(stderr).not.toMatch(/^error/m);
  expect(code).toBe(0);
});
afterAll(() => project.dispose());

async function manifestOf(table: string): Promise<TableManifest> {
  return JSON.parse(await readFile(join(project.lake.final, '_tables', `${table}.json`), 'utf8'));
}

/** Every Parquet file of a table, read by a reader that is not DuckDB. */
async function readTable(table: string) {
  const { parts } = await manifestOf(table);
  const files = parts.map((part) => join(project.lake.final, part.path));
  const buffers = await Promise.all(files.map((file) => asyncBufferFromFile(file)));
  const rows = await Promise.all(buffers.map((file) => parquetReadObjects({ file })));
  const metadata = await Promise.all(buffers.map((file) => parquetMetadataAsync(file)));
  return { rows: rows.flat(), schema: metadata[0]?.schema ?? [] };
}

test('every row of every file is clean or quarantined, and each dataset has files', async () => {
  const manifests = await readManifests(new FileStore(project.lake.processed));
  expect(new Set(manifests.map(({ dataset }) => dataset))).toEqual(
    new Set(['app_events', 'iot_sensor_data', 'items', 'movies', 'regions', 'sales_records', 'user_logs']),
  );
  for (const { file, status, rowsIn, rowsClean, rowsQuarantined, parts } of manifests) {
    expect([file, status, rowsClean + rowsQuarantined]).toEqual([file, 'clean', rowsIn]);
    expect([file, parts.reduce((sum, part) => sum + part.rows, 0)]).toEqual([file, rowsClean]);
  }
});

test('QuickSight’s manifests name every clean file of the datasets that anybody may see, and no other', async () => {
  const processed = new FileStore(project.lake.processed);
  const manifests = await readManifests(processed);
  const keys: string[] = [];
  for await (const key of processed.keys('_quicksight/')) keys.push(key);
  const open = ['app_events', 'iot_sensor_data', 'items', 'movies', 'regions'];
  expect(keys).toEqual(open.map((dataset) => `_quicksight/${dataset}/manifest.json`));
  for (const dataset of open) {
    const text = await readFile(join(project.lake.processed, '_quicksight', dataset, 'manifest.json'), 'utf8');
    const named = manifests
      .filter((one) => one.dataset === dataset)
      .flatMap(({ parts }) => parts.map(({ key }) => key));
    expect(JSON.parse(text)).toMatchObject({
      fileLocations: [{ URIs: named.sort().map((key) => `s3://csv-processed-data/${key}`) }],
    });
  }
});

test('movies per genre and year equal a count taken straight from the source', async () => {
  const source = new URL('../../node_modules/vega-datasets/data/movies.json', import.meta.url);
  const expected = countMovies(JSON.parse(await readFile(source, 'utf8')));
  const { rows } = await readTable('movies_by_genre_year');
  const actual = new Map(rows.map((row) => [`${row['genre']}|${row['year']}`, Number(row['movies'])]));
  expect(actual).toEqual(expected);
});

describe('final tables, read by hyparquet', () => {
  /** Parquet's physical and logical type for each Spark type: https://parquet.apache.org/docs/file-format/types/ */
  const parquetTypes: Record<string, RegExp> = {
    string: /^BYTE_ARRAY (UTF8|STRING)/,
    bigint: /^INT64( INT_64| INTEGER)?/,
    double: /^DOUBLE/,
    boolean: /^BOOLEAN/,
    date: /^INT32 DATE/,
    timestamp: /^INT64 TIMESTAMP_MICROS|^INT64 TIMESTAMP/,
    decimal: /^(INT32|INT64|FIXED_LEN_BYTE_ARRAY) DECIMAL/,
  };

  test.each([
    'movies_by_genre_year',
    'movie_details',
    'sales_daily',
    'sales_monthly',
    'sensor_readings_hourly',
    'user_activity_daily',
    'error_events',
    'pipeline_files',
    'pipeline_rejects',
  ])('%s has the rows and the types of its contract', async (table) => {
    const manifest = await manifestOf(table);
    const { rows, schema } = await readTable(table);
    expect(rows.length).toBe(manifest.rows);
    expect(rows.length).toBeGreaterThan(0);
    const types = new Map(
      schema.slice(1).map(({ name, type, converted_type }) => [name, [type, converted_type].filter(Boolean).join(' ')]),
    );
    for (const { name, type } of manifest.columns) {
      if (manifest.partitions.includes(name)) continue;
      expect([name, types.get(name)]).toEqual([
        name,
        expect.stringMatching(parquetTypes[type.replace(/\(.*/, '')] ?? /^$/),
      ]);
    }
    const keys = rows.map((row) => JSON.stringify(manifest.key.map((name) => String(row[name]))));
    if (manifest.partitions.every((name) => !manifest.key.includes(name))) expect(new Set(keys).size).toBe(rows.length);
  });
});

test('a second build finds nothing to do, and a forced one gives the same bytes', async () => {
  const before = await lakeContent(project.lake.root);
  const again = await runCommand(project.command, ['start', '--once', '--json'], project.root);
  const files: { milliseconds?: number }[] = JSON.parse(again.stdout).files;
  expect(files.every((file) => file.milliseconds === undefined)).toBe(true);
  expect((await runCommand(project.command, ['start', '--once', '--force'], project.root)).code).toBe(0);
  expect(await lakeContent(project.lake.root)).toEqual(before);
});

test('a new dataset needs a folder alone; its quarantined rows come back as a CSV, and mended they arrive', async () => {
  const folder = join(project.datasets, 'readings');
  await mkdir(folder);
  const schema = {
    type: 'object',
    'x-sluice': { primaryKey: ['id'], tolerance: 0.5 },
    properties: { id: { type: 'integer' }, value: { type: 'number' }, note: { type: ['string', 'null'] } },
    required: ['id', 'value'],
  };
  await writeFile(join(folder, 'schema.json'), JSON.stringify(schema));
  await writeFile(join(folder, 'first.csv'), 'id,value,note\n1,1.5,"two\nlines"\n2,many,"a, b"\n3,2,\n');
  expect((await runCommand(project.command, ['start', '--once'], project.root)).code).toBe(0);
  const { stdout } = await runCommand(project.command, ['rejects', 'readings'], project.root);
  expect(stdout.split('\n')[0]).toBe('id,value,note,_file,_line,_reasons');
  expect(stdout).toMatch(/^2,many,"a, b",readings\/first\.csv,4,.*number-format/m);
  await writeFile(join(folder, 'mended.csv'), stdout.replace('2,many', '2,7'));
  const built = await runCommand(project.command, ['start', '--once', '--json'], project.root);
  const files: { file: string; rowsClean: number; rowsQuarantined: number }[] = JSON.parse(built.stdout).files;
  expect(files.filter(({ file }) => file.startsWith('readings/'))).toMatchObject([
    { file: 'readings/first.csv', rowsClean: 2, rowsQuarantined: 1 },
    { file: 'readings/mended.csv', rowsClean: 1, rowsQuarantined: 0 },
  ]);
});
