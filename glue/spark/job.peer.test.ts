import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { ensureJar } from '../../scripts/python-env/spark-jars.ts';
import { describeContractChanges } from './testing/describe-contract-changes.ts';
import { describeFindings } from './testing/describe-findings.ts';
import { describeKills } from './testing/describe-kills.ts';
import { describeParity } from './testing/describe-parity.ts';
import { describePublishing } from './testing/describe-publishing.ts';
import { describeRules } from './testing/describe-rules.ts';
import { describeSources } from './testing/describe-sources.ts';
import { describeUpkeep } from './testing/describe-upkeep.ts';
import { type JobHost, startJobHost } from './testing/job-host.ts';

const repository = join(import.meta.dirname, '..', '..');
const env = await ensurePythonEnv(repository);
const iceberg = env.reason === undefined ? await ensureJar(repository) : env;
const reason = env.reason ?? iceberg.reason;
if (reason !== undefined && process.env['CI']) {
  test('has its peer', () => expect.fail(reason));
}

describe.skipIf(reason !== undefined)(`the job on PySpark and Iceberg (${reason ?? 'started'})`, () => {
  let warehouse = '';
  let host: JobHost;
  beforeAll(async () => {
    if (env.reason !== undefined || !('jar' in iceberg)) return;
    warehouse = await mkdtemp(join(tmpdir(), 'sluice-iceberg-'));
    host = await startJobHost({ ...env, jar: iceberg.jar, warehouse });
  });
  afterAll(async () => {
    await host?.stop();
    await rm(warehouse, { recursive: true, force: true });
  });

  test('is the Spark of Glue 5.1', () => expect(host.version).toBe('3.5.6'));
  describeParity(() => host);
  describeSources(() => host);
  describePublishing(() => host);
  describeContractChanges(() => host);
  describeKills(() => host);
  describeUpkeep(() => host);
  describeRules(() => host);
  describeFindings(() => host);
});
