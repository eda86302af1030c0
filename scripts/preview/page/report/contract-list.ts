import { formatPlace } from '../../../../lambda/schema/finding.ts';
import type { SchemaChangeReport } from '../../../report/report-model.ts';
import { section, smallTable } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { toned } from './report-parts.ts';

/** Differences of schemas and output contracts, with what they reach; nothing where there are none. */
export function contractList(changes: readonly SchemaChangeReport[]): HTMLElement | undefined {
  if (changes.length === 0) return undefined;
  const rows = changes.map((change) => [
    kind(change),
    element('code', {}, change.subject),
    change.what,
    change.reaches,
    element('code', {}, formatPlace(change.place)),
  ]);
  return section(
    'Schemas and output contracts',
    smallTable('Schema changes', ['Kind', 'Of', 'What', 'Reaches', 'Place'], rows),
  );
}

function kind({ refused, class: breaking }: SchemaChangeReport): HTMLElement {
  if (refused) return toned('bad', '✕', 'Refused');
  return breaking === 'breaking' ? toned('warn', '▲', 'Breaking') : toned('good', '●', 'Compatible');
}
