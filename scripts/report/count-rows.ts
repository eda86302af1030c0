import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Changes } from '../changes/changes.ts';
import { checkOutBase } from '../changes/check-out.ts';
import type { FileResult } from '../lake/build-result.ts';
import { type DatasetFile, listDatasets } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import type { RowCounts } from './report-model.ts';

/** Bytes of the base that are cleaned again for a report: some seconds' work. */
const mostBytes = 64_000_000;

export const noRows: RowCounts = { rowsIn: 0, rowsClean: 0, rowsQuarantined: 0 };

export function sumRows(all: readonly RowCounts[]): RowCounts {
  return all.reduce(
    (sum, one) => ({
      rowsIn: sum.rowsIn + one.rowsIn,
      rowsClean: sum.rowsClean + one.rowsClean,
      rowsQuarantined: sum.rowsQuarantined + one.rowsQuarantined,
    }),
    noRows,
  );
}

/**
 * Rows of the base, by dataset in which something changed. Only files that are another at the head are cleaned again, or all where
 * the schema is another; the rest are what the head's build counted.
 * @param built the head's files
 * @returns undefined where that would take too long
 */
export async function countBaseRows(
  project: Project,
  changes: Changes,
  built: readonly FileResult[],
): Promise<ReadonlyMap<string, RowCounts> | undefined> {
  const touched = changes.datasets.filter(({ status }) => status !== 'added');
  const rewritten = new Set(touched.filter((one) => one.schema || one.status === 'removed').map(({ name }) => name));
  const changed = new Set(touched.flatMap(({ files }) => files));
  const names = new Set(touched.map(({ name }) => name));
  const isNeeded = (path: string) => {
    const [room, dataset = ''] = path.split('/');
    if (room !== 'datasets' || !names.has(dataset)) return false;
    return path === `datasets/${dataset}/schema.json` || rewritten.has(dataset) || changed.has(path);
  };
  const same = built.filter(({ file }) => {
    const dataset = file.slice(0, file.indexOf('/'));
    return names.has(dataset) && !rewritten.has(dataset) && !changed.has(`datasets/${file}`);
  });
  const tree = await checkOutBase(project, changes.base.sha, isNeeded);
  try {
    const { folders } = await listDatasets(tree.datasets);
    const bytes = folders.flatMap(({ files }) => files).reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > mostBytes) return undefined;
    const datasets = await readDatasets(tree.root, folders);
    const counts = new Map<string, RowCounts>();
    for (const { name, schema, files } of datasets) {
      const kept = same.filter(({ file }) => file.startsWith(`${name}/`));
      const again = schema === undefined ? [] : await judgeAll(files, schema);
      counts.set(name, sumRows([...kept, ...again]));
    }
    return counts;
  } finally {
    await tree.dispose();
  }
}

async function judgeAll(files: readonly DatasetFile[], schema: DatasetSchema): Promise<RowCounts[]> {
  const [{ judgeFile }, { developmentToken }] = await Promise.all([
    import('../validate/judge-file.ts'),
    import('../../lambda/reconcile/token.ts'),
  ]);
  const verdicts: RowCounts[] = [];
  for (const file of files) verdicts.push(await judgeFile(file, schema, developmentToken));
  return verdicts;
}
