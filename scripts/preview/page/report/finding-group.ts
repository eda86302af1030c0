import type { Findings } from '../../../report/report-model.ts';
import { count } from '../catalogue/facts.ts';
import { findingItem } from '../dashboard/finding-item.ts';
import { element } from '../element.ts';

/** The worst findings, and how many more there are. */
export function findingGroup({ samples, total }: Findings): HTMLElement[] {
  if (total === 0) return [];
  const items = samples.map((finding) => {
    const item = findingItem(finding);
    if (finding.rows !== undefined && finding.rows > 1) {
      item.append(element('p', { class: 'note' }, `${count(finding.rows)} rows; this is the first`));
    }
    return item;
  });
  const left = total - samples.length;
  return [
    element('ul', { class: 'findings' }, ...items),
    ...(left > 0
      ? [element('p', { class: 'note' }, `and ${count(left)} more: npx sluice validate lists them all`)]
      : []),
  ];
}
