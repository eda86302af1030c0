import { formatFinding } from '../../../../lambda/schema/finding.ts';
import type { DashboardModel } from '../../model.ts';
import { element } from '../element.ts';

/** A quiet line that says how much is not drawn, found or stale, and opens the list of it; undefined when all is well. */
export function dashboardNotes(dashboard: DashboardModel): HTMLElement | undefined {
  const { notDrawn, findings, staleTables } = dashboard;
  const parts = [
    notDrawn.length > 0 ? `${count(notDrawn.length, 'thing')} not drawn` : '',
    findings.length > 0 ? count(findings.length, 'finding') : '',
    staleTables.length > 0 ? `${count(staleTables.length, 'table')} not up to date` : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return element(
    'details',
    { class: 'notes' },
    element('summary', {}, parts.join(' · ')),
    ...section(
      'Not drawn',
      notDrawn.map(({ name, reason, path }) => [element('strong', {}, name), ` ${reason} `, element('code', {}, path)]),
    ),
    ...section(
      'Findings',
      findings.map((finding) => [formatFinding(finding)]),
    ),
    ...section(
      'Not up to date',
      staleTables.map((table) => [
        `${table}: its last good rows are shown, because its newest build failed or is missing`,
      ]),
    ),
  );
}

function section(heading: string, items: readonly (readonly (Node | string)[])[]): HTMLElement[] {
  if (items.length === 0) return [];
  const list = element('ul', {}, ...items.map((item) => element('li', {}, ...item)));
  return [element('h2', {}, heading), list];
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
