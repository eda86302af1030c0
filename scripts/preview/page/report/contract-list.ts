import { formatPlace } from '../../../../lambda/schema/finding.ts';
import type { SchemaChangeReport } from '../../../report/report-model.ts';
import { section } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { toned } from './report-parts.ts';

/** Differences of schemas and output contracts, with what they reach; nothing where there are none. */
export function contractList(changes: readonly SchemaChangeReport[]): HTMLElement | undefined {
  if (changes.length === 0) return undefined;
  const items = changes.map((change) => {
    const breaks = change.refused || change.class === 'breaking';
    return element(
      'li',
      { class: `finding finding-${change.refused ? 'error' : breaks ? 'warn' : 'good'}` },
      element('p', {}, kind(change), ' ', element('code', {}, change.subject), `: ${change.what}`),
      breaks && element('p', {}, `Reaches ${change.reaches}`),
      element('p', { class: 'finding-place' }, element('code', {}, formatPlace(change.place))),
    );
  });
  return section('Schemas and output contracts', element('ul', { class: 'findings' }, ...items));
}

function kind({ refused, class: breaking }: SchemaChangeReport): HTMLElement {
  if (refused) return toned('bad', '✕', 'Refused');
  return breaking === 'breaking' ? toned('warn', '▲', 'Breaking') : toned('good', '●', 'Compatible');
}
