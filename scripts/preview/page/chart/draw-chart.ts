import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, registerMap, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { decodeWorld, type World } from '../world.ts';
import type { ChartOption } from './chart-option.ts';

use([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  GeoComponent,
  GridComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
]);

/** A chart on the page. */
export interface DrawnChart {
  update(option: ChartOption): void;
  /** Shows the tooltip of a category or point: what the arrow keys do. */
  point(index: number): void;
  dispose(): void;
}

/** Makes the world known to maps; once, before the first map is drawn. */
export function useWorld(world: World): void {
  registerMap('world', { geoJSON: decodeWorld(world), specialAreas: {} });
}

/**
 * Draws into an element as soon as it has a size, and again whenever the size changes.
 * @param container may still be outside the document
 */
export function drawChart(container: HTMLElement, option: ChartOption): DrawnChart {
  let chart: EChartsType | undefined;
  let current = option;
  const resized = new ResizeObserver(() => {
    if (container.clientWidth === 0 || container.clientHeight === 0) return;
    if (chart !== undefined) return chart.resize();
    chart = init(container, null, { renderer: 'svg' });
    chart.setOption(current);
  });
  resized.observe(container);
  return {
    update: (next) => {
      current = next;
      // Bars that grow from nothing at every choice would tell a change that isn't one.
      chart?.setOption({ ...next, animation: false }, { notMerge: true });
    },
    point: (index) => chart?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: index }),
    dispose: () => {
      resized.disconnect();
      chart?.dispose();
    },
  };
}
