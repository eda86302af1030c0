import type { VisualModel } from '../../model.ts';
import type { Paint } from '../palette.ts';

/** What a card shows under its title. */
export interface Body {
  readonly node: HTMLElement;
  /** Draws another state of the same visual into the same elements. @returns false when that needs a new body */
  update?(visual: VisualModel, paint: Paint): boolean;
  dispose(): void;
}

export type ChartVisual = Extract<VisualModel, { kind: 'bar' | 'line' | 'combo' | 'pie' | 'map' }>;

/** Charts have a table behind them; tables, pivots and figures are their own. */
export function isChart(visual: VisualModel): visual is ChartVisual {
  return ['bar', 'line', 'combo', 'pie', 'map'].includes(visual.kind);
}
