import type { DashboardReport } from '../../../report/report-model.ts';
import { factList, section } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { findingGroup } from './finding-group.ts';
import { dashboardLink, names } from './report-parts.ts';

/** What was found in a dashboard, and the way to it. */
export function dashboardSection({ id, title, drawn, findings, notShown, staleTables }: DashboardReport): HTMLElement {
  return section(
    `Dashboard ${title}`,
    drawn ? element('p', { class: 'report-state' }, dashboardLink(id, `Look at ${title}`)) : undefined,
    factList([
      ['Not shown', notShown.join(', ')],
      ['Not up to date', staleTables.length === 0 ? undefined : names('table', staleTables)],
    ]),
    ...findingGroup(findings),
  );
}
