import { element } from '../element.ts';
import type { Paint } from '../palette.ts';

export interface TooltipRow {
  readonly name: string;
  readonly value: string;
  readonly color: string;
}

/** A tooltip as elements, so that names of the data never become markup. */
export function tooltipContent(heading: string, rows: readonly TooltipRow[]): HTMLElement {
  const shown = rows.slice(0, 14);
  const list = shown.map((row) => {
    const swatch = element('span', { class: 'swatch' });
    swatch.style.background = row.color;
    return element(
      'div',
      { class: 'tip-row' },
      swatch,
      element('span', { class: 'tip-name' }, row.name),
      element('span', { class: 'tip-value' }, row.value),
    );
  });
  const more =
    rows.length > shown.length && element('div', { class: 'tip-more' }, `and ${rows.length - shown.length} more`);
  return element('div', { class: 'tip' }, element('div', { class: 'tip-heading' }, heading), ...list, more);
}

/** How every tooltip looks; `confine` keeps it in the chart (and ECharts from writing an arrow as markup). */
export function tooltipStyle(paint: Paint) {
  return {
    confine: true,
    backgroundColor: paint.surface,
    borderColor: paint.hairline,
    borderWidth: 1,
    padding: [8, 10],
    transitionDuration: 0,
    textStyle: { color: paint.text, fontFamily: paint.font, fontSize: 12 },
    extraCssText: 'border-radius:6px;box-shadow:0 4px 16px rgb(0 0 0 / 14%);',
  };
}

/** Reads the index that ECharts hands to a tooltip's formatter. */
export function hoveredIndex(parameters: unknown): number | undefined {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return undefined;
  return typeof first.dataIndex === 'number' ? first.dataIndex : undefined;
}
