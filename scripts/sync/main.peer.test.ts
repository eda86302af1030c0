import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type S3StandIn, startS3StandIn } from '../../lambda/store/testing/s3-stand-in.ts';
import { ensurePythonEnv } from '../python-env/python-env.ts';
import { type SyncLab, schemaText, startSyncLab } from './testing/sync-lab.ts';

const repository = join(import.meta.dirname, '..', '..');
const python = await ensurePythonEnv(repository);
if (python.reason !== undefined && process.env['CI']) it('has its peer', () => expect.fail(python.reason));

describe.skipIf(python.reason !== undefined)(`sync against moto (${python.reason ?? 'started'})`, () => {
  let standIn: S3StandIn;
  let lab: SyncLab;
  beforeAll(async () => {
    if (python.reason === undefined) standIn = await startS3StandIn(python.python);
  });
  afterAll(() => standIn?.stop());
  beforeEach(async () => {
    lab = await startSyncLab(standIn);
    for (const [name, value] of Object.entries(lab.env)) vi.stubEnv(name, value);
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      await lab.dispose();
    });
    await lab.write('orders/schema.json', schemaText());
    await lab.write('orders/2026-01.csv', 'id,amount\n1,2\n');
    await lab.write('orders/2026-02.csv', 'id,amount\n2,3\n');
  });

  const json = async (...args: string[]) => {
    const came = await lab.sync('--json', ...args);
    return { ...came, json: JSON.parse(came.stdout) };
  };
  const contents = async (): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for await (const { key } of lab.raw.list('')) found[key] = (await lab.raw.get(key))?.body.toString() ?? '';
    return found;
  };
  const put = (key: string, text: string) => lab.raw.put(key, new TextEncoder().encode(text));

  it('puts schemas and files with what they are, and costs one read when nothing changed', async () => {
    const plan = await lab.sync('--plan');
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.stdout.split('\n')).toEqual([
      'put _schemas/orders.json (new, 159 B)',
      'put orders/2026-01.csv (new, 14 B)',
      'put orders/2026-02.csv (new, 14 B)',
      '',
    ]);
    expect(await contents()).toEqual({});
    const first = await json();
    expect(first).toMatchObject({ code: 0, json: { findings: [], heldBack: [], unchanged: 0 } });
    expect(first.json.done).toEqual(first.json.steps);
    // The manifest before and after; moto's listings are of versions, and of manifests.
    expect(first.json.calls).toEqual({ GetObject: 1, ListObjectVersions: 2, ListObjectsV2: 1, PutObject: 5 });
    expect(await lab.raw.describe('orders/2026-01.csv')).toMatchObject({
      metadata: {
        'sluice-path': 'datasets/orders/2026-01.csv',
        'sluice-commit': 'unknown',
        'sluice-sha256': first.json.done[1].sha256,
      },
    });
    expect((await lab.processed.get('_schemas/orders.json'))?.body.toString()).toBe(schemaText());
    const [, hash = ''] = /plan ([0-9a-f]{64}):/.exec(plan.stderr) ?? [];
    expect(first.json.plan).toBe(hash);

    // Nothing of it was cleaned yet, since nobody listens here: that is asked for, and no object is touched.
    const again = await json();
    expect(again.json.steps).toEqual(
      ['01', '02'].map((month) => ({ do: 'clean', key: `orders/2026-${month}.csv`, reasons: ['missed'] })),
    );
    expect(again.json.calls).toEqual({
      ...{ GetObject: 1, ListObjectVersions: 2, ListObjectsV2: 1 },
      ...{ GetQueueUrl: 1, SendMessageBatch: 1 },
    });
    expect(await lab.requested()).toEqual(['orders/2026-01.csv', 'orders/2026-02.csv']);
  });

  it('replaces what changed, and removes what is gone only with --prune', async () => {
    await lab.write('regions/schema.json', schemaText());
    await lab.write('regions/all.csv', 'id,amount\n1,1\n');
    await lab.sync();
    await lab.write('orders/2026-01.csv', 'id,amount\n1,20\n');
    await lab.remove('regions');
    const kept = await lab.sync();
    expect(kept.stdout).toContain('put orders/2026-01.csv (changed, 15 B)\n');
    expect(kept.stderr).toMatch(/would remove regions\/all.csv \(version .*\)\nwould remove _schemas\/regions.json/);
    expect(kept.stderr).toContain('2 are gone from the repository and stay in the lake: give --prune');
    expect(Object.keys(await contents())).toContain('regions/all.csv');
    const pruned = await lab.sync('--prune');
    expect(pruned.stdout).toMatch(/^remove regions\/all.csv \(version .*\)\nremove _schemas\/regions.json/);
    expect(pruned.stderr).toContain('to undo a removal:');
    expect(await contents()).toEqual({
      'orders/2026-01.csv': 'id,amount\n1,20\n',
      'orders/2026-02.csv': 'id,amount\n2,3\n',
    });
    expect(await lab.processed.get('_schemas/regions.json')).toBeUndefined();
  });

  it('leaves what people uploaded alone, and takes back what was ours', async () => {
    await put('orders/uploaded.csv', 'id,amount\n7,7\n');
    await put('orders/2026-01.csv', 'somebody else’s');
    await put('orders/2026-02.csv', 'id,amount\n2,3\n');
    const first = await lab.sync();
    expect(first).toMatchObject({ code: 1 });
    expect(first.stderr).toMatch(
      /error datasets\/orders\/2026-01.csv: expected no object of somebody else at s3:.*\[key-taken\]/,
    );
    expect(first.stdout).toContain('take note of orders/2026-02.csv (the same content is there)');
    await put('orders/2026-02.csv', 'by hand');
    await lab.remove('orders/2026-01.csv');
    const second = await lab.sync('--prune');
    expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining('[replaced-by-hand]') });
    expect(second.stdout).toContain('put orders/2026-02.csv (replaced by hand, 14 B)');
    expect(await contents()).toEqual({
      'orders/2026-01.csv': 'somebody else’s',
      'orders/2026-02.csv': 'id,amount\n2,3\n',
      'orders/uploaded.csv': 'id,amount\n7,7\n',
    });
  });

  it('keeps what raw has of a dataset whose schema is wrong, or that people upload', async () => {
    await lab.sync();
    await lab.write('orders/schema.json', '{"type": "object"');
    await lab.write('orders/2026-01.csv', 'changed');
    await lab.remove('orders/2026-02.csv');
    const wrong = await lab.sync('--prune');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    await lab.write('orders/schema.json', schemaText({ source: 'upload' }));
    const uploaded = await lab.sync('--prune');
    expect(uploaded.stdout).toContain('put _schemas/orders.json (changed');
    expect(await contents()).toEqual({
      'orders/2026-01.csv': 'id,amount\n1,2\n',
      'orders/2026-02.csv': 'id,amount\n2,3\n',
    });
  });

  it('does only the plan that was insisted on', async () => {
    const { json: plan } = await json('--plan');
    await lab.write('orders/2026-02.csv', 'id,amount\n2,4\n');
    const other = await lab.sync('--insist', plan.plan);
    expect(other).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('[plan-changed]') });
    expect(await contents()).toEqual({});
    await lab.write('orders/2026-02.csv', 'id,amount\n2,3\n');
    expect(await lab.sync('--insist', plan.plan)).toMatchObject({ code: 0 });
  });

  it('lets no name out of datasets/ that S3, a log or a workflow could take for something else', async () => {
    const names = ['a "quoted" name.csv', 'new\nline.csv', '::error::x.csv', 'Zürich.csv', 'blank.csv ', 'a..b.csv'];
    for (const name of names) await lab.write(`orders/odd/${name}`, 'id,amount\n9,9\n');
    const came = await lab.sync();
    expect(came.code).toBe(1);
    expect(Object.keys(await contents())).toEqual(['orders/2026-01.csv', 'orders/2026-02.csv', 'orders/odd/a..b.csv']);
    expect(came.stderr.match(/\[path-not-portable\]|\[unexpected-file\]/g)).toHaveLength(5);
    expect(came.stderr).toContain('datasets/orders/odd/new\\nline.csv');
    expect(came.stderr).not.toMatch(/^::/m);
  });

  it('goes on after SIGKILL where it was cut, and puts nothing twice', async () => {
    const count = 400;
    const names = Array.from({ length: count }, (_, index) => `orders/${String(index).padStart(4, '0')}.csv`);
    for (const [index, name] of names.entries()) await lab.write(name, `id,amount\n${index},1\n`);
    const child = spawn(process.execPath, [join(repository, 'scripts', 'sluice.js'), 'sync', '--env', 'rehearsal'], {
      ...{ cwd: lab.root, stdio: 'ignore', env: { ...process.env, ...lab.env } },
    });
    const there = async () => Object.keys(await listed()).length;
    const listed = async () => {
      const found: Record<string, string> = {};
      for await (const { key, version } of lab.raw.list('')) found[key] = version;
      return found;
    };
    while ((await there()) < 40 && child.exitCode === null) await sleep(20);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // What it had sent may still arrive.
    await sleep(500);
    const before = await listed();
    expect(Object.keys(before).length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(before).length).toBeLessThan(count);
    // Gone before anybody knew that it was put: it is known to be ours all the same.
    const [gone = ''] = Object.keys(before);
    await lab.remove(gone);
    const { json: came } = await json('--prune');
    const after = await listed();
    expect(came.findings).toEqual([]);
    expect(Object.keys(after).sort()).toEqual(
      [...names, 'orders/2026-01.csv', 'orders/2026-02.csv'].filter((key) => key !== gone).sort(),
    );
    for (const [key, version] of Object.entries(before)) if (key !== gone) expect(after[key]).toBe(version);
    const done = (what: string) => came.done.filter((step: { do: string }) => step.do === what).length;
    expect([done('put'), done('remove')]).toEqual([count + 2 - Object.keys(before).length, 1]);
    expect((await json()).json.steps.filter((step: { do: string }) => step.do !== 'clean')).toEqual([]);
  });

  it('lets one of two win that begin at once; the other says so', async () => {
    for (let index = 0; index < 60; index++) await lab.write(`orders/${index}.csv`, `id,amount\n${index},1\n`);
    const both = await Promise.allSettled([lab.sync(), lab.sync()]);
    const lost = both.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({
      code: 'another-sync',
      exitCode: 3,
      message: expect.stringContaining('run this again'),
    });
    const after = await json();
    expect(after.json.steps.filter((step: { do: string }) => step.do !== 'clean')).toEqual([]);
    expect(Object.keys(await contents())).toHaveLength(62);
  });

  it.each([
    [
      'no-bucket',
      async () => void (await fetch(`${standIn.endpoint}/moto-api/reset`, { method: 'POST' })),
      'deploy first',
    ],
    ['no-network', async () => void vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9'), 'a way to AWS in us-east-1'],
  ])('says %s in one message', async (code, spoil, expected) => {
    onTestFinished(
      async () => void (await fetch(`${standIn.endpoint}/moto-api/reset-auth`, { method: 'POST', body: '1000000' })),
    );
    await spoil();
    await expect(lab.sync()).rejects.toMatchObject({ code, exitCode: 3, message: expect.stringContaining(expected) });
  });

  it('says that a role may not', async () => {
    const checkedFrom = (calls: string) =>
      fetch(`${standIn.endpoint}/moto-api/reset-auth`, { method: 'POST', body: calls });
    onTestFinished(async () => void (await checkedFrom('1000000')));
    const { id, secret } = await lab.userWithoutRights();
    vi.stubEnv('AWS_ACCESS_KEY_ID', id);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
    await checkedFrom('0');
    await expect(lab.sync()).rejects.toMatchObject({
      ...{ code: 'not-allowed', exitCode: 3 },
      message: expect.stringMatching(
        /expected AWS to allow it in rehearsal .*s3:\/\/csv-.*take the role sluice-rehearsal-data/s,
      ),
    });
  });

  it('says that AWS does not know the credentials', async () => {
    const checkedFrom = (calls: string) =>
      fetch(`${standIn.endpoint}/moto-api/reset-auth`, { method: 'POST', body: calls });
    onTestFinished(async () => void (await checkedFrom('1000000')));
    await checkedFrom('0');
    await expect(lab.sync()).rejects.toMatchObject({ code: 'unknown-credentials', exitCode: 3 });
  });

  it('says that there are no credentials', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, '');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('HOME', lab.root);
    await expect(lab.sync()).rejects.toMatchObject({
      ...{ code: 'no-credentials', exitCode: 3 },
      message: expect.stringContaining('rehearsal (account 123456789012, us-east-1)'),
    });
  });

  it('waits until everything is clean and built, says what came of it, and then has nothing to do', async () => {
    await lab.write('orders/2026-03.csv', 'id,amount\nx,1\ny,2\n');
    await put('orders/uploaded.csv', 'id,amount\n7,7\nz,1\n');
    const stop = lab.work([{ table: 'sales', outcome: 'refused', rows: 0, findings: ['IsComplete "x": expected …'] }]);
    onTestFinished(stop);
    const came = await json('--wait', '--timeout', '2');
    expect(came.json.waited).toMatchObject({
      files: 4,
      rowsIn: 6,
      rowsClean: 3,
      rowsQuarantined: 3,
      run: { run: 'run-1' },
    });
    expect(
      came.json.findings.map(({ code, place }: { code: string; place: { file: string } }) => [code, place.file]),
    ).toEqual([
      ['file-refused', 'datasets/orders/2026-03.csv'],
      ['table-not-published', 'glue/tables/sales'],
    ]);
    expect(came.code).toBe(1);

    const again = await json('--wait');
    expect(again.json).toMatchObject({
      steps: [],
      waited: { files: 0, run: null },
      findings: [{ code: 'file-refused' }],
    });
    expect(again.json.calls).toEqual({ GetObject: 1, ListObjectVersions: 2, ListObjectsV2: 1, GetItem: 1 });

    // Another schema: uploaded files are cleaned again too, without a byte in raw.
    await lab.write('orders/schema.json', schemaText({ tolerance: 1 }));
    const looser = await json('--wait', '--timeout', '2');
    expect(looser.json.done.map((step: { do: string; key: string }) => `${step.do} ${step.key}`)).toEqual([
      ...['put _schemas/orders.json', 'clean orders/2026-01.csv', 'clean orders/2026-02.csv'],
      ...['clean orders/2026-03.csv', 'clean orders/uploaded.csv'],
    ]);
    expect(looser.json.waited).toMatchObject({ files: 4, rowsIn: 6, rowsQuarantined: 3, run: { run: 'run-2' } });
    await lab.remove('orders/2026-03.csv');
    expect(await json('--wait', '--prune', '--timeout', '2')).toMatchObject({
      json: { waited: { files: 0, run: { run: 'run-3' } } },
    });
  });

  it('says what a supplier uploaded badly, and fails only once the commit has it cleaned again', async () => {
    await lab.write('uploads/schema.json', schemaText({ source: 'upload' }));
    await put('uploads/bad.csv', 'id,amount\nx,1\ny,2\n');
    onTestFinished(lab.work([]));
    // Clean of no schema yet: sync asks for it, as its event would have.
    const waiting = ['--wait', '--timeout', '2'];
    const refused = ({ code, json: { findings } }: Awaited<ReturnType<typeof json>>) => [
      code,
      ...findings.map((one: { code: string; severity: string }) => `${one.severity} ${one.code}`),
    ];
    const first = await json(...waiting);
    expect(refused(first)).toEqual([0, 'warn file-refused']);
    expect(first.json.findings[0]).toMatchObject({
      place: { file: expect.stringMatching(/^s3:.*\/uploads\/bad.csv$/) },
    });
    expect(refused(await json(...waiting))).toEqual([0, 'warn file-refused']);
    await lab.write('uploads/schema.json', schemaText({ source: 'upload', tolerance: 0.4 }));
    expect(refused(await json(...waiting))).toEqual([1, 'error file-refused']);
    expect(refused(await json(...waiting))).toEqual([0, 'warn file-refused']);
  });

  it('says what was not cleaned in time, after what was done', async () => {
    const came = lab.sync('--wait', '--timeout', '0.02');
    await expect(came).rejects.toMatchObject({
      ...{ code: 'not-cleaned', exitCode: 3 },
      message: expect.stringContaining('"orders/2026-01.csv" (missed), "orders/2026-02.csv" (missed)'),
    });
  });

  it.each([
    [['orders'], 'no DATASET'],
    [['--insist', 'x'], '--insist with the hash'],
    [['--timeout', '0'], '--timeout with minutes'],
    [['--plan', '--wait'], '--plan or --wait'],
  ])('refuses %s', async (args, expected) => {
    await expect(lab.sync(...args)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(expected) });
  });
});
