import { leftOut } from '../../../report/pick-findings.ts';
import type { Findings } from '../../../report/report-model.ts';
import { count } from '../catalogue/facts.ts';
import { findingItem } from '../dashboard/finding-item.ts';
import { element } from '../element.ts';

/** The worst findings, and how many more there are. */
export function findingGroup(findings: Findings): HTMLElement[] {
  if (findings.total === 0) return [];
  const items = findings.samples.map((finding) => {
    const { rows = 1, alike = 0 } = finding;
    const item = findingItem(finding);
    const notes = [
      rows > 1 && `${count(rows)} rows; this is the first`,
      alike > 0 && `and ${count(alike)} more like it`,
    ];
    const note = notes.filter((text) => text !== false).join(', ');
    if (note !== '') item.append(element('p', { class: 'note' }, note));
    return item;
  });
  const left = leftOut(findings);
  return [
    element('ul', { class: 'findings' }, ...items),
    ...(left > 0
      ? [element('p', { class: 'note' }, `and ${count(left)} more: npx sluice validate lists them all`)]
      : []),
  ];
}
