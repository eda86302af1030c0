import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reconcileKey } from '../reconcile/reconcile-key.ts';
import { brokenOrders, memoryLake, someOrders } from '../reconcile/testing/small-lake.ts';
import { StoreError } from '../store/object-store.ts';
import { createPowertools, type Powertools } from './powertools.ts';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  // As Lambda says it; a cold start counts only then.
  vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
  const take = (chunk: string | Uint8Array): boolean => {
    written.push(chunk.toString());
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(take);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const context = {
  ...{ awsRequestId: 'request-1', functionName: 'clean', functionVersion: '1', invokedFunctionArn: 'arn' },
  memoryLimitInMB: '512',
};
function begun(): Powertools {
  const powertools = createPowertools();
  powertools.begin(context);
  return powertools;
}
const lines = (): unknown[] => written.flatMap((chunk) => chunk.trim().split('\n')).map((line) => JSON.parse(line));

it('writes a line a key with its counts and the request, and a metric each by dataset', async () => {
  const { telemetry } = begun();
  const lake = memoryLake(0);
  await lake.put(someOrders(6), 'orders/a.csv');
  telemetry({ what: 'reconciled', reconciled: await reconcileKey('orders/a.csv', lake) });
  const [cold, line, metrics, ...more] = lines();
  expect(more).toEqual([]);
  expect(cold).toMatchObject({ ColdStart: 1, function_name: 'clean' });
  expect(line).toMatchObject({
    ...{ level: 'INFO', message: 'the key was reconciled', service: 'clean', function_request_id: 'request-1' },
    ...{ outcome: 'clean', dataset: 'orders', file: 'orders/a.csv', rowsIn: 6, rowsClean: 4, rowsQuarantined: 2 },
    ...{ stale: false, parts: 1, seconds: 0.137, codes: [], findings: [], cold_start: true },
  });
  expect(metrics).toMatchObject({
    ...{ dataset: 'orders', service: 'clean', RowsIn: 6, RowsClean: 4, RowsQuarantined: 2, FilesFailed: 0 },
    ...{ BytesIn: Buffer.byteLength(someOrders(6)), CleanSeconds: 0.137 },
    _aws: { CloudWatchMetrics: [{ Namespace: 'Sluice', Dimensions: [['service', 'dataset']] }] },
  });
});

it('does not count twice what was clean before, nor carry one dataset over to the next', async () => {
  const { telemetry } = begun();
  const lake = memoryLake(0);
  await lake.put(brokenOrders, 'orders/a.csv');
  telemetry({ what: 'reconciled', reconciled: await reconcileKey('orders/a.csv', lake) });
  telemetry({ what: 'reconciled', reconciled: await reconcileKey('orders/a.csv', lake) });
  telemetry({
    what: 'unfinished',
    file: 'sales/b.csv',
    error: new StoreError('unavailable', 'sales/b.csv', 'no answer'),
  });
  const [, refused, failed, again, unfinished, metrics, ...more] = lines();
  expect(more).toEqual([]);
  expect(refused).toMatchObject({ level: 'ERROR', outcome: 'failed', codes: ['too-many-rejects'] });
  expect(failed).toMatchObject({ dataset: 'orders', FilesFailed: 1, RowsIn: 3 });
  expect(again).toMatchObject({ level: 'WARN', outcome: 'unchanged' });
  expect(unfinished).toMatchObject({
    level: 'ERROR',
    ...{ dataset: 'sales', file: 'sales/b.csv', function_request_id: 'request-1' },
    failure: { name: 'StoreError', code: 'unavailable', message: 'no answer', stack: expect.any(String) },
  });
  expect(metrics).toMatchObject({ dataset: 'sales', FilesUnfinished: 1 });
  expect(metrics).not.toHaveProperty('RowsIn');
});

it('tells codes and counts of a refused file, and nothing that stood in it', async () => {
  const { telemetry } = begun();
  const lake = memoryLake(0);
  await lake.put('id,amount,note\n1,card-4111,n-4111\n2,card-4111,\n', 'orders/a.csv');
  const reconciled = await reconcileKey('orders/a.csv', lake);
  telemetry({ what: 'reconciled', reconciled });
  expect(await text(lake.quarantine.read(reconciled.manifest?.quarantine?.key ?? ''))).toContain('card-4111');
  expect(written.join('')).toContain('too-many-rejects');
  expect(written.join('')).not.toContain('4111');
});

it('writes what became of messages, and nothing of what caused an error', () => {
  const { telemetry } = begun();
  const error = new StoreError('unavailable', 'a', 'no answer', { cause: new TypeError('got 4111 1111') });
  telemetry({ what: 'message-refused', message: 'm1', error });
  telemetry({ what: 'message-unfinished', message: 'm2', files: ['orders/a.csv'] });
  telemetry({ what: 'message-held-back', message: 'm3', group: 'g' });
  telemetry({ what: 'other-bucket', object: { bucket: 'other', key: 'k' }, expected: 'raw' });
  expect(lines()).toMatchObject([
    {},
    { level: 'ERROR', message_id: 'm1' },
    { MessagesRefused: 1 },
    { level: 'WARN', message_id: 'm2', files: ['orders/a.csv'] },
    { level: 'WARN', message_id: 'm3', group: 'g' },
    { level: 'WARN', bucket: 'other', key: 'k', expected: 'raw' },
  ]);
  expect(written.join('')).not.toContain('4111');
});

it('takes level, service and namespace from the environment', async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'ERROR');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'lake');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Ours');
  const { telemetry } = begun();
  const lake = memoryLake(0);
  await lake.put(someOrders(3), 'orders/a.csv');
  telemetry({ what: 'reconciled', reconciled: await reconcileKey('orders/a.csv', lake) });
  expect(lines()).toMatchObject([
    { ColdStart: 1 },
    { service: 'lake', _aws: { CloudWatchMetrics: [{ Namespace: 'Ours' }] } },
  ]);
});
