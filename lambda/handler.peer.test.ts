import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { text as consume } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, ListMultipartUploadsCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../scripts/python-env/python-env.ts';
import { createHandler } from './handler/create-handler.ts';
import { messageId, readCase } from './handler/testing/event-cases.ts';
import { schemaKey, storedSchemas } from './reconcile/stored-schemas.ts';
import type { Surroundings } from './reconcile/surroundings.ts';
import { brokenOrders, ordersSchema, outputsOf, smallLake, someOrders } from './reconcile/testing/small-lake.ts';
import { developmentToken } from './reconcile/token.ts';
import { S3Store } from './store/s3-store.ts';
import { type S3StandIn, startS3StandIn } from './store/testing/s3-stand-in.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const options = { rawBucket: 'csv-raw-data' };

describe.skipIf(env.reason !== undefined)(`the handler on S3 (${env.reason ?? 'moto'})`, () => {
  let s3: S3StandIn;
  let lakes = 0;
  beforeAll(async () => {
    if (env.reason === undefined) s3 = await startS3StandIn(env.python);
  });
  afterAll(() => s3?.stop());

  async function bucket(name: string): Promise<S3Store> {
    await s3.client.send(new CreateBucketCommand({ Bucket: name }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
    return new S3Store(name, s3.client);
  }

  /** Three buckets of their own, with the schema where AWS has it. */
  async function lakeOnS3() {
    const prefix = `lake-${++lakes}`;
    const [raw, processed, quarantine] = [
      await bucket(`${prefix}-raw`),
      await bucket(`${prefix}-processed`),
      await bucket(`${prefix}-quarantine`),
    ];
    await processed.write(schemaKey('orders'), text(JSON.stringify(ordersSchema().json)));
    const schemaOf = storedSchemas(processed);
    const surroundings = { raw, processed, quarantine, schemaOf, token: developmentToken, now: () => new Date() };
    return { prefix, surroundings };
  }

  async function outputs(surroundings: Surroundings): Promise<Record<string, string>> {
    const { [`processed/${schemaKey('orders')}`]: _schema, ...others } = await outputsOf(surroundings);
    return others;
  }

  /** Ids and versions differ, for S3 gives out its own; the rest is the same to the byte. */
  const withoutIds = (found: Record<string, string>): string[] =>
    Object.entries(found)
      .map(([key, body]) => `${key}\n${body}`.replaceAll(/[0-9a-f]{16}(?=\/|\.csv|\.ndjson|\.json)/g, 'id'))
      .map((entry) =>
        entry.replaceAll(/"(rawVersion|sha256)": "[^"]+"/g, '"$1": "…"').replaceAll(/"bytes": \d+/g, '"bytes": 0'),
      )
      .sort();

  it.each([
    ['S3', 's3/put.json'],
    ['EventBridge', 'eventbridge/created.json'],
    ['S3 through SQS', 'sqs/s3-put.json'],
    ['EventBridge through SQS', 'sqs/eventbridge-deleted.json'],
  ])(
    'gives, told by %s, the bytes that a laptop gives, through a put, a refused replacement and a removal',
    async (_from, name) => {
      const { surroundings } = await lakeOnS3();
      const event = await readCase(name);
      const laptop = await smallLake(ordersSchema());
      const [there, here] = [createHandler(surroundings, options), createHandler(laptop, options)];
      for (const content of [someOrders(50), brokenOrders, someOrders(40), undefined]) {
        for (const one of [surroundings.raw, laptop.raw]) {
          if (content === undefined) await one.remove('orders/2026-10.csv');
          else await one.write('orders/2026-10.csv', text(content));
        }
        const [far, near] = [await there(event), await here(event)];
        expect(far.batchItemFailures).toEqual(near.batchItemFailures);
        expect(far.reconciled.map(({ outcome }) => outcome)).toEqual(near.reconciled.map(({ outcome }) => outcome));
        expect(withoutIds(await outputs(surroundings))).toEqual(withoutIds(await outputsOf(laptop)));
        expect((await there(event)).reconciled).toMatchObject([{ outcome: 'unchanged' }]);
      }
      await laptop.dispose();
    },
  );

  it('stops a big file before the deadline: no object, no upload is left, and the next invocation cleans it', async () => {
    const { prefix, surroundings } = await lakeOnS3();
    const { raw } = surroundings;
    const line = `${'x'.repeat(90)}\n`;
    const big = `id,amount,note\n${Array.from({ length: 400_000 }, (_, row) => `${row},1,${line}`).join('')}`;
    await raw.write('orders/2026-10.csv', text(big));
    const stalled = big.length * 0.9;
    let place = 0;
    const deadline = new AbortController();
    async function* slow(...args: Parameters<S3Store['read']>): AsyncGenerator<Uint8Array> {
      for await (const chunk of raw.read(...args)) {
        place += chunk.length;
        yield chunk;
        if (place < stalled) continue;
        // Nothing comes any more, until the time is up.
        setTimeout(() => deadline.abort(), 100);
        await sleep(120_000, undefined, { ref: false, signal: args[2]?.signal ?? AbortSignal.abort() });
      }
    }
    const slowly = Object.assign(new S3Store(`${prefix}-raw`, s3.client), { read: slow });
    const handle = createHandler({ ...surroundings, raw: slowly }, options);
    let uploads = 0;
    s3.client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'UploadPartCommand') uploads++;
          return next(args);
        },
      { step: 'initialize', name: 'count-parts' },
    );
    const stopped: unknown = await handle(await readCase('s3/put.json'), { signal: deadline.signal }).catch(
      (e: unknown) => e,
    );
    expect(stopped).toMatchObject({
      name: 'DeadlineError',
      message: expect.stringContaining(`got through ${place} of ${big.length} bytes (9`),
    });
    expect(uploads).toBeGreaterThan(1);
    const listed = await s3.client.send(new ListMultipartUploadsCommand({ Bucket: `${prefix}-processed` }));
    expect(listed.Uploads ?? []).toEqual([]);
    expect(await outputs(surroundings)).toEqual({});
    const again = await createHandler(surroundings, options)(await readCase('s3/put.json'));
    expect(again.reconciled).toMatchObject([{ outcome: 'clean', bytes: big.length, manifest: { rowsClean: 400_000 } }]);
    s3.client.middlewareStack.remove('count-parts');
  });

  describe('in a process of its own, as Lambda starts it', () => {
    async function invoke(prefix: string, timeout: number, ...names: readonly string[]) {
      const events = await Promise.all(names.map(async (name) => JSON.stringify(await readCase(name))));
      const replaced = events.map((event) => event.replaceAll('csv-raw-data', `${prefix}-raw`));
      const child = fork(join(import.meta.dirname, 'handler', 'testing', 'invoke.ts'), [String(timeout), ...replaced], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          PATH: process.env['PATH'],
          ...{ RAW_BUCKET: `${prefix}-raw`, PROCESSED_BUCKET: `${prefix}-processed` },
          ...{ QUARANTINE_BUCKET: `${prefix}-quarantine`, TOKEN_KEY_ID: 'k1', TOKEN_KEY: btoa('7'.repeat(32)) },
          ...{ AWS_ENDPOINT_URL_S3: s3.endpoint, AWS_REGION: 'us-east-1' },
          ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
        },
      });
      const answers: unknown[] = [];
      const linesOf = async (stream: Readable | null): Promise<unknown[]> =>
        (stream === null ? '' : await consume(stream))
          .split('\n')
          .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
      child.on('message', (answer) => answers.push(answer));
      const [lines, errors] = await Promise.all([linesOf(child.stdout), linesOf(child.stderr), once(child, 'close')]);
      return { answers, lines, errors };
    }

    it('answers a queue and a sender, logs a line a key with the request, and counts by dataset', async () => {
      const { prefix, surroundings } = await lakeOnS3();
      await surroundings.raw.write('orders/a.csv', text(someOrders(6)));
      const { answers, lines, errors } = await invoke(
        prefix,
        60_000,
        'sqs/poison.json',
        's3/several-records.json',
        's3/test-event.json',
      );
      const failed = [1, 3, 4].map((number) => ({ itemIdentifier: messageId(number) }));
      const unchanged = (file: string) => ({ file, outcome: 'unchanged' });
      expect(answers).toEqual([
        { batchItemFailures: failed },
        { reconciled: [unchanged('orders/b.csv'), unchanged('orders/a.csv')] },
        { reconciled: [] },
      ]);
      const [cold, count, cleaned, metrics, ...more] = lines;
      expect(cold).toMatchObject({ ColdStart: 1 });
      expect(count).toMatchObject({ MessagesRefused: 1 });
      expect(cleaned).toMatchObject({
        file: 'orders/a.csv',
        outcome: 'clean',
        rowsIn: 6,
        rowsClean: 4,
        cold_start: true,
      });
      expect(metrics).toMatchObject({ dataset: 'orders', RowsIn: 6, RowsClean: 4, RowsQuarantined: 2, FilesFailed: 0 });
      expect(errors).toMatchObject(
        [1, 3, 4].map((number) => ({
          level: 'ERROR',
          function_request_id: 'request-0',
          message_id: messageId(number),
        })),
      );
      expect(more.slice(-2)).toMatchObject([
        { file: 'orders/b.csv', outcome: 'unchanged', function_request_id: 'request-1', cold_start: false },
        { file: 'orders/a.csv', outcome: 'unchanged', function_request_id: 'request-1' },
      ]);
    });

    it('says that its time was up, and leaves nothing', async () => {
      const { prefix, surroundings } = await lakeOnS3();
      await surroundings.raw.write('orders/2026-10.csv', text(someOrders(6)));
      const { answers, errors } = await invoke(prefix, 0, 's3/put.json', 'sqs/s3-put.json');
      expect(answers).toEqual([
        { thrown: expect.stringMatching(/^DeadlineError: orders\/2026-10\.csv: expected to be .* deadline/) },
        { batchItemFailures: [{ itemIdentifier: messageId(1) }] },
      ]);
      expect(errors[0]).toMatchObject({ level: 'ERROR', failure: { name: 'DeadlineError' } });
      expect(await outputs(surroundings)).toEqual({});
    });

    it('throws for a sender, and gives a queue its message back, when S3 has no such bucket', async () => {
      const { answers, errors } = await invoke('nowhere', 60_000, 's3/put.json', 'sqs/s3-put.json');
      expect(answers).toEqual([
        { thrown: expect.stringMatching(/^StoreError: s3:\/\/nowhere-processed\/.*NoSuchBucket/) },
        { batchItemFailures: [{ itemIdentifier: messageId(1) }] },
      ]);
      expect(errors).toContainEqual(
        expect.objectContaining({
          file: 'orders/2026-10.csv',
          failure: expect.objectContaining({ code: 'unavailable' }),
        }),
      );
    });
  });
});
