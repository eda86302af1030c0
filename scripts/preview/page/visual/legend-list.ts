import type { LegendEntry } from '../chart/chart-option.ts';
import { element } from '../element.ts';

/** What each colour means, as a list. Colour is never alone: names, and for slices their values, stand beside it. */
export function legendList(entries: readonly LegendEntry[], title: string | undefined): HTMLElement {
  const items = entries.map(({ name, color, mark, details = [] }) => {
    const swatch = element('span', { class: `swatch swatch-${mark}` });
    swatch.style.background = color;
    const text = element('span', { class: 'legend-name', title: name }, name);
    const ends = details.map((detail) => element('span', { class: 'legend-detail' }, detail));
    return element('li', {}, swatch, text, ...ends);
  });
  const list = element(
    'ul',
    {
      class: entries.some(({ details }) => details !== undefined) ? 'with-details' : undefined,
      'aria-label': title ?? 'Legend',
    },
    ...items,
  );
  const heading = title !== undefined && title !== '' && element('div', { class: 'legend-title' }, title);
  return element(
    'div',
    { class: 'legend-scroll', tabindex: 0, role: 'group', 'aria-label': title ?? 'Legend' },
    heading,
    list,
  );
}
