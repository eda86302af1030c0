import { isProse } from '../changes/changed-folders.ts';
import type { ChangedDataset, Changes } from '../changes/changes.ts';
import type { FileResult } from '../lake/build-result.ts';
import { noRows, sumRows } from './count-rows.ts';
import { findingsIn, pickFindings } from './pick-findings.ts';
import type { DatasetReport, RowCounts, SampleFinding, Scoreboard } from './report-model.ts';

/**
 * What became of each dataset in which something changed, worst first.
 * @param base rows by dataset; undefined: not counted
 * @param findings of the head, rejects included
 */
export function reportDatasets(
  changes: Changes,
  built: readonly FileResult[],
  base: ReadonlyMap<string, RowCounts> | undefined,
  findings: readonly SampleFinding[],
): DatasetReport[] {
  return changes.datasets
    .filter(({ schema, data, status }) => schema || data || status !== 'changed')
    .map((dataset): DatasetReport => {
      const { name, status, schema: schemaChanged } = dataset;
      const files = built.filter(({ file }) => file.startsWith(`${name}/`));
      const gone = status === 'removed';
      return {
        name,
        status,
        schemaChanged,
        files: countFiles(dataset, changes),
        failedFiles: gone ? 0 : files.filter((file) => file.status === 'failed').length,
        head: gone ? noRows : sumRows(files),
        base: base === undefined ? undefined : (base.get(name) ?? noRows),
        findings: pickFindings(findingsIn(`datasets/${name}`, findings)),
      };
    })
    .sort(
      (one, other) =>
        other.findings.errors - one.findings.errors ||
        other.findings.total - one.findings.total ||
        (one.name < other.name ? -1 : 1),
    );
}

function countFiles({ name }: ChangedDataset, { files }: Changes): Scoreboard['files'] {
  const isData = (path: string) =>
    path.startsWith(`datasets/${name}/`) && path !== `datasets/${name}/schema.json` && !isProse(path);
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { path, status, from } of files) {
    if (status === 'renamed') {
      if (isData(path)) counts.added += 1;
      if (from !== undefined && isData(from)) counts.removed += 1;
    } else if (isData(path)) counts[status] += 1;
  }
  return counts;
}
