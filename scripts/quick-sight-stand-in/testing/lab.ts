import { readFileSync } from 'node:fs';
import {
  CreateDashboardCommand,
  CreateDataSetCommand,
  type CreateDataSetCommandInput,
  CreateDataSourceCommand,
  type DashboardVersionDefinition,
  DescribeDashboardCommand,
  QuickSightClient,
} from '@aws-sdk/client-quicksight';
import { onTestFinished } from 'vitest';
import { type QuickSightStandIn, type StandInOptions, startQuickSight } from '../start-quick-sight.ts';

export const account = '123456789012';

/** A stand-in, and the SDK's own client that talks to it; both end with the test. */
export interface Lab {
  readonly standIn: QuickSightStandIn;
  readonly client: QuickSightClient;
}

export async function startLab(options: StandInOptions = {}): Promise<Lab> {
  const standIn = await startQuickSight({ account, ...options });
  const client = clientOf(standIn.endpoint);
  onTestFinished(async () => {
    client.destroy();
    await standIn.stop();
  });
  return { standIn, client };
}

/** @param attempts how often the SDK tries what may be tried again */
export const clientOf = (endpoint: string, region = 'us-east-1', attempts = 1): QuickSightClient =>
  new QuickSightClient({
    endpoint,
    region,
    maxAttempts: attempts,
    credentials: { accessKeyId: 'PUBLISHER', secretAccessKey: 'secret' },
  });

/** A committed dashboard of this repository, its data sets by ARNs of the account. */
export function committedDefinition(name: string): DashboardVersionDefinition {
  const file = new URL(`../../../dashboards/${name}/definition.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8').replaceAll('us-east-1:000000000000', `us-east-1:${account}`));
}

export const dataSetArn = (id: string): string => `arn:aws:quicksight:us-east-1:${account}:dataset/${id}`;

/** A SPICE data set over one Athena table. */
export function dataSetInput(
  id: string,
  columns: Readonly<Record<string, 'STRING' | 'INTEGER' | 'DECIMAL' | 'DATETIME'>>,
): CreateDataSetCommandInput {
  return {
    AwsAccountId: account,
    DataSetId: id,
    Name: id,
    ImportMode: 'SPICE',
    PhysicalTableMap: {
      table: {
        RelationalTable: {
          DataSourceArn: `arn:aws:quicksight:us-east-1:${account}:datasource/athena`,
          Catalog: 'AwsDataCatalog',
          Schema: 'final',
          Name: id,
          InputColumns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })),
        },
      },
    },
  };
}

export const athena = new CreateDataSourceCommand({
  AwsAccountId: account,
  DataSourceId: 'athena',
  Name: 'Athena',
  Type: 'ATHENA',
  DataSourceParameters: { AthenaParameters: { WorkGroup: 'primary' } },
});

/** The data source, the data set `daily` and the dashboard `sales` over it, finished. */
export async function makeSales({ client }: Lab): Promise<void> {
  await client.send(athena);
  await client.send(
    new CreateDataSetCommand(dataSetInput('daily', { day: 'DATETIME', region: 'STRING', revenue: 'DECIMAL' })),
  );
  const sales = { AwsAccountId: account, DashboardId: 'sales' };
  await client.send(new CreateDashboardCommand({ ...sales, Name: 'Sales', Definition: smallDefinition() }));
  await client.send(new DescribeDashboardCommand({ ...sales, VersionNumber: 1 }));
}

/** One sheet with one KPI over the data set `daily`. */
export function smallDefinition(column = 'revenue'): DashboardVersionDefinition {
  return {
    DataSetIdentifierDeclarations: [{ Identifier: 'daily', DataSetArn: dataSetArn('daily') }],
    Sheets: [
      {
        SheetId: 'overview',
        Name: 'Overview',
        Visuals: [
          {
            KPIVisual: {
              VisualId: 'revenue',
              ChartConfiguration: {
                FieldWells: {
                  Values: [
                    {
                      NumericalMeasureField: {
                        FieldId: 'f1',
                        Column: { DataSetIdentifier: 'daily', ColumnName: column },
                        AggregationFunction: { SimpleNumericalAggregation: 'SUM' },
                      },
                    },
                  ],
                },
              },
            },
          },
        ],
      },
    ],
  };
}

/** A signed request as any client may send it: the SDK's own drops what it does not know and orders members its way. */
export const rawRequest = (
  lab: Lab,
  method: string,
  path: string,
  body?: string,
  region = 'us-east-1',
): Promise<Response> =>
  fetch(lab.standIn.endpoint + path, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=PUBLISHER/20260101/${region}/quicksight/aws4_request, SignedHeaders=host, Signature=00`,
    },
    ...(body === undefined ? {} : { body }),
  });
