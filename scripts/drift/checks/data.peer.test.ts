import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../../lambda/store/testing/s3-stand-in.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import { projectAt } from '../../lake/project.ts';
import { ensurePythonEnv } from '../../python-env/python-env.ts';
import { type SyncLab, schemaText, startSyncLab } from '../../sync/testing/sync-lab.ts';
import { drift } from '../drift.ts';
import { data } from './data.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const python = await ensurePythonEnv(repository);
if (python.reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(python.reason));

describe.skipIf(python.reason !== undefined)(`data against moto (${python.reason ?? 'started'})`, () => {
  let standIn: S3StandIn;
  beforeAll(async () => {
    if (python.reason === undefined) standIn = await startS3StandIn(python.python);
  });
  afterAll(() => standIn?.stop());

  async function synced(): Promise<SyncLab> {
    const lab = await startSyncLab(standIn);
    for (const [name, value] of Object.entries(lab.env)) vi.stubEnv(name, value);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await lab.dispose();
    });
    await lab.write('orders/schema.json', schemaText());
    await lab.write('orders/2026-01.csv', 'id,amount\n1,2\n');
    await lab.write('orders/2026-02.csv', 'id,amount\n2,3\n');
    await lab.write('visits/schema.json', schemaText({ source: 'upload' }));
    expect(await lab.sync()).toMatchObject({ code: 0 });
    return lab;
  }

  const put = (lab: SyncLab, key: string, text: string) => lab.raw.put(key, new TextEncoder().encode(text));

  async function look(lab: SyncLab) {
    const environment = findEnvironment('drift', 'rehearsal');
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const aws = connectAws({ region: environment.region, endpoint: standIn.endpoint, credentials });
    const context = { project: projectAt(lab.root), environment, names: lab.names, aws, timeout: 1 };
    const openQuickSight = () => Promise.reject(new Error('not asked for'));
    const { checks } = await drift({ ...context, openQuickSight, say: () => undefined }, [data], () => undefined);
    const [report] = checks;
    return { ...report, codes: report?.findings.map(({ code, place }) => `${code} ${place.file}`) };
  }

  it('finds nothing after a sync, uploads of other datasets among it', async () => {
    const lab = await synced();
    await put(lab, 'visits/uploaded.csv', 'id,amount\n1,2\n');
    expect(await look(lab)).toMatchObject({ status: 'clean', findings: [] });
  });

  it('finds each way in which raw can differ', async () => {
    const lab = await synced();
    await lab.write('orders/2026-03.csv', 'id,amount\n3,4\n');
    await lab.write('orders/2026-04.csv', 'id,amount\n4,5\n');
    await lab.write('orders/2026-05.csv', 'id,amount\n5,6\n');
    expect(await lab.sync()).toMatchObject({ code: 0 });
    await put(lab, 'orders/2026-01.csv', 'id,amount\n1,22\n');
    await put(lab, 'orders/2026-02.csv', 'id,amount\n2,9\n');
    await lab.raw.remove('orders/2026-03.csv');
    await lab.remove('orders/2026-04.csv');
    await lab.write('orders/2026-05.csv', 'id,amount\n5,7\n');
    await put(lab, 'orders/extra.csv', 'id,amount\n7,8\n');
    await lab.write('orders/by-hand.csv', 'id,amount\n8,9\n');
    await put(lab, 'orders/by-hand.csv', 'id,amount\n8,9\n');
    const { codes = [], findings = [], status } = await look(lab);
    const raw = 's3://csv-raw-data-rehearsal-123456789012-us-east-1';
    expect(status).toBe('drifted');
    expect(codes.toSorted()).toEqual([
      'object-differs datasets/orders/2026-01.csv',
      'object-differs datasets/orders/2026-02.csv',
      'object-differs datasets/orders/2026-05.csv',
      `object-extra ${raw}/orders/2026-04.csv`,
      `object-extra ${raw}/orders/extra.csv`,
      'object-missing datasets/orders/2026-03.csv',
      'object-unknown datasets/orders/by-hand.csv',
    ]);
    const fixOf = (name: string) => findings.find(({ place }) => place.file.endsWith(name))?.fix;
    expect(fixOf('2026-04.csv')).toContain('--prune');
    expect(fixOf('extra.csv')).not.toContain('--prune');
    // What it advises mends it.
    await lab.raw.remove('orders/extra.csv');
    expect(await lab.sync('--prune')).toMatchObject({ code: 0 });
    expect(await look(lab)).toMatchObject({ status: 'clean', findings: [] });
  });

  it('finds the objects of a dataset that is gone whole', async () => {
    const lab = await synced();
    await lab.remove('orders');
    expect((await look(lab)).codes).toEqual([
      expect.stringMatching(/^object-extra .*2026-01\.csv$/),
      expect.stringMatching(/^object-extra .*2026-02\.csv$/),
    ]);
  });

  it('says that it could not look where raw is not there', async () => {
    const lab = await synced();
    await fetch(`${standIn.endpoint}/moto-api/reset`, { method: 'POST' });
    expect(await look(lab)).toMatchObject({ status: 'refused', findings: [] });
  });
});
