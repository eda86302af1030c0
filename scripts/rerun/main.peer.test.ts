import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../infra/names/names.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { ordersSchema, someOrders } from '../../lambda/reconcile/testing/small-lake.ts';
import { type S3StandIn, startS3StandIn } from '../../lambda/store/testing/s3-stand-in.ts';
import { ensurePythonEnv } from '../python-env/python-env.ts';
import { openCleanLab } from './testing/clean-lab.ts';

const repository = join(import.meta.dirname, '..', '..');
const env = await ensurePythonEnv(repository);
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}

describe.skipIf(env.reason !== undefined)(`sluice rerun (${env.reason ?? 'moto'})`, () => {
  let standIn: S3StandIn;
  let lab: Awaited<ReturnType<typeof openCleanLab>>;
  let root: string;
  beforeAll(async () => {
    if (env.reason !== undefined) return;
    standIn = await startS3StandIn(env.python);
    lab = await openCleanLab(standIn, 'rehearsal');
    root = await mkdtemp(join(tmpdir(), 'sluice-rerun-'));
    await mkdir(join(root, 'datasets', 'orders'), { recursive: true });
    await writeFile(join(root, 'datasets', 'orders', 'schema.json'), JSON.stringify(ordersSchema().json));
    await cp(join(repository, 'glue', 'tables'), join(root, 'glue', 'tables'), { recursive: true });
  });
  afterAll(async () => {
    lab?.close();
    await standIn?.stop();
    if (root !== undefined) await rm(root, { recursive: true, force: true });
  });

  /** The command in a process of its own; Lambda takes messages meanwhile. */
  async function sluice(args: string, more: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [join(repository, 'scripts', 'sluice.js'), 'rerun', ...args.split(' ')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{
          PATH: process.env['PATH'],
          HOME: root,
          NO_COLOR: '1',
          AWS_ENDPOINT_URL: standIn.endpoint,
          AWS_EC2_METADATA_DISABLED: 'true',
        },
        ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1', ...more },
      },
    });
    const ended = new Promise<number | null>((resolve) => {
      child.on('close', resolve);
    });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    let code: number | null | undefined;
    void ended.then((one) => {
      code = one;
    });
    while (code === undefined) {
      await lab.drain();
      await sleep(100);
    }
    return { code, stdout: await stdout, stderr: await stderr };
  }

  it('cleans one day again, and says what came of it', async () => {
    await lab.putSchema(ordersSchema());
    for (const day of ['2026-05-01', '2026-05-02']) await lab.put(`orders/${day}.csv`, someOrders(6));
    await lab.drain();
    const told = await sluice('clean orders --day 2026-05-01 --force');
    expect(told).toMatchObject({ code: 0, stdout: expect.stringMatching(/^orders\/2026-05-01\.csv +clean +4 +2$/m) });
    expect(told.stderr).toContain('1 of 1 file cleaned: 4 clean rows, 2 quarantined, 0 failed');
    const { code, stdout } = await sluice('clean --json');
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      ...{ code: 0, what: 'clean', name: null, environment: 'rehearsal', plan: false },
      ...{ meant: 2, wanted: [], files: [], findings: [] },
    });
  });

  it('redrives dead letters', async () => {
    const { code, stdout } = await sluice('clean --dead-letters --json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, deadLetters: { came: 0, moved: 0, left: 0 } });
  });

  it('exits with 1 for a day without a file', async () => {
    const { code, stderr } = await sluice('clean orders --day 2031-01-01');
    expect(code).toBe(1);
    expect(stderr).toContain('orders: expected a file whose path names 2031-01-01, got none');
  });

  it('says how the pipeline stands', async () => {
    const items = new DynamoDBClient({
      ...{ endpoint: standIn.endpoint, region: 'us-east-1' },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const TableName = namesOf({ name: 'rehearsal', account: '123456789012', region: 'us-east-1' }).named('runs');
    await items.send(
      new CreateTableCommand({
        ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      }),
    );
    await dynamoLedger(items, TableName).request();
    items.destroy();
    const { code, stdout } = await sluice('transform sales_monthly --plan --json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      ...{ code: 0, what: 'transform', name: 'sales_monthly', plan: true, state: { requested: 1, done: 0 } },
      says: [
        'ask sluice-rehearsal-start-run for a run: it would begin now',
        'a run is owed already, by 1 request',
        'no run is under way',
      ],
    });
  });

  it.each([
    ['transform', {}, 'not-deployed'],
    ['clean', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'no-network'],
    ['transform', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'no-network'],
    ['transform --plan', { AWS_ACCESS_KEY_ID: '' }, 'no-credentials'],
  ])('%s with %j is one message: %s', async (args, more, code) => {
    const ended = await sluice(args, more);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    const [line, ...others] = ended.stderr.split('\n').filter((one) => one.startsWith('error'));
    expect(line).toMatch(new RegExp(`^error sluice rerun ${args.split(' ')[0]}: expected .* \\[${code}\\]$`));
    expect(others).toEqual([]);
  });

  it('hands over what another verb does', async () => {
    const { code, stdout } = await sluice('validate orders --json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ datasets: ['orders'] });
  });
});
