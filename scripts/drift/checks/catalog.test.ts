import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { namesOf } from '../../../infra/names/names.ts';
import { isObject } from '../../../lambda/handler/json-value.ts';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import { mayRead } from '../../access/may-read.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { type Grant, quickSightGrants, wantedGrants } from '../../catalog/plan-catalog.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import { projectAt } from '../../lake/project.ts';
import { readContracts } from '../../publish/read-repository.ts';
import { drift } from '../drift.ts';
import { catalog } from './catalog.ts';

const environment = findEnvironment('drift', 'rehearsal');
const names = namesOf(environment);
const project = projectAt(join(import.meta.dirname, '..', '..', '..'));
const { tables, schemas } = await readContracts(project);
const may = mayRead(tables, schemas, Object.keys(environment.audiences));
const DatabaseName = names.databases.final;

interface GlueTable {
  readonly Name: string;
  readonly StorageDescriptor: { readonly Columns: { readonly Name: string; readonly Type: string }[] };
}
/** What AWS has: at the beginning of each test what contracts and schemas say. */
let glue: GlueTable[];
let grants: Grant[];
let discovered: object[];
let denied: readonly string[];

const described = (): GlueTable[] =>
  tables.map(({ name, columns }) => ({
    Name: name,
    StorageDescriptor: { Columns: columns.map((one) => ({ Name: one.name, Type: engineTypes(one.type).glue })) },
  }));
beforeEach(() => {
  glue = described();
  grants = [
    ...wantedGrants(tables, may, (audience) => names.roleArn(`reader-${audience}`)),
    ...quickSightGrants(tables, names.roleArn('quicksight')),
  ];
  [discovered, denied] = [[], []];
});

const rowOf = ({ role, table, filter }: Grant) => ({
  ...{ Principal: { DataLakePrincipalIdentifier: role }, Permissions: ['SELECT'], PermissionsWithGrantOption: [] },
  Resource:
    filter === undefined
      ? { Table: { DatabaseName, Name: table } }
      : { DataCellsFilter: { DatabaseName, TableName: table, Name: filter } },
});
const filterOf = ({ table, filter, columns, rows }: Grant) => ({
  ...{ DatabaseName, TableName: table, Name: filter, ColumnNames: columns },
  RowFilter: rows === undefined ? { AllRowsWildcard: {} } : { FilterExpression: rows },
});

function answer(operation: string, body: Readonly<Record<string, unknown>>): object {
  switch (operation) {
    case 'GetTables':
      return { TableList: body['DatabaseName'] === DatabaseName ? glue : discovered };
    case 'GetCrawler':
      return { Crawler: { Name: 'c', State: 'READY', LastCrawl: { Status: 'SUCCEEDED', StartTime: 1 } } };
    case 'ListPermissions':
      return { PrincipalResourcePermissions: grants.map(rowOf) };
    default: {
      const { Table } = body;
      const of = isObject(Table) ? Table['Name'] : undefined;
      return { DataCellsFilters: grants.filter((one) => one.filter !== undefined && one.table === of).map(filterOf) };
    }
  }
}

let server: Server;
let endpoint = '';
const asked = new Set<string>();
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await text(request));
    const target = request.headers['x-amz-target'] ?? request.url ?? '';
    const operation = String(target).split(/[./]/).at(-1) ?? '';
    asked.add(operation);
    const isDenied = denied.includes(operation);
    response.statusCode = isDenied ? 403 : 200;
    if (isDenied) response.setHeader('x-amzn-errortype', 'AccessDeniedException');
    const came = isDenied
      ? { __type: 'AccessDeniedException', message: 'no' }
      : answer(operation, isObject(body) ? body : {});
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(came));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function look() {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const aws = connectAws({ region: environment.region, endpoint, credentials });
  const context = { project, environment, names, aws, timeout: 1, say: () => undefined };
  const openQuickSight = () => Promise.reject(new Error('not asked for'));
  const { checks } = await drift({ ...context, openQuickSight }, [catalog], () => undefined);
  const [report] = checks;
  if (report === undefined) throw new TypeError('expected a report');
  return {
    ...report,
    said: report.findings.map(({ code, place, subject = '' }) => [code, place.file, subject].join(' ')),
  };
}

const columnsOf = (name: string) => glue.find(({ Name }) => Name === name)?.StorageDescriptor.Columns ?? [];
const file = 'glue/tables/sales_daily/table.json';

it('finds nothing where the catalog is what contracts and schemas say, and only reads', async () => {
  expect(tables.length).toBeGreaterThan(5);
  expect(grants.some(({ filter }) => filter !== undefined)).toBe(true);
  expect(await look()).toMatchObject({ status: 'clean', findings: [], refused: [] });
  expect([...asked].filter((operation) => !/^(Get|List)/.test(operation))).toEqual([]);
});

it('finds columns that are missing, of another type, or beyond the contract', async () => {
  const columns = columnsOf('sales_daily');
  const [first, second] = columns;
  columns.splice(0, 2, { Name: second?.Name ?? '', Type: 'binary' }, { Name: 'by_hand', Type: 'int' });
  const { said } = await look();
  expect(said.toSorted()).toEqual([
    `column-extra ${file} by_hand`,
    `column-missing ${file} ${first?.Name}`,
    `column-retyped ${file} ${second?.Name}`,
  ]);
});

it('finds tables that are gone, and that nobody says', async () => {
  glue = [
    ...described().filter(({ Name }) => Name !== 'sales_daily'),
    { Name: 'old', StorageDescriptor: { Columns: [] } },
  ];
  grants = grants.filter(({ table }) => table !== 'sales_daily');
  const { said, findings } = await look();
  expect(said).toContain(`table-missing ${file} `);
  expect(findings.find(({ code }) => code === 'table-extra')).toMatchObject({ severity: 'warn' });
});

it('finds a grant that somebody gave, one that somebody took, and a filter that was widened', async () => {
  const filtered = grants.find(({ rows }) => rows !== undefined);
  if (filtered === undefined) throw new TypeError('expected a filter of rows');
  const whole = { filter: undefined, columns: undefined, rows: undefined };
  grants = grants
    .filter(({ role, table }) => !(role.endsWith('quicksight') && table === 'sales_daily'))
    .map((one) => (one === filtered ? { ...one, rows: undefined } : one));
  const stranger = names.roleArn('reader-privacy');
  const unread = tables.find(({ name }) => !may.get(name)?.has('privacy'));
  grants.push({ role: stranger, table: unread?.name ?? '', ...whole });
  const { findings } = await look();
  expect(findings.map(({ code }) => code)).toEqual(['access-differs', 'access-differs', 'access-differs']);
  expect(findings.map(({ got }) => got).join('\n')).toMatch(/no longer let sluice-rehearsal-reader-privacy/);
  expect(findings.map(({ got }) => got).join('\n')).toMatch(/let sluice-rehearsal-quicksight read sales_daily/);
  expect(findings.map(({ got }) => got).join('\n')).toMatch(/instead of/);
});

it('warns of what the crawler saw', async () => {
  const Location = `s3://${names.bucket('raw')}/web_visits/`;
  discovered = [{ Name: 'web_visits', StorageDescriptor: { Location, Columns: [{ Name: 'a', Type: 'bigint' }] } }];
  const { findings } = await look();
  expect(findings).toMatchObject([{ code: 'discovered-without-schema', severity: 'warn' }]);
});

it('says what it could not look at, and what it saw all the same', async () => {
  columnsOf('sales_daily').shift();
  denied = ['GetCrawler'];
  const { status, said, refused } = await look();
  expect({ status, refused }).toMatchObject({
    status: 'refused',
    refused: [expect.stringMatching(/^discovered tables: Access/)],
  });
  expect(said).toHaveLength(1);
  denied = ['ListPermissions'];
  expect(await look()).toMatchObject({ status: 'refused', findings: [] });
});
