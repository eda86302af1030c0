import { afterEach, describe, expect, it } from 'vitest';
import { outputsOf, type SmallLake, smallLake, someOrders } from '../reconcile/testing/small-lake.ts';
import { type ObjectStore, StoreError } from '../store/object-store.ts';
import { createHandler } from './create-handler.ts';
import type { Happening } from './telemetry.ts';
import { messageId, readCase } from './testing/event-cases.ts';

const lakes: SmallLake[] = [];
async function lake(...files: readonly string[]): Promise<SmallLake> {
  const made = await smallLake();
  lakes.push(made);
  for (const file of files) await made.put(someOrders(5), file);
  return made;
}
afterEach(async () => {
  await Promise.all(lakes.splice(0).map((one) => one.dispose()));
});

/** A lake whose raw bucket counts how often it is asked for a key, and does not answer for some. */
function watched(one: SmallLake, failing: readonly string[] = []) {
  const asked: string[] = [];
  const head = (key: string) => {
    asked.push(key);
    return failing.includes(key) ? Promise.reject(new StoreError('unavailable', key, 'no answer')) : one.raw.head(key);
  };
  return { asked, surroundings: { ...one, raw: { ...one.raw, head, read: one.raw.read.bind(one.raw) } } };
}

async function* none(): AsyncGenerator<never> {}

/** A bucket that holds nothing, whatever the key: a folder takes no accents. */
const nothing: ObjectStore = {
  head: async () => undefined,
  read: none,
  list: none,
  keys: none,
  remove: async () => undefined,
  write: (key) => Promise.reject(new StoreError('denied', key, 'not here')),
};

/** A handler, and what it tells, as short lines. */
function listening(surroundings: Parameters<typeof createHandler>[0]) {
  const told: string[] = [];
  const telemetry = (happening: Happening): void => {
    const { what } = happening;
    if (what === 'reconciled') told.push(`${happening.reconciled.outcome} ${happening.reconciled.file}`);
    else if (what === 'unfinished') told.push(`${what} ${happening.file}: ${happening.error.message}`);
    else if (what === 'other-bucket') told.push(`${what} ${happening.object.bucket}`);
    else told.push(`${what} ${happening.message.slice(-1)}`);
  };
  return { told, handle: createHandler(surroundings, { rawBucket: 'csv-raw-data', telemetry }) };
}

const failures = (...numbers: readonly number[]) => numbers.map((number) => ({ itemIdentifier: messageId(number) }));

describe('createHandler, told by a sender', () => {
  it('reconciles each key of an event once, with what is in raw now', async () => {
    const { asked, surroundings } = watched(await lake('orders/a.csv'));
    const { reconciled } = await listening(surroundings).handle(await readCase('s3/several-records.json'));
    expect(reconciled.map(({ file, outcome }) => [file, outcome])).toEqual([
      ['orders/b.csv', 'unchanged'],
      ['orders/a.csv', 'clean'],
    ]);
    expect(asked).toEqual(['orders/b.csv', 'orders/a.csv']);
  });

  it.each(['s3', 'eventbridge'])(
    'of %s removes what is gone, and cleans what it calls gone but is there',
    async (from) => {
      const one = await lake('orders/2026-10.csv');
      const { handle } = listening(one);
      const [removed, put] = from === 's3' ? ['removed', 'put'] : ['deleted', 'created'];
      expect((await handle(await readCase(`${from}/${removed}.json`))).reconciled).toMatchObject([
        { outcome: 'clean' },
      ]);
      await one.raw.remove('orders/2026-10.csv');
      expect((await handle(await readCase(`${from}/${put}.json`))).reconciled).toMatchObject([{ outcome: 'removed' }]);
      expect(await outputsOf(one)).toEqual({});
    },
  );

  it.each(['s3/test-event', 's3/no-records', 's3/empty-records', 'sns/test-event'])(
    'does nothing for %s',
    async (name) => {
      const { told, handle } = listening(await lake());
      expect(await handle(await readCase(`${name}.json`))).toEqual({ reconciled: [] });
      expect(told).toEqual([]);
    },
  );

  it.each(['s3', 'eventbridge'])('of %s leaves keys of other buckets alone, and says so', async (from) => {
    const one = await lake('orders/a.csv');
    const { told, handle } = listening(one);
    expect(await handle(await readCase(`${from}/other-bucket.json`))).toEqual({ reconciled: [] });
    expect(told).toEqual(['other-bucket somebody-elses']);
    expect(await outputsOf(one)).toEqual({});
  });

  it('tries every key before it throws what one of them threw', async () => {
    const one = await lake('orders/a.csv');
    const { told, handle } = listening(watched(one, ['orders/b.csv']).surroundings);
    await expect(handle(await readCase('s3/several-records.json'))).rejects.toMatchObject({ code: 'unavailable' });
    expect(told).toEqual(['unfinished orders/b.csv: no answer', 'clean orders/a.csv']);
    expect(Object.keys(await outputsOf(one))).toContain('processed/_manifests/orders/a.csv.json');
  });

  it('keeps what a bug says out of what it throws and tells: it may quote a record', async () => {
    const one = await lake('orders/2026-10.csv');
    const cleanFile = () => Promise.reject(new SyntaxError('Unexpected token in "4111 1111 1111 1111"'));
    const { told, handle } = listening({ ...one, cleanFile });
    const event = await readCase('s3/put.json');
    const thrown: unknown = await handle(event).catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      name: 'UnexpectedError',
      stack: expect.stringMatching(/^ {4}at .*create-handler/m),
    });
    expect(`${thrown} ${thrown instanceof Error ? thrown.stack : ''} ${told}`).not.toContain('4111');
    expect(told).toEqual([
      'unfinished orders/2026-10.csv: orders/2026-10.csv: expected to be reconciled, got SyntaxError; please report it with its stack',
    ]);
  });
});

describe('createHandler, asked by a queue', () => {
  it.each([
    ['s3-put', ['orders/2026-10.csv']],
    ['s3-several-records', ['orders/a b.csv', 'orders/c.csv', 'orders/café+1.csv']],
    ['sns-put', ['orders/a b.csv']],
    ['sns-eventbridge', ['orders/a+b.csv']],
    ['eventbridge-created', ['orders/a+b %2B.csv']],
    ['eventbridge-deleted', ['orders/2026-10.csv']],
    ['mixed-envelopes', ['orders/a.csv', 'orders/b.csv', 'orders/c.csv']],
    ['s3-test-event', []],
    ['s3-no-records', []],
    ['sns-test-event', []],
  ])('reconciles the keys of %s', async (name, files) => {
    const { handle } = listening({ ...(await lake()), raw: nothing, processed: nothing, quarantine: nothing });
    const { reconciled, batchItemFailures } = await handle(await readCase(`sqs/${name}.json`));
    expect(reconciled.map(({ file }) => file)).toEqual(files);
    expect(batchItemFailures).toEqual([]);
  });

  it('reconciles a key of several messages once; all of them share what came of it', async () => {
    const { asked, surroundings } = watched(await lake('orders/a.csv'), ['orders/a.csv']);
    const { told, handle } = listening(surroundings);
    const { batchItemFailures } = await handle(await readCase('sqs/s3-repeated-key.json'));
    expect(asked).toEqual(['orders/a.csv', 'orders/b.csv']);
    expect(batchItemFailures).toEqual(failures(1, 2));
    expect(told).toEqual([
      'unfinished orders/a.csv: no answer',
      'message-unfinished 1',
      'message-unfinished 2',
      'unchanged orders/b.csv',
    ]);
  });

  it('names only messages one of whose keys failed', async () => {
    const { surroundings } = watched(await lake('orders/a.csv', 'orders/c.csv'), ['orders/b.csv']);
    expect(
      (await listening(surroundings).handle(await readCase('sqs/mixed-envelopes.json'))).batchItemFailures,
    ).toEqual(failures(2));
  });

  it('reports messages that are no events, and goes on', async () => {
    const { told, handle } = listening(await lake('orders/a.csv'));
    expect((await handle(await readCase('sqs/poison.json'))).batchItemFailures).toEqual(failures(1, 3, 4));
    expect(told).toEqual(['message-refused 1', 'clean orders/a.csv', 'message-refused 3', 'message-refused 4']);
  });

  it('counts a message of another bucket as done: it would never be ours', async () => {
    const { told, handle } = listening(await lake('orders/a.csv', 'orders/b.csv'));
    expect((await handle(await readCase('sqs/s3-other-bucket.json'))).batchItemFailures).toEqual([]);
    expect(told).toEqual(['other-bucket somebody-elses', 'clean orders/b.csv']);
  });

  it('holds back what stands behind a failure in its group of a FIFO queue, and only that', async () => {
    const files = ['orders/a.csv', 'orders/b.csv', 'orders/a2.csv', 'orders/b2.csv'];
    const { asked, surroundings } = watched(await lake(...files), ['orders/a.csv']);
    const { told, handle } = listening(surroundings);
    expect((await handle(await readCase('sqs/fifo.json'))).batchItemFailures).toEqual(failures(1, 3));
    expect(asked).not.toContain('orders/a2.csv');
    expect(told).toContain('message-held-back 3');
    expect(told).toContain('clean orders/b2.csv');
  });

  it('holds back what stands behind a message that is no event, too', async () => {
    const poison = { eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:us-east-1:1:q.fifo', body: '?' };
    const of = (messageId: string, group: string, more: object = {}) => ({
      ...{ ...poison, messageId, attributes: { MessageGroupId: group } },
      ...more,
    });
    const { told, handle } = listening(await lake());
    const Records = [of('m1', 'a'), of('m2', 'a', { body: '{}' }), of('m3', 'b', { body: '{}' })];
    expect((await handle({ Records })).batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }]);
    expect(told).toEqual(['message-refused 1', 'message-held-back 2']);
  });

  it('holds nothing back in a standard queue, whose groups mean no order', async () => {
    const { surroundings } = watched(await lake('orders/b.csv'), ['orders/a.csv']);
    const { told, handle } = listening(surroundings);
    expect((await handle(await readCase('sqs/fair-groups.json'))).batchItemFailures).toEqual(failures(1));
    expect(told).toContain('clean orders/b.csv');
  });
});

describe('createHandler, when time is short', () => {
  it('begins nothing any more: a sender hears the first, a queue gets all messages back', async () => {
    const { asked, surroundings } = watched(await lake('orders/a.csv'));
    const { told, handle } = listening(surroundings);
    const signal = AbortSignal.abort();
    await expect(handle(await readCase('s3/several-records.json'), { signal })).rejects.toMatchObject({
      name: 'DeadlineError',
      file: 'orders/b.csv',
    });
    const queued = await handle(await readCase('sqs/s3-repeated-key.json'), { signal });
    expect(queued).toEqual({ reconciled: [], batchItemFailures: failures(1, 2, 3) });
    expect(asked).toEqual([]);
    expect(told[0]).toMatch(
      /^unfinished orders\/b\.csv: orders\/b\.csv: expected to be begun before .* got no time; .*\[deadline\]$/,
    );
  });

  it('stops the file under way, keeps what was done, and gives the rest back', async () => {
    const one = await lake('orders/a.csv', 'orders/b.csv', 'orders/c.csv');
    const short = new AbortController();
    async function* read(key: string, version?: string): AsyncGenerator<Uint8Array> {
      for await (const chunk of one.raw.read(key, version)) {
        yield chunk.subarray(0, 40);
        if (key === 'orders/b.csv') short.abort();
        yield chunk.subarray(40);
      }
    }
    const raw = { ...one.raw, head: one.raw.head.bind(one.raw), read };
    const { told, handle } = listening({ ...one, raw });
    const answer = await handle(await readCase('sqs/mixed-envelopes.json'), { signal: short.signal });
    expect(answer.batchItemFailures).toEqual(failures(2, 3));
    const size = (await one.raw.head('orders/b.csv'))?.size;
    expect(told).toEqual([
      'clean orders/a.csv',
      expect.stringMatching(
        new RegExp(`^unfinished .*got through 40 of ${size} bytes \\(\\d+ %\\); raise the function's timeout`),
      ),
      'message-unfinished 2',
      expect.stringMatching(/^unfinished orders\/c\.csv: .*to be begun/),
      'message-unfinished 3',
    ]);
    const outputs = Object.keys(await outputsOf(one));
    expect(outputs.every((key) => key.includes('orders/a.csv'))).toBe(true);
    const again = await handle(await readCase('sqs/mixed-envelopes.json'));
    expect(again.reconciled.map(({ outcome }) => outcome)).toEqual(['unchanged', 'clean', 'clean']);
  });
});
