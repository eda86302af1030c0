import { changedPaths, isProse } from './changed-folders.ts';
import type { ChangedDataset, ChangedFile, ChangedFolder, ChangeKinds } from './changes.ts';

const infraPaths = /^(infra|lambda|glue\/spark)\/|^(cdk\.json|package\.json|package-lock\.json)$/;
const dataRooms = /^(datasets|dashboards)\//;

/** What of the repository is to be looked at again. */
export function changeKinds(
  files: readonly ChangedFile[],
  {
    datasets,
    tables,
    dashboards,
  }: Readonly<Record<'tables' | 'dashboards', readonly ChangedFolder[]>> & {
    readonly datasets: readonly ChangedDataset[];
  },
): ChangeKinds {
  const paths = changedPaths(files);
  const isNewOrGone = ({ status }: ChangedFolder) => status !== 'changed';
  // infra/ reads schemas, the tables' files for the job, and which dashboards there are; cases stay here.
  const deployed =
    datasets.some((dataset) => dataset.schema || isNewOrGone(dataset)) ||
    dashboards.some(isNewOrGone) ||
    tables.some((table) => table.files.some((path) => !path.includes('/cases/') && !isProse(path)));
  return {
    data: datasets.some(({ schema, data }) => schema || data),
    infra: deployed || paths.some((path) => infraPaths.test(path) && !isProse(path)),
    code: paths.some((path) => !dataRooms.test(path) && !isProse(path)),
    workflows: paths.some((path) => path.startsWith('.github/')),
    docsOnly: paths.length > 0 && paths.every(isProse),
  };
}
