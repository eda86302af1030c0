import { barChart } from '../chart/bar-chart.ts';
import type { Chart } from '../chart/chart-option.ts';
import { comboChart } from '../chart/combo-chart.ts';
import { drawChart } from '../chart/draw-chart.ts';
import { lineChart } from '../chart/line-chart.ts';
import { mapChart } from '../chart/map-chart.ts';
import { pieChart } from '../chart/pie-chart.ts';
import { element } from '../element.ts';
import type { Paint } from '../palette.ts';
import { type Body, type ChartVisual, isChart } from './body.ts';
import { chartParts } from './chart-parts.ts';
import { legendList } from './legend-list.ts';

/** A chart with its captions and legend; small multiples are charts side by side on one scale. */
export function chartBody(first: ChartVisual, firstPaint: Paint): Body {
  const parts = chartParts(first, firstPaint);
  const plots = parts.map((part) => plotOf(part, firstPaint));
  const captions = element('div', { class: 'captions' });
  const legend = element('div', { class: 'legend' });
  const area = element(
    'div',
    { class: parts.length > 1 ? 'plots plots-multiple' : 'plots' },
    ...plots.map(({ node }) => node),
  );
  const node = element('div', { class: 'chart' }, legend, element('div', { class: 'chart-main' }, captions, area));

  function surround(visual: ChartVisual, paint: Paint) {
    const whole = chartOf(visual, paint);
    const side = legendSide(visual);
    const beside = side === 'right' || side === 'left';
    const entries = beside && isStacked(visual) ? whole.legend.toReversed() : whole.legend;
    node.className = `chart legend-${side}`;
    legend.hidden = side === 'hidden' || entries.length === 0;
    legend.replaceChildren(legendList(entries, visual.kind === 'map' ? undefined : visual.legend.title));
    captions.hidden = whole.caption === undefined && whole.captionRight === undefined;
    captions.replaceChildren(element('span', {}, whole.caption ?? ''), element('span', {}, whole.captionRight ?? ''));
  }

  surround(first, firstPaint);
  return {
    node,
    update: (visual, paint) => {
      if (visual.kind !== first.kind || !isChart(visual)) return false;
      const next = chartParts(visual, paint);
      if (next.length !== plots.length) return false;
      surround(visual, paint);
      next.forEach((part, at) => {
        plots[at]?.update(part, paint);
      });
      return true;
    },
    dispose: () => {
      for (const plot of plots) plot.dispose();
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

type Part = ReturnType<typeof chartParts>[number];

/** One drawing: an image with a text alternative, whose points the arrow keys walk through. */
function plotOf(first: Part, firstPaint: Paint) {
  const canvas = element('div', { class: 'canvas' });
  const heading = first.label === undefined ? undefined : element('h4');
  const chart = drawChart(canvas, chartOf(first.visual, firstPaint).option);
  let [points, at] = [0, -1];
  const walk = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    at = Math.min(Math.max(at + step, 0), Math.max(0, points - 1));
    chart.point(at);
  };
  const plot = element('div', { class: 'plot', role: 'img', tabindex: 0, keydown: walk }, canvas);

  function describe({ label, visual }: Part, minimum: Chart['minimum']) {
    points = visual.result.rows.length;
    if (heading !== undefined) heading.textContent = label ?? '';
    plot.setAttribute('aria-label', label === undefined ? visual.alternative : `${label}: ${visual.alternative}`);
    canvas.style.minHeight = minimum.height === undefined ? '' : `${minimum.height}px`;
    canvas.style.minWidth = minimum.width === undefined ? '' : `${minimum.width}px`;
  }

  describe(first, chartOf(first.visual, firstPaint).minimum);
  return {
    node: heading === undefined ? plot : element('div', { class: 'multiple' }, heading, plot),
    update: (part: Part, paint: Paint) => {
      const { option, minimum } = chartOf(part.visual, paint);
      describe(part, minimum);
      chart.update(option);
    },
    dispose: chart.dispose,
  };
}

function legendSide(visual: ChartVisual): 'top' | 'right' | 'bottom' | 'left' | 'hidden' {
  if (visual.kind === 'map') return 'bottom';
  if (!visual.legend.visible) return 'hidden';
  if (visual.legend.position !== 'auto') return visual.legend.position;
  return visual.kind === 'pie' ? 'right' : 'top';
}

/** What is stacked upwards is listed downwards from the top, so that the legend stands as the layers do. */
function isStacked(visual: ChartVisual): boolean {
  if (visual.kind === 'bar') return !visual.horizontal && visual.arrangement !== 'clustered';
  return visual.kind === 'line' && visual.shape === 'stacked-area';
}
