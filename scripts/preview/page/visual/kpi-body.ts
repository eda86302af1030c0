import type { VisualModel } from '../../model.ts';
import { element } from '../element.ts';
import { formatNumber, formatSigned } from '../format/format-number.ts';
import { formatValue } from '../format/format-value.ts';
import type { Body } from './body.ts';
import { sparkline } from './sparkline.ts';

export type KpiVisual = Extract<VisualModel, { kind: 'kpi' }>;

/** One figure with what it is compared with beside it, its target, and its course so far. */
export function kpiBody(visual: KpiVisual): Body {
  const { result } = visual;
  const row = result.rows[0] ?? [];
  const field = visual.value === undefined ? undefined : result.fields[visual.value];
  const cell = visual.value === undefined ? null : (row[visual.value] ?? null);
  const figure = field === undefined ? '–' : formatValue(cell, field);
  const exact =
    field !== undefined && typeof cell === 'number'
      ? formatValue(cell, { ...field, format: { ...field.format, scale: undefined } })
      : figure;
  const points = visual.sparkline ?? [];
  const drawn = points.length > 1 && field !== undefined && sparkline(points, field);
  const [comparison, target] = [comparisonLine(visual), targetLine(visual)];
  const node = element('div', { class: 'kpi' }, figureLine(figure, exact), comparison, target, drawn);
  // What the lines below the figure take: the figure may be as high as the rest of the card.
  node.style.setProperty('--below', `${(comparison === undefined ? 0 : 22) + (target === undefined ? 0 : 32)}px`);
  return { node, dispose: () => {} };
}

/** The figure, as large as its length allows; scaled ones say the exact value when they are pointed at. */
function figureLine(figure: string, exact: string): HTMLElement {
  const line = element('div', { class: 'kpi-figure', title: exact === figure ? undefined : exact }, figure);
  line.style.setProperty('--length', String(Math.max(4, figure.length)));
  return line;
}

function comparisonLine(visual: KpiVisual): HTMLElement | undefined {
  const { comparison } = visual;
  const field = visual.value === undefined ? undefined : visual.result.fields[visual.value];
  if (comparison === undefined || field === undefined) return undefined;
  const { amount, label, method } = comparison;
  if (amount === null)
    return element('p', { class: 'kpi-comparison', title: 'There is nothing to compare with' }, `– ${label}`);
  const percent = { ...field.format, kind: 'percent', decimals: 1, scale: undefined, prefix: '', suffix: '' } as const;
  const text =
    method === 'difference'
      ? formatSigned(amount, field.format)
      : method === 'percent'
        ? formatNumber(amount, percent)
        : formatSigned(amount, percent);
  const direction = method === 'percent' || amount === 0 ? 'even' : amount > 0 ? 'up' : 'down';
  const arrow = { up: '▲', down: '▼', even: '' }[direction];
  return element(
    'p',
    { class: 'kpi-comparison' },
    element(
      'span',
      { class: `change change-${direction}` },
      arrow !== '' && element('span', { 'aria-hidden': 'true', class: 'arrow' }, arrow),
      text,
    ),
    ` ${label}`,
  );
}

function targetLine(visual: KpiVisual): HTMLElement | undefined {
  const { target, value, result } = visual;
  if (target === undefined || value === undefined) return undefined;
  const field = result.fields[target];
  const [goal, reached] = [result.rows[0]?.[target], result.rows[0]?.[value]];
  if (field === undefined || typeof goal !== 'number') return undefined;
  const share = typeof reached === 'number' && goal !== 0 ? reached / goal : undefined;
  const bar = element('div', { class: 'progress', 'aria-hidden': 'true' }, element('div', { class: 'progress-done' }));
  const done = bar.firstElementChild;
  if (done instanceof HTMLElement) done.style.width = `${Math.min(Math.max(share ?? 0, 0), 1) * 100}%`;
  const text = share === undefined ? '' : `${Math.round(share * 100)}% of `;
  return element(
    'div',
    { class: 'kpi-target' },
    bar,
    element('p', {}, `${text}${field.label} ${formatValue(goal, field)}`),
  );
}
