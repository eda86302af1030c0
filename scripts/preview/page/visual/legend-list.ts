import type { LegendEntry } from '../chart/chart-option.ts';
import { element } from '../element.ts';

/** What each colour means, as a list. Colour is never alone: names, and for slices their values, stand beside it. */
export function legendList(entries: readonly LegendEntry[], title: string | undefined): HTMLElement {
  const items = entries.map(({ name, color, mark, detail }) => {
    const swatch = element('span', { class: `swatch swatch-${mark}` });
    swatch.style.background = color;
    const text = element('span', { class: 'legend-name', title: name }, name);
    return element('li', {}, swatch, text, detail !== undefined && element('span', { class: 'legend-detail' }, detail));
  });
  const list = element('ul', { 'aria-label': title ?? 'Legend' }, ...items);
  return element(
    'div',
    { class: 'legend', tabindex: 0, role: 'group', 'aria-label': title ?? 'Legend' },
    title !== undefined && title !== '' && element('div', { class: 'legend-title' }, title),
    list,
  );
}
