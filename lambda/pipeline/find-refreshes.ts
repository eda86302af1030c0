/** A QuickSight data set, as far as it matters to what reads which table. */
export interface DataSet {
  readonly id: string;
  /** Of the catalog tables that it reads. */
  readonly reads: readonly { readonly database: string; readonly table: string }[];
}

/** QuickSight, as far as refreshing goes. */
export interface DataSets {
  /** Those whose rows are in SPICE; those that ask Athena each time see a new table by themselves. */
  listSpice(): Promise<readonly string[]>;
  /** @returns undefined when it is gone, or kept from us */
  describe(id: string): Promise<DataSet | undefined>;
  /** Of its latest refresh; undefined when it never had one. */
  lastRefresh(id: string): Promise<'completed' | 'failed' | 'running' | undefined>;
  /** The id of a refresh that whoever changed it asked for, unless that one has been begun; see requested-refresh.ts. */
  requestedRefresh(id: string): Promise<string | undefined>;
}

/** One refresh that the machine is to make. */
export interface Refresh {
  readonly dataSetId: string;
  /** The run's name, or what was asked for: starting the same refresh twice is refused by QuickSight, and so happens once. */
  readonly ingestionId: string;
}

/**
 * The data sets that a run has to refresh: those that read a table which it changed, those whose latest refresh failed, so that one
 * that went wrong is made good by the next run, and those that were changed themselves and ask for it. Each once: 32 a day are all there are.
 * @param database of the final tables
 * @param changed names of tables
 */
export async function findRefreshes(
  dataSets: DataSets,
  { run, database, changed }: { readonly run: string; readonly database: string; readonly changed: readonly string[] },
): Promise<Refresh[]> {
  const refreshes: Refresh[] = [];
  for (const id of [...(await dataSets.listSpice())].sort()) {
    const dataSet = await dataSets.describe(id);
    if (dataSet === undefined) continue;
    const ours = dataSet.reads.filter((read) => read.database === database);
    // One of SQL names no table, and may ask all the same; one that reads another lake's tables is that lake's.
    if (ours.length === 0 && dataSet.reads.length > 0) continue;
    const requested = await dataSets.requestedRefresh(id);
    if (ours.length === 0 && requested === undefined) continue;
    const isOld = ours.some(({ table }) => changed.includes(table)) || (await dataSets.lastRefresh(id)) === 'failed';
    if (requested !== undefined || isOld) refreshes.push({ dataSetId: id, ingestionId: requested ?? run });
  }
  return refreshes;
}
