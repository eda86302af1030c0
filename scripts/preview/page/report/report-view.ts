import type { ReportModel } from '../../../report/report-model.ts';
import { factList, section, smallTable } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { contractList } from './contract-list.ts';
import { dashboardSection } from './dashboard-section.ts';
import { datasetSection } from './dataset-section.ts';
import { findingGroup } from './finding-group.ts';
import { infrastructureList } from './infrastructure-list.ts';
import { change, entry, names, verdictMark } from './report-parts.ts';
import { tableList } from './table-list.ts';

/** What a pull request does to the lake: verdict and scoreboard, then what was found, worst first. */
export function reportView(report: ReportModel): HTMLElement {
  const { base, verdict, datasets, dashboards, commands, elsewhere } = report;
  const found = [
    ...datasets.filter(({ findings }) => findings.total > 0).map(datasetSection),
    tableList(report),
    ...dashboards.map(dashboardSection),
  ];
  return element(
    'article',
    { class: 'catalogue report' },
    element(
      'p',
      { class: 'kicker' },
      'Pull request, compared with ',
      element('code', {}, base.ref),
      ' at ',
      element('code', {}, base.sha.slice(0, 7)),
    ),
    element('h1', {}, 'What this change does to the lake'),
    element(
      'p',
      { class: 'report-verdict' },
      verdictMark(verdict.level),
      verdict.level === 'fine' ? '' : ` ${verdict.text}`,
    ),
    scoreboard(report),
    infrastructureList(report.infrastructure),
    contractList(report.schemaChanges),
    ...found,
    elsewhere.total > 0 && section('In what this change does not touch', ...findingGroup(elsewhere)),
    section(
      'On a laptop',
      smallTable(
        'Commands',
        ['Command', 'Shows'],
        commands.map(({ command, what }) => [element('code', {}, command), what]),
      ),
    ),
  );
}

const figures = ['Rows in', 'Clean', 'Quarantined'];

function scoreboard({ scoreboard: { rows, tables, dashboards }, datasets }: ReportModel): HTMLElement {
  const lines = datasets.map(({ name, files, head, base }) => [
    entry(name),
    [`${files.added} added`, `${files.changed} changed`, `${files.removed} removed`]
      .filter((text) => !text.startsWith('0'))
      .join(', ') || 'None',
    change(head.rowsIn, base?.rowsIn),
    change(head.rowsClean, base?.rowsClean),
    change(head.rowsQuarantined, base?.rowsQuarantined),
  ]);
  const all = [
    'All',
    '',
    change(rows.head.rowsIn, rows.base?.rowsIn),
    change(rows.head.rowsClean, rows.base?.rowsClean),
    change(rows.head.rowsQuarantined, rows.base?.rowsQuarantined),
  ];
  const board =
    datasets.length === 0
      ? element('p', { class: 'note' }, 'No dataset changed.')
      : smallTable(
          'Rows by dataset',
          ['Dataset', 'Files', ...figures],
          lines.length > 1 ? [...lines, all] : lines,
          figures,
        );
  const touched = (kind: 'table' | 'dashboard', { changed, downstream }: typeof tables) => [
    [`Changed ${kind}s`, names(kind, changed)] as const,
    [`${kind === 'table' ? 'Tables' : 'Dashboards'} downstream`, names(kind, downstream)] as const,
  ];
  return section('Scoreboard', board, factList([...touched('table', tables), ...touched('dashboard', dashboards)]));
}
