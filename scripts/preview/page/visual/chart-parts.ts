import { stackedTotals } from '../chart/stack.ts';
import { namedColors, type Paint } from '../palette.ts';
import { shapeSeries } from '../shape/shape-series.ts';
import { splitMultiples } from '../shape/split-multiples.ts';
import type { ChartVisual } from './body.ts';

/**
 * The drawings that a visual is made of: one, or one per member of its small-multiple fields.
 * Multiples share the scale of the highest, and a series has one colour in all of them.
 */
export function chartParts(
  visual: ChartVisual,
  paint: Paint,
): readonly { readonly label: string | undefined; readonly visual: ChartVisual }[] {
  if (visual.kind === 'map' || visual.wells.multiples.length === 0) return [{ label: undefined, visual }];
  const parts = splitMultiples(visual.result, visual.wells.multiples);
  if (visual.kind === 'pie') return parts.map(({ label, result }) => ({ label, visual: { ...visual, result } }));
  const all = shapeSeries(visual.result, visual.wells).series;
  const names = all.map(({ name }) => name);
  const colors = namedColors(
    visual,
    paint,
    all.map(({ name, field }) => [name, field.id]),
  );
  const maximum = visual.valueAxis.maximum ?? niceMaximum(highest(visual, parts));
  return parts.map(({ label, result }) => {
    const own = shapeSeries(result, visual.wells).series.map(({ name }) => colors[names.indexOf(name)] ?? paint.accent);
    const valueAxis = { ...visual.valueAxis, maximum };
    return { label, visual: { ...visual, result, palette: own, memberColors: {}, valueAxis } };
  });
}

function highest(
  visual: Exclude<ChartVisual, { kind: 'map' | 'pie' }>,
  parts: ReturnType<typeof splitMultiples>,
): number {
  const stacked = visual.kind === 'line' ? visual.shape === 'stacked-area' : visual.arrangement === 'stacked';
  return Math.max(
    0,
    ...parts.flatMap(({ result }) => {
      const { series, labels } = shapeSeries(result, visual.wells);
      return stacked
        ? stackedTotals(series, labels.length)
        : series.flatMap(({ values }) => values.map((value) => value ?? 0));
    }),
  );
}

/** The next 1, 2, 2.5 or 5 times a power of ten that isn't below. */
export function niceMaximum(value: number): number | undefined {
  if (!(value > 0)) return undefined;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((multiple) => multiple * power >= value) ?? 10;
  return step * power;
}
