import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { GlueClient } from '@aws-sdk/client-glue';
import { LakeFormationClient, type Permission, type Resource } from '@aws-sdk/client-lakeformation';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { applyAction } from './apply-catalog.ts';
import { grantsOf } from './grants-of.ts';
import { type Grant, planCatalog } from './plan-catalog.ts';
import { readGrants } from './read-catalog.ts';

const [role, other] = ['arn:aws:iam::111122223333:role/reader', 'arn:aws:iam::111122223333:role/other'];
const catalog = { CatalogId: '111122223333', DatabaseName: 'final' };
const row = (Resource: Resource, Permissions: Permission[], handed: Permission[] = [], to = role) => ({
  ...{ Principal: { DataLakePrincipalIdentifier: to }, Resource, Permissions, PermissionsWithGrantOption: handed },
});
const wildcard: Resource = { TableWithColumns: { ...catalog, Name: 'visits', ColumnWildcard: {} } };
const visits: Resource = { Table: { ...catalog, Name: 'visits' } };
const whole: Grant = { role, table: 'visits', filter: undefined, columns: undefined, rows: undefined };

let listed: ReturnType<typeof row>[] = [];
let sent: unknown[] = [];
let server: Server;
let client: LakeFormationClient;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await text(request));
    if (request.url === '/RevokePermissions') sent.push(body);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/ListPermissions' ? { PrincipalResourcePermissions: listed } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new LakeFormationClient({ region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, credentials });
});
afterAll(() => {
  client.destroy();
  server.close();
});
beforeEach(() => {
  sent = [];
});

const isOurs = (one: string) => one === role;

/** What is revoked when nothing, or `wanted`, is asked for. */
async function revoked(wanted: Grant[] = []): Promise<unknown[]> {
  const given = await readGrants(client, 'final', ['visits'], new Map(), isOurs);
  const place = {
    ...{ lakeFormation: client, glue: new GlueClient({ region: 'eu-central-1' }) },
    ...{ account: '111122223333', database: 'final', bucket: 'final' },
    ...{ tables: new Map(), there: new Map(), filters: new Set<string>() },
  };
  for (const action of planCatalog([], [], wanted, given).actions)
    if (action.do === 'revoke') await applyAction(place, action);
  return sent;
}
const request = (Resource: Resource, ...Permissions: Permission[]) => ({
  ...{ Principal: { DataLakePrincipalIdentifier: role }, Resource, Permissions },
});

it('sees a whole table in the two rows that AWS makes of it, and takes it back as it was given', async () => {
  listed = [row(visits, ['DESCRIBE']), row(wildcard, ['SELECT'])];
  expect(await revoked([whole])).toEqual([]);
  expect(await revoked()).toEqual([request(visits, 'SELECT', 'DESCRIBE')]);
});

it('takes back only what there is', async () => {
  listed = [row(wildcard, ['SELECT'])];
  expect(await revoked()).toEqual([request(visits, 'SELECT')]);
  listed = [row(visits, ['DESCRIBE'])];
  sent = [];
  expect(await revoked()).toEqual([]);
});

it.each<[string, Resource]>([
  ['columns', { TableWithColumns: { ...catalog, Name: 'visits', ColumnNames: ['a', 'b'] } }],
  [
    'all columns but some',
    { TableWithColumns: { ...catalog, Name: 'visits', ColumnWildcard: { ExcludedColumnNames: ['a'] } } },
  ],
])('takes back %s that somebody gave, as they stand, also where the whole table is wanted', async (_what, given) => {
  listed = [row(given, ['SELECT'])];
  expect(await revoked([whole])).toEqual([request(given, 'SELECT')]);
});

it('takes back ALL, which is more than is ever asked for', async () => {
  listed = [row(visits, ['ALL', 'ALTER', 'DESCRIBE']), row(wildcard, ['SELECT'])];
  expect(await revoked([whole])).toEqual([request(visits, 'ALL')]);
});

it('takes back what may be handed on, and the right to hand it on', async () => {
  listed = [row(visits, ['DESCRIBE']), row(wildcard, ['SELECT'], ['SELECT'])];
  expect(await revoked([whole])).toEqual([
    { ...request(visits, 'SELECT', 'DESCRIBE'), PermissionsWithGrantOption: ['SELECT'] },
  ]);
});

it.each<[string, Resource[]]>([
  ['by a wildcard', [{ Table: { ...catalog, TableWildcard: {} } }]],
  [
    'as AWS lists it',
    [
      { Table: { ...catalog, Name: 'ALL_TABLES', TableWildcard: {} } },
      { TableWithColumns: { ...catalog, Name: 'ALL_TABLES', ColumnWildcard: {} } },
    ],
  ],
])('takes back every table, %s', async (_how, resources) => {
  listed = resources.map((one) => row(one, ['SELECT']));
  expect(await revoked([whole])).toEqual([request({ Table: { ...catalog, TableWildcard: {} } }, 'SELECT')]);
});

it('leaves other roles, other databases and other tables alone', async () => {
  const elsewhere = { TableWithColumns: { ...catalog, DatabaseName: 'raw', Name: 'visits', ColumnWildcard: {} } };
  const gone = { TableWithColumns: { ...catalog, Name: 'gone', ColumnWildcard: {} } };
  listed = [row(wildcard, ['SELECT'], [], other), row(elsewhere, ['SELECT']), row(gone, ['SELECT'])];
  expect(await revoked()).toEqual([]);
});

it('knows a filter by its name', () => {
  const DataCellsFilter = { TableCatalogId: '111122223333', DatabaseName: 'final', TableName: 'visits', Name: 'f' };
  const filters = new Map([['visits f', { columns: ['a'], rows: '"a" = 1' }]]);
  expect(grantsOf([row({ DataCellsFilter }, ['SELECT'])], 'final', filters)).toEqual([
    { role, table: 'visits', filter: 'f', columns: ['a'], rows: '"a" = 1' },
  ]);
});
