import {
  DescribeDataSetCommand,
  DescribeIngestionCommand,
  type Ingestion,
  ListIngestionsCommand,
  ListTagsForResourceCommand,
  type PhysicalTable,
  paginateListDataSets,
  QuickSightClient,
  QuickSightServiceException,
  ResourceNotFoundException,
} from '@aws-sdk/client-quicksight';
import type { DataSet, DataSets } from './find-refreshes.ts';
import { refreshTag, requestedRefresh } from './requested-refresh.ts';

/** Gone since the list was made, uploaded as a file (which can't be described), or not shared with us. */
const outOfReach = ['ResourceNotFoundException', 'InvalidParameterValueException', 'AccessDeniedException'];

function readsOf(table: PhysicalTable): DataSet['reads'] {
  const { Schema: database, Name: name } = table.RelationalTable ?? {};
  return database === undefined || name === undefined ? [] : [{ database, table: name }];
}

const timeOf = ({ CreatedTime: created }: Ingestion): number => created?.getTime() ?? 0;

/**
 * The data sets of an account's QuickSight, in this region. Those with custom SQL name no table, and are not found (joins and SQL belong in
 * the tables).
 * @param account its id
 */
export function quickSightDataSets(account: string, client: QuickSightClient = new QuickSightClient({})): DataSets {
  const of = (id: string) => ({ AwsAccountId: account, DataSetId: id });
  return {
    async listSpice() {
      const ids: string[] = [];
      for await (const page of paginateListDataSets({ client }, { AwsAccountId: account })) {
        for (const { DataSetId: id, ImportMode: mode } of page.DataSetSummaries ?? []) {
          if (id !== undefined && mode === 'SPICE') ids.push(id);
        }
      }
      return ids;
    },
    async describe(id) {
      try {
        const { DataSet: dataSet } = await client.send(new DescribeDataSetCommand(of(id)));
        return { id, reads: Object.values(dataSet?.PhysicalTableMap ?? {}).flatMap(readsOf) };
      } catch (error) {
        if (error instanceof QuickSightServiceException && outOfReach.includes(error.name)) return undefined;
        throw error;
      }
    },
    async requestedRefresh(id) {
      const { Arn: arn } = (await client.send(new DescribeDataSetCommand(of(id)))).DataSet ?? {};
      const { Tags: tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
      const hash = tags.find(({ Key: key }) => key === refreshTag)?.Value;
      if (hash === undefined) return undefined;
      const { ingestionId } = requestedRefresh(hash);
      try {
        // By its id: it may be far back in the list.
        await client.send(new DescribeIngestionCommand({ ...of(id), IngestionId: ingestionId }));
        return undefined;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return ingestionId;
        throw error;
      }
    },
    async lastRefresh(id) {
      const { Ingestions = [] } = await client.send(new ListIngestionsCommand(of(id)));
      const [latest] = Ingestions.toSorted((left, right) => timeOf(right) - timeOf(left));
      switch (latest?.IngestionStatus) {
        case undefined:
          return undefined;
        case 'COMPLETED':
          return 'completed';
        case 'FAILED':
        case 'CANCELLED':
          return 'failed';
        default:
          return 'running';
      }
    },
  };
}
