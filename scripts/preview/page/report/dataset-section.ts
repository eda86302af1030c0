import type { DatasetReport } from '../../../report/report-model.ts';
import { section } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { findingGroup } from './finding-group.ts';
import { toned } from './report-parts.ts';

/** What was found in a dataset's files. */
export function datasetSection({ name, findings, failedFiles }: DatasetReport): HTMLElement {
  const refused = `${failedFiles} ${failedFiles === 1 ? 'file' : 'files'} refused; what the lake held of it stays`;
  return section(
    `Dataset ${name}`,
    failedFiles > 0 ? element('p', { class: 'report-state' }, toned('bad', '✕', refused)) : undefined,
    ...findingGroup(findings),
  );
}
