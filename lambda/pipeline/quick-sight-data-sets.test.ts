import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { QuickSightClient } from '@aws-sdk/client-quicksight';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quickSightDataSets } from './quick-sight-data-sets.ts';

/**
 * What QuickSight answers, by path and query:
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ListDataSets.html and the pages beside it.
 */
const answers: Record<string, readonly [status: number, body: object]> = {
  '/accounts/123456789012/data-sets': [
    200,
    {
      DataSetSummaries: [
        { DataSetId: 'sales', ImportMode: 'SPICE' },
        { DataSetId: 'live', ImportMode: 'DIRECT_QUERY' },
      ],
      NextToken: 'more',
    },
  ],
  '/accounts/123456789012/data-sets?next-token=more': [
    200,
    { DataSetSummaries: [{ DataSetId: 'gone', ImportMode: 'SPICE' }] },
  ],
  '/accounts/123456789012/data-sets/sales': [
    200,
    {
      DataSet: {
        ...{ DataSetId: 'sales', Arn: 'arn:aws:quicksight:us-east-1:123456789012:dataset/sales' },
        PhysicalTableMap: {
          one: { RelationalTable: { DataSourceArn: 'arn', Schema: 'final', Name: 'sales_daily', InputColumns: [] } },
          two: { CustomSql: { DataSourceArn: 'arn', Name: 'q', SqlQuery: 'SELECT 1' } },
        },
      },
    },
  ],
  '/accounts/123456789012/data-sets/gone': [404, { __type: 'ResourceNotFoundException', Message: 'no such data set' }],
  '/accounts/123456789012/data-sets/file': [
    400,
    { __type: 'InvalidParameterValueException', Message: 'not supported' },
  ],
  '/accounts/123456789012/data-sets/busy': [409, { __type: 'ConflictException', Message: 'busy' }],
  '/accounts/123456789012/data-sets/sales/ingestions': [
    200,
    {
      Ingestions: [
        { IngestionId: 'a', IngestionStatus: 'COMPLETED', CreatedTime: 1_700_000_000 },
        { IngestionId: 'c', IngestionStatus: 'FAILED', CreatedTime: 1_700_000_200 },
        { IngestionId: 'b', IngestionStatus: 'COMPLETED', CreatedTime: 1_700_000_100 },
      ],
    },
  ],
  '/accounts/123456789012/data-sets/sales/ingestions/content-1': [
    404,
    { __type: 'ResourceNotFoundException', Message: 'no such ingestion' },
  ],
  '/accounts/123456789012/data-sets/sales/ingestions/content-2': [
    200,
    { Ingestion: { IngestionId: 'content-2', IngestionStatus: 'COMPLETED', CreatedTime: 1 } },
  ],
  '/accounts/123456789012/data-sets/new/ingestions': [200, { Ingestions: [] }],
  '/accounts/123456789012/data-sets/busy/ingestions': [
    200,
    { Ingestions: [{ IngestionStatus: 'QUEUED', CreatedTime: 1 }] },
  ],
};

let server: Server;
let client: QuickSightClient;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const [status, body] = answers[url] ?? [500, {}];
    const type = '__type' in body ? String(body.__type) : '';
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  client = new QuickSightClient({
    ...{ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});
const dataSets = () => quickSightDataSets('123456789012', client);

it('lists those in SPICE, page by page', async () => {
  expect(await dataSets().listSpice()).toEqual(['sales', 'gone']);
});

it('says which catalog tables one reads; custom SQL names none', async () => {
  expect(await dataSets().describe('sales')).toEqual({
    id: 'sales',
    reads: [{ database: 'final', table: 'sales_daily' }],
  });
});

it('passes over one that is gone, or was uploaded as a file', async () => {
  expect(await dataSets().describe('gone')).toBeUndefined();
  expect(await dataSets().describe('file')).toBeUndefined();
});

it('fails when QuickSight does', async () => {
  await expect(dataSets().describe('busy')).rejects.toThrow('busy');
});

it('knows what refresh a tag asks for, until that one is begun', async () => {
  const tag = (Value: string) =>
    [
      200,
      {
        Tags: [
          { Key: 'owner', Value: 'x' },
          { Key: 'sluice:refresh', Value },
        ],
      },
    ] as const;
  const path = `/resources/${encodeURIComponent('arn:aws:quicksight:us-east-1:123456789012:dataset/sales')}/tags`;
  for (const [value, asked] of [
    ['1', 'content-1'],
    ['2', undefined],
  ] as const) {
    answers[path] = tag(value);
    expect(await dataSets().requestedRefresh('sales')).toBe(asked);
  }
});

it('knows how the latest refresh went, whatever the order of the list', async () => {
  expect(await dataSets().lastRefresh('sales')).toBe('failed');
  expect(await dataSets().lastRefresh('new')).toBeUndefined();
  expect(await dataSets().lastRefresh('busy')).toBe('running');
});
