import type { ReportModel } from '../../../report/report-model.ts';
import { section, smallTable } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { contractList } from './contract-list.ts';
import { dashboardSection } from './dashboard-section.ts';
import { datasetSection } from './dataset-section.ts';
import { draftList } from './draft-list.ts';
import { findingGroup } from './finding-group.ts';
import { infrastructureList } from './infrastructure-list.ts';
import { verdictMark } from './report-parts.ts';
import { scoreboard } from './scoreboard.ts';
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
    draftList(report.drafts),
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
