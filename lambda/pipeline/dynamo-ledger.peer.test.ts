import { join } from 'node:path';
import process from 'node:process';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnv } from '../../scripts/python-env/python-env.ts';
import { type S3StandIn, startS3StandIn } from '../store/testing/s3-stand-in.ts';
import { dynamoLedger } from './dynamo-ledger.ts';
import type { RunLedger } from './run-ledger.ts';
import { chaos, suffer } from './testing/chaos.ts';
import { describeLedger } from './testing/ledger-contract.ts';
import { SimulatedLake } from './testing/simulated-lake.ts';

const env = await ensurePythonEnv(join(import.meta.dirname, '..', '..'));
if (env.reason !== undefined && process.env['CI']) {
  it('has its peer', () => expect.fail(env.reason));
}

describe.skipIf(env.reason !== undefined)(`dynamoLedger against moto (${env.reason ?? 'started'})`, () => {
  let standIn: S3StandIn;
  let client: DynamoDBClient;
  let tables = 0;

  beforeAll(async () => {
    if (env.reason !== undefined) return;
    standIn = await startS3StandIn(env.python);
    client = new DynamoDBClient({
      endpoint: standIn.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(async () => {
    client?.destroy();
    await standIn?.stop();
  });

  async function open(): Promise<RunLedger> {
    const TableName = `runs-${++tables}`;
    const command = new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    });
    await client.send(command);
    return dynamoLedger(client, TableName);
  }

  describeLedger('dynamoLedger', open, 25);

  it('holds one run at a time, loses no file and frees the lease, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(chaos(80), async (script) => {
        const ledger = await open();
        const lake = new SimulatedLake(ledger);
        await suffer(lake, script);
        await lake.rest();
        expect(lake.built).toBe(lake.files);
        expect((await ledger.read()).lease).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});
