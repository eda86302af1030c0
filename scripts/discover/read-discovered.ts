import { type GlueClient, paginateGetTables } from '@aws-sdk/client-glue';
import type { DiscoveredTable } from './discovered-table.ts';

/** The tables that the crawler made. @param DatabaseName the database `discovered` of an environment */
export async function readDiscovered(client: GlueClient, DatabaseName: string): Promise<DiscoveredTable[]> {
  const tables: DiscoveredTable[] = [];
  for await (const { TableList = [] } of paginateGetTables({ client }, { DatabaseName })) {
    for (const { Name: name = '', StorageDescriptor } of TableList) {
      const columns = (StorageDescriptor?.Columns ?? []).map(({ Name = '', Type = 'string' }) => ({
        name: Name.toLowerCase(),
        type: Type.toLowerCase(),
      }));
      tables.push({ name, location: StorageDescriptor?.Location ?? '', columns });
    }
  }
  return tables;
}
