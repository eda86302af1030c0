import type { VisualModel } from '../../model.ts';

/** What a card shows under its title. */
export interface Body {
  readonly node: HTMLElement;
  /** Says something to a screen reader when a point is chosen with the arrow keys. */
  dispose(): void;
}

export type ChartVisual = Extract<VisualModel, { kind: 'bar' | 'line' | 'combo' | 'pie' | 'map' }>;

/** Charts have a table behind them; tables, pivots and figures are their own. */
export function isChart(visual: VisualModel): visual is ChartVisual {
  return ['bar', 'line', 'combo', 'pie', 'map'].includes(visual.kind);
}
