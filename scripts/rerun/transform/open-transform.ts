import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { sparkSql } from '../../../glue/duckdb/spark-sql/spark-sql.ts';
import { loadTables } from '../../../glue/duckdb/tables/load-tables.ts';
import type { Environment } from '../../../infra/environments/environment.ts';
import { dynamoLedger } from '../../../lambda/pipeline/dynamo-ledger.ts';
import { S3Store } from '../../../lambda/store/s3-store.ts';
import { listDatasets } from '../../lake/list-datasets.ts';
import type { Project } from '../../lake/project.ts';
import { readDatasets } from '../../lake/read-datasets.ts';
import { connectS3 } from './connect-s3.ts';
import { placesIn } from './places.ts';
import { tablesRead } from './tables-read.ts';

/**
 * The moving parts of a run. The SDK takes credentials, and AWS_ENDPOINT_URL, from the process's environment.
 * @param name of a table of the repository; undefined: all
 */
export async function openTransform(environment: Environment, project: Project, name: string | undefined) {
  const { region } = environment;
  const table = name === undefined ? undefined : { name, reads: await readsOf(project, name) };
  const places = placesIn(environment);
  const clients = {
    functions: new LambdaClient({ region }),
    states: new SFNClient({ region }),
    glue: new GlueClient({ region }),
  };
  const [items, s3] = [new DynamoDBClient({ region }), connectS3(region)];
  return {
    ...{ clients, places, table, ledger: dynamoLedger(items, places.runs), final: new S3Store(places.final, s3) },
    destroy() {
      for (const client of [...Object.values(clients), items, s3]) client.destroy();
    },
  };
}

async function readsOf({ root, datasets, tables }: Project, name: string): Promise<Set<string>> {
  const read = await readDatasets(root, (await listDatasets(datasets)).folders);
  const schemas = read.flatMap(({ schema }) => schema ?? []);
  const unreadable = new Set(read.filter(({ schema }) => schema === undefined).map((one) => one.name));
  const loaded = await loadTables({ room: tables, shown: 'glue/tables', schemas, unreadable, sql: sparkSql });
  return tablesRead(name, loaded.tables);
}
