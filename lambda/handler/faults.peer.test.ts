import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryLake, outputsOf, someOrders } from '../reconcile/testing/small-lake.ts';
import { StoreError } from '../store/object-store.ts';
import { S3Store } from '../store/s3-store.ts';
import { type Asked, type Fault, startFaultyS3 } from '../store/testing/faulty-s3.ts';
import { createHandler, type Handled } from './create-handler.ts';
import { readCase } from './testing/event-cases.ts';

/** The whole way of a file over an S3 where every few requests something goes wrong: nothing is lost, nothing comes twice. */

const kinds: readonly ((size: number) => Fault)[] = [
  () => ({ kind: 'status', status: 503, code: 'SlowDown' }),
  () => ({ kind: 'status', status: 500, code: 'InternalError' }),
  () => ({ kind: 'hang-up' }),
  () => ({ kind: 'lost' }),
  (after) => ({ kind: 'cut', after }),
  (after) => ({ kind: 'stall', after }),
];

const file = 'orders/2026-10.csv';
const before = someOrders(50);
const after = someOrders(
  60_000,
  'so long that the clean rows take more than one piece of an upload, and more than one part',
);
const partBytes = 9_000_000;

async function expectedOutputs(): Promise<Record<string, string>> {
  const lake = { ...memoryLake(0), partBytes };
  await lake.put(after, file);
  await createHandler(lake, { rawBucket: 'csv-raw-data' })(await readCase('s3/put.json'));
  return outputsOf(lake);
}

/** Versions are ETags here and hashes there; ids are made of them. */
const withoutIds = (outputs: Record<string, string>): string[] =>
  Object.entries(outputs)
    .map(([key, body]) => `${key}\n${body}`)
    .map((entry) => entry.replaceAll(/[0-9a-f]{16}(?=\/|\.csv|\.ndjson|\.json)/g, 'id').replace(/"rawVersion": .*/, ''))
    .map((entry) => entry.replaceAll(/("key": "_runs.*\n.*\n.*"bytes": )\d+,\n.*/g, '$1'))
    .sort();

it('a replacement, with a fault in every fourth request', async () => {
  const expected = withoutIds(await expectedOutputs());
  let faults = 0;
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(3)), fc.infiniteStream(fc.nat(kinds.length - 1)), async (dice, kind) => {
      let broken = false;
      const faultOf = (_asked: Asked): Fault | undefined => {
        if (!broken || dice.next().value !== 0) return undefined;
        faults++;
        return kinds[Number(kind.next().value)]?.(500_000);
      };
      const servers = await Promise.all([1, 2, 3].map(() => startFaultyS3(faultOf, 300)));
      const [raw, processed, quarantine] = servers.map(({ client }) => new S3Store('bucket', client));
      if (raw === undefined || processed === undefined || quarantine === undefined) return expect.fail('no server');
      const lake = { ...memoryLake(0), raw, processed, quarantine, partBytes };
      const handle = createHandler(lake, { rawBucket: 'csv-raw-data' });
      const event = await readCase('s3/put.json');
      await raw.write(file, new TextEncoder().encode(before));
      await handle(event);
      await raw.write(file, new TextEncoder().encode(after));
      broken = true;
      // Delivered again and again, as S3 does, until it is done.
      for (let tries = 1; ; tries++) {
        const handled = await handle(event).catch((error: unknown): Handled | undefined => {
          if (!(error instanceof StoreError) || tries === 10) throw error;
          return undefined;
        });
        if (handled !== undefined) break;
      }
      broken = false;
      expect((await handle(event)).reconciled).toMatchObject([{ outcome: 'unchanged' }]);
      expect(withoutIds(await outputsOf(lake))).toEqual(expected);
      await Promise.all(servers.map((server) => server.stop()));
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(faults).toBeGreaterThan(15);
});
