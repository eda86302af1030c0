import type { DatasetReport, ReportModel, RowCounts } from '../../../report/report-model.ts';
import { factList, section, smallTable } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { change, entry, names, toned } from './report-parts.ts';

const figures = ['Rows in', 'Clean', 'Quarantined'];

/** Rows of the datasets that changed, each with its difference to the base, and what reads them. */
export function scoreboard({ scoreboard: { rows, tables, dashboards }, datasets }: ReportModel): HTMLElement {
  const lines = datasets.map((one) => [datasetCell(one), ...rowCells(one.head, one.base)]);
  const all = lines.length > 1 ? [['All', ...rowCells(rows.head, rows.base)]] : [];
  const board =
    datasets.length === 0
      ? element('p', { class: 'note' }, 'No dataset changed.')
      : smallTable('Rows by dataset', ['Dataset', ...figures], [...lines, ...all], figures);
  const touched = (kind: 'table' | 'dashboard', { changed, removed, downstream }: typeof tables) => [
    [`Changed ${kind}s`, names(kind, changed)] as const,
    [`Removed ${kind}s`, gone(removed)] as const,
    [`${kind === 'table' ? 'Tables' : 'Dashboards'} downstream`, names(kind, downstream)] as const,
  ];
  const removed = datasets.filter(({ status }) => status === 'removed').map(({ name }) => name);
  return section(
    'Scoreboard',
    board,
    factList([['Removed datasets', gone(removed)], ...touched('table', tables), ...touched('dashboard', dashboards)]),
  );
}

/** Names without a link: there is nothing to look at any more. */
function gone(removed: readonly string[]): HTMLElement | undefined {
  if (removed.length === 0) return undefined;
  return element('span', {}, toned('warn', '▲', 'Gone'), ` ${removed.join(', ')}`);
}

/** A dataset that is gone has no entry in the catalogue. */
function datasetCell({ name, status, schemaChanged, files }: DatasetReport): HTMLElement {
  const counts = Object.entries(files).flatMap(([what, many]) =>
    many === 0 ? [] : [`${many} ${many === 1 ? 'file' : 'files'} ${what}`],
  );
  const parts = [
    ...(status === 'changed' ? [] : [`dataset ${status}`]),
    ...(schemaChanged && status === 'changed' ? ['schema changed'] : []),
    ...counts,
  ];
  const text = element('span', { class: 'row-text' }, parts.join(', '));
  return element('span', {}, status === 'removed' ? name : entry(name), text);
}

function rowCells(head: RowCounts, base: RowCounts | undefined): HTMLElement[] {
  return (['rowsIn', 'rowsClean', 'rowsQuarantined'] as const).map((key) => change(head[key], base?.[key]));
}
