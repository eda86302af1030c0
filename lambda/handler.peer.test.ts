import { join } from 'node:path';
import process from 'node:process';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../scripts/python-env/python-env.ts';
import { createHandler } from './handler/create-handler.ts';
import { readCase } from './handler/testing/event-cases.ts';
import { schemaKey, storedSchemas } from './reconcile/stored-schemas.ts';
import { brokenOrders, ordersSchema, outputsOf, smallLake, someOrders } from './reconcile/testing/small-lake.ts';
import { developmentToken } from './reconcile/token.ts';
import { S3Store } from './store/s3-store.ts';
import { type S3StandIn, startS3StandIn } from './store/testing/s3-stand-in.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe.skipIf(env.reason !== undefined)(`the handler on S3 (${env.reason ?? 'moto'})`, () => {
  let s3: S3StandIn;
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

  it('gives the bytes that a laptop gives, through a put, a refused replacement and a removal', async () => {
    const [raw, processed, quarantine] = [await bucket('raw'), await bucket('processed'), await bucket('quarantine')];
    const schema = ordersSchema();
    await processed.write(schemaKey('orders'), text(JSON.stringify(schema.json)));
    const schemaOf = storedSchemas(processed);
    const surroundings = { raw, processed, quarantine, schemaOf, token: developmentToken, now: () => new Date() };
    const handle = createHandler(surroundings, { rawBucket: 'csv-raw-data' });
    const event = await readCase('s3/put.json');
    const laptop = await smallLake(schema);
    const local = createHandler(laptop, { rawBucket: 'csv-raw-data' });

    /** Ids and versions differ, for S3 gives out its own; the rest is the same to the byte. */
    const withoutIds = (outputs: Record<string, string>): string[] =>
      Object.entries(outputs)
        .filter(([key]) => key !== `processed/${schemaKey('orders')}`)
        .map(([key, body]) => `${key}\n${body}`.replaceAll(/[0-9a-f]{16}(?=\/|\.csv|\.ndjson)/g, 'id'))
        .map((entry) =>
          entry.replaceAll(/"(rawVersion|sha256)": "[^"]+"/g, '"$1": "…"').replaceAll(/"bytes": \d+/g, '"bytes": 0'),
        )
        .sort();

    for (const content of [someOrders(50), brokenOrders, someOrders(40), undefined]) {
      for (const one of [raw, laptop.raw]) {
        if (content === undefined) await one.remove('orders/2026-10.csv');
        else await one.write('orders/2026-10.csv', text(content));
      }
      const [there, here] = [await handle(event), await local(event)];
      expect(there.reconciled.map(({ outcome }) => outcome)).toEqual(here.reconciled.map(({ outcome }) => outcome));
      expect(withoutIds(await outputsOf(surroundings))).toEqual(withoutIds(await outputsOf(laptop)));
      expect((await handle(event)).reconciled).toMatchObject([{ outcome: 'unchanged' }]);
    }
    await laptop.dispose();
  });
});
