import type { Finding } from '../../../../lambda/schema/finding.ts';
import type { DashboardModel } from '../../model.ts';
import { element } from '../element.ts';
import { findingItem, inReadingOrder } from './finding-item.ts';

/** A quiet line that says how much is not drawn, found or stale, and opens the list of it; undefined when all is well. */
export function dashboardNotes(dashboard: DashboardModel): HTMLElement | undefined {
  const { notDrawn, findings, staleTables } = dashboard;
  const parts = [
    notDrawn.length > 0 ? `${count(notDrawn.length, 'thing')} not drawn` : '',
    ...countFindings(findings),
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
    ...findingList(findings),
    ...section(
      'Not up to date',
      staleTables.map((table) => [
        `${table}: its last good rows are shown, because its newest build failed or is missing`,
      ]),
    ),
  );
}

/** Most that are listed: a definition that went wrong in one place often goes wrong in a thousand. */
const mostListed = 200;

function findingList(findings: readonly Finding[]): HTMLElement[] {
  if (findings.length === 0) return [];
  const listed = inReadingOrder(findings).slice(0, mostListed).map(findingItem);
  const rest = findings.length - listed.length;
  return [
    element('h2', {}, 'Found in its files'),
    element('ul', { class: 'findings' }, ...listed),
    ...(rest > 0 ? [element('p', {}, `and ${count(rest, 'more finding')}: npx sluice validate lists them all`)] : []),
  ];
}

function countFindings(findings: readonly Finding[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''];
}

function section(heading: string, items: readonly (readonly (Node | string)[])[]): HTMLElement[] {
  if (items.length === 0) return [];
  const list = element('ul', {}, ...items.map((item) => element('li', {}, ...item)));
  return [element('h2', {}, heading), list];
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
