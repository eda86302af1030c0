import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../lambda/store/testing/s3-stand-in.ts';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { ensureJar, icebergAwsJar, icebergJar } from '../../scripts/python-env/spark-jars.ts';
import { contractOf, LakeFixture } from '../duckdb/testing/lake-fixture.ts';
import { writeJobFiles } from './job-files.ts';
import { writeLake } from './testing/write-lake.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const env = await ensurePythonEnv(repository);
const jars =
  env.reason === undefined
    ? await Promise.all([icebergJar, icebergAwsJar].map((jar) => ensureJar(repository, jar)))
    : [];
const reason = env.reason ?? jars.find((jar) => jar.reason !== undefined)?.reason;
if (reason !== undefined && process.env['CI']) {
  test('has its peer', () => expect.fail(reason));
}

describe.skipIf(reason !== undefined)(`job.py as Glue starts it (${reason ?? 'started'})`, () => {
  let lake: LakeFixture;
  let aws: S3StandIn;
  beforeAll(async () => {
    if (env.reason !== undefined) return;
    lake = await LakeFixture.create();
    aws = await startS3StandIn(env.python);
  });
  afterAll(async () => {
    await aws?.stop();
    await lake?.remove();
  });

  test('publishes through the Glue Data Catalog into S3, once', async () => {
    if (env.reason !== undefined) return;
    lake.dataset('orders', { id: 'bigint', day: 'date' });
    await lake.clean('orders', 'a b+1.csv', 'id,day,_row\n1,2026-01-02,1\n2,2026-02-03,2\n');
    const columns = { id: 'bigint', day: 'date', month: 'bigint' };
    const sql = 'SELECT id, day, month(day) AS month FROM orders';
    await lake.table('per_day', { contract: contractOf(columns, ['id'], ['month']), sql });
    await lake.table('total', {
      contract: contractOf({ rows: 'bigint' }, ['rows']),
      sql: 'SELECT count(*) AS rows FROM per_day',
    });
    await writeLake(lake, '', '');
    // The repository's code with this lake's tables and datasets.
    const { packages, script } = writeJobFiles(repository, lake.schemas, join(lake.root, 'files'), lake.room);
    const zip = join(lake.root, 'packages.zip');
    await run(env.python, ['-m', 'zipfile', '-c', zip, ...(await readdir(packages))], { cwd: packages });
    const given = {
      ...{ endpoint: aws.endpoint, zip, script, processed: lake.processed, runs: ['first', 'second'] },
      jars: jars.flatMap((one) => (one.reason === undefined ? [one.jar] : [])),
    };
    const { stdout } = await run(
      env.python,
      [join(import.meta.dirname, 'testing', 'run-entry.py'), JSON.stringify(given)],
      {
        cwd: lake.root,
        env: { ...process.env, JAVA_HOME: env.javaHome, PYSPARK_PYTHON: env.python },
      },
    );
    const { records, tables, keys } = JSON.parse(stdout);
    const outcomes = records.map((record: { tables: { outcome: string; rows: number }[] }) =>
      record.tables.map(({ outcome, rows }) => `${outcome} ${rows}`),
    );
    expect(outcomes).toEqual([
      ['published 2', 'published 1'],
      ['unchanged 2', 'unchanged 1'],
    ]);
    expect(tables).toEqual({
      per_day: {
        type: 'ICEBERG',
        location: 's3://final/per_day',
        columns: [
          ['id', 'bigint'],
          ['day', 'date'],
          ['month', 'bigint'],
        ],
        rows: expect.arrayContaining([
          ['1', '2026-01-02', '1'],
          ['2', '2026-02-03', '2'],
        ]),
      },
      total: { type: 'ICEBERG', location: 's3://final/total', columns: [['rows', 'bigint']], rows: [['2']] },
    });
    const data = keys.filter((key: string) => key.includes('/data/')).map((key: string) => key.replace(/[^/]*$/, ''));
    expect(data).toEqual(['per_day/data/month=1/', 'per_day/data/month=2/', 'total/data/']);
    expect(keys.filter((key: string) => key.startsWith('_'))).toEqual([
      ...['_tables/per_day.json', '_tables/total.json', '_transforms/first.json', '_transforms/second.json'],
    ]);
  });
});
