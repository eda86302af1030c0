import type { ReportModel, StaleTable } from '../../../report/report-model.ts';
import { section, smallTable } from '../catalogue/facts.ts';
import { findingGroup } from './finding-group.ts';
import { entry, toned } from './report-parts.ts';

/** Tables that were not built or hold old rows, and what was found in their files; nothing where all is well. */
export function tableList({ staleTables, tableFindings }: ReportModel): HTMLElement | undefined {
  if (staleTables.length + tableFindings.total === 0) return undefined;
  const rows = staleTables.map((table) => [entry(table.name), state(table), table.touched ? 'Yes' : 'No']);
  return section(
    'Tables',
    rows.length === 0 ? undefined : smallTable('Tables that are not up to date', ['Table', 'State', 'Touched'], rows),
    ...findingGroup(tableFindings),
  );
}

function state({ status, inherited }: StaleTable): HTMLElement {
  if (status === 'missing') return toned('bad', '✕', 'Not built; there are no rows');
  return inherited ? toned('warn', '▲', 'Built of old rows') : toned('bad', '✕', 'Not built; the rows of before stay');
}
