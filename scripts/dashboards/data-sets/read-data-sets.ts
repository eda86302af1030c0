import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DataSet, Tables } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { readDataSet } from './read-data-set.ts';

/** The data sets of a folder. */
export interface ReadDataSets {
  /** By identifier: the file's name without its ending. */
  readonly dataSets: ReadonlyMap<string, DataSet>;
  readonly findings: readonly DashboardFinding[];
  /** Identifiers that have a file, read well or not; undefined: no such folder. */
  readonly files: ReadonlySet<string> | undefined;
}

/**
 * Reads every *.json of a folder as a data set.
 * @param others whether the folder may hold other files, which are passed over
 */
export async function readDataSets(
  folder: string,
  tables: Tables,
  root: string,
  others: 'refused' | 'passed over' = 'refused',
): Promise<ReadDataSets> {
  const names = await jsonFilesIn(path.resolve(root, folder));
  const read = await Promise.all(
    (names ?? []).map((name) => readDataSet(path.join(folder, name), tables, root, others)),
  );
  const found = read.flatMap(({ dataSet }) => (dataSet === undefined ? [] : [dataSet]));
  return {
    dataSets: new Map(found.map((dataSet) => [dataSet.identifier, dataSet])),
    findings: read.flatMap(({ findings }) => findings),
    files: names === undefined ? undefined : new Set(names.map((name) => path.basename(name, '.json'))),
  };
}

/** Sorted names; undefined when there is no such folder. */
async function jsonFilesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}
