import type { LegendModel } from '../../model.ts';
import { barChart } from '../chart/bar-chart.ts';
import type { Chart } from '../chart/chart-option.ts';
import { comboChart } from '../chart/combo-chart.ts';
import { drawChart } from '../chart/draw-chart.ts';
import { lineChart } from '../chart/line-chart.ts';
import { mapChart } from '../chart/map-chart.ts';
import { pieChart } from '../chart/pie-chart.ts';
import { element } from '../element.ts';
import type { Paint } from '../palette.ts';
import type { Body, ChartVisual } from './body.ts';
import { chartParts } from './chart-parts.ts';
import { legendList } from './legend-list.ts';

/** A chart with its captions and legend; small multiples are charts side by side on one scale. */
export function chartBody(visual: ChartVisual, paint: Paint): Body {
  const whole = chartOf(visual, paint);
  const parts = chartParts(visual, paint);
  const drawn: { dispose(): void }[] = [];
  const plots = parts.map(({ label, visual: part }) => {
    const { plot, chart } = plotOf(part, paint, label);
    drawn.push(chart);
    if (label === undefined) return plot;
    return element('div', { class: 'multiple' }, element('h4', {}, label), plot);
  });
  const side = legendSide(visual.kind === 'map' ? undefined : visual.legend, visual.kind);
  const beside = side === 'right' || side === 'left';
  const entries = beside && isStacked(visual) ? whole.legend.toReversed() : whole.legend;
  const legend = side === 'hidden' || entries.length === 0 ? undefined : legendList(entries, legendTitle(visual));
  const captions = element(
    'div',
    { class: 'captions' },
    element('span', {}, whole.caption ?? ''),
    whole.captionRight !== undefined && element('span', {}, whole.captionRight),
  );
  const showCaptions = whole.caption !== undefined || whole.captionRight !== undefined;
  const area = element('div', { class: parts.length > 1 ? 'plots plots-multiple' : 'plots' }, ...plots);
  return {
    node: element(
      'div',
      { class: `chart legend-${side}` },
      legend,
      element('div', { class: 'chart-main' }, showCaptions && captions, area),
    ),
    dispose: () => {
      for (const chart of drawn) chart.dispose();
    },
  };
}

/** The drawing of a visual by its kind. */
export function chartOf(visual: ChartVisual, paint: Paint): Chart {
  switch (visual.kind) {
    case 'bar':
      return barChart(visual, paint);
    case 'line':
      return lineChart(visual, paint);
    case 'combo':
      return comboChart(visual, paint);
    case 'pie':
      return pieChart(visual, paint);
    case 'map':
      return mapChart(visual, paint);
  }
}

/** One drawing: an image with a text alternative, whose points the arrow keys walk through. */
function plotOf(visual: ChartVisual, paint: Paint, label: string | undefined) {
  const { option, minimum } = chartOf(visual, paint);
  const canvas = element('div', { class: 'canvas' });
  if (minimum.height !== undefined) canvas.style.minHeight = `${minimum.height}px`;
  if (minimum.width !== undefined) canvas.style.minWidth = `${minimum.width}px`;
  const chart = drawChart(canvas, option);
  let at = -1;
  const walk = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    at = Math.min(Math.max(at + step, 0), Math.max(0, visual.result.rows.length - 1));
    chart.point(at);
  };
  const name = label === undefined ? visual.alternative : `${label}: ${visual.alternative}`;
  const plot = element('div', { class: 'plot', role: 'img', tabindex: 0, 'aria-label': name, keydown: walk }, canvas);
  return { plot, chart };
}

function legendSide(
  legend: LegendModel | undefined,
  kind: ChartVisual['kind'],
): 'top' | 'right' | 'bottom' | 'left' | 'hidden' {
  if (legend === undefined) return 'bottom';
  if (!legend.visible) return 'hidden';
  if (legend.position !== 'auto') return legend.position;
  return kind === 'pie' ? 'right' : 'top';
}

/** What is stacked upwards is listed downwards from the top, so that the legend stands as the layers do. */
function isStacked(visual: ChartVisual): boolean {
  if (visual.kind === 'bar') return !visual.horizontal && visual.arrangement !== 'clustered';
  return visual.kind === 'line' && visual.shape === 'stacked-area';
}

function legendTitle(visual: ChartVisual): string | undefined {
  return visual.kind === 'map' ? undefined : visual.legend.title;
}
