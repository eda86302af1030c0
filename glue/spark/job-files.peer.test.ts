import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listDatasets } from '../../scripts/lake/list-datasets.ts';
import { readDatasets } from '../../scripts/lake/read-datasets.ts';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { writeJobFiles } from './job-files.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const env = await ensurePythonEnv(repository);
if (env.reason !== undefined && process.env['CI']) {
  test('has its peer', () => expect.fail(env.reason));
}

describe.skipIf(env.reason !== undefined)(`what the job is started from (${env.reason ?? 'started'})`, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-job-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('works from a zip on the Python path, with buckets of S3', async () => {
    if (env.reason !== undefined) return;
    const listing = await listDatasets(join(repository, 'datasets'));
    const datasets = await readDatasets(repository, listing.folders);
    const schemas = datasets.flatMap(({ schema }) => schema ?? []);
    const { packages, script } = writeJobFiles(repository, schemas, join(folder, 'job'));
    expect((await readdir(join(script, '..'))).sort()).toEqual(['job.py', 'packages']);
    const zip = join(folder, 'packages.zip');
    await run(env.python, ['-m', 'zipfile', '-c', zip, ...(await readdir(packages))], { cwd: packages });
    const check = join(import.meta.dirname, 'testing', 'check-packages.py');
    const { stdout } = await run(env.python, [check, zip], { cwd: folder });
    const found = JSON.parse(stdout);
    const tables = (await readdir(join(repository, 'glue', 'tables'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    expect(found).toMatchObject({
      from: expect.stringContaining('packages.zip/sluice_tables/'),
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
      datasets: schemas.map(({ name }) => name),
      tables,
      broken: {},
      s3: {
        keys: [1002, '_manifests/d/0000.csv.json', '_manifests/d/1001.csv.json'],
        read: 'grüß',
        begin: 'gr',
        missing: null,
        path: 's3://bucket/d/a b.csv',
        manifests: 0,
      },
    });
    expect(Object.values<number>(found.rules).every((count) => count > 0)).toBe(true);
  });
});
