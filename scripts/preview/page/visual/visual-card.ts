import type { VisualModel } from '../../model.ts';
import { element, uniqueId } from '../element.ts';
import type { Paint } from '../palette.ts';
import { type Body, isChart } from './body.ts';
import { chartBody } from './chart-body.ts';
import type { TableState } from './data-table.ts';
import { kpiBody } from './kpi-body.ts';
import { pivotBody } from './pivot-body.ts';
import { stateBody } from './state-body.ts';
import { tableBehind, tableBody } from './table-body.ts';

export interface VisualCard {
  readonly node: HTMLElement;
  /** Draws again: other data, other colours. Whether the table behind is shown stays. */
  update(visual: VisualModel, paint: Paint): void;
  dispose(): void;
}

/** A visual on its surface: title, what is wrong with it, the drawing or the table behind it. */
export function visualCard(first: VisualModel, firstPaint: Paint): VisualCard {
  let [visual, paint] = [first, firstPaint];
  let asTable = false;
  let body: Body | undefined;
  let table: TableState = {};
  const id = uniqueId('visual');
  const title = element('h3', { id });
  const subtitle = element('p', { class: 'subtitle' });
  const notes = element('div', { class: 'card-notes' });
  const toggle = element('button', { type: 'button', class: 'plain card-toggle', click: () => show(!asTable) });
  const slot = element('div', { class: 'card-body' });
  const heading = element('header', { class: 'card-head' }, element('div', {}, title, subtitle), toggle);
  const node = element('article', { class: 'card', 'aria-labelledby': id }, heading, notes, slot);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !asTable) return;
    show(false);
    toggle.focus();
  });

  function show(as: boolean) {
    asTable = as;
    table = {};
    draw();
  }

  function draw() {
    node.className = `card kind-${visual.kind}`;
    title.textContent = visual.title ?? (visual.kind === 'not-drawn' ? visual.asked : visual.alternative);
    title.classList.toggle('visually-hidden', visual.titleHidden || visual.title === undefined);
    subtitle.textContent = visual.subtitle ?? '';
    subtitle.hidden = (visual.subtitle ?? '') === '';
    const state = stateBody(visual);
    toggle.hidden = state !== undefined || !isChart(visual);
    toggle.textContent = asTable ? 'Show as chart' : 'Show as table';
    node.classList.toggle('untitled', title.classList.contains('visually-hidden') && subtitle.hidden);
    notes.replaceChildren(...noteLines(visual));
    const chart = state === undefined && isChart(visual) && !asTable;
    if (chart && body?.update?.(visual, paint) === true) return;
    body?.dispose();
    body = state ?? (asTable && isChart(visual) ? tableBehind(visual, table) : bodyOf(visual, paint, table));
    slot.replaceChildren(body.node);
  }

  draw();
  return {
    node,
    update: (next, nextPaint) => {
      [visual, paint] = [next, nextPaint];
      draw();
    },
    dispose: () => body?.dispose(),
  };
}

function bodyOf(visual: VisualModel, paint: Paint, table: TableState): Body {
  if (isChart(visual)) return chartBody(visual, paint);
  if (visual.kind === 'kpi') return kpiBody(visual);
  if (visual.kind === 'table') return tableBody(visual, table);
  if (visual.kind === 'pivot') return pivotBody(visual);
  return { node: element('div'), dispose: () => {} };
}

function noteLines(visual: VisualModel): HTMLElement[] {
  const lines: HTMLElement[] = [];
  if (visual.staleTables.length > 0) {
    const text = `Not up to date: ${visual.staleTables.join(', ')}`;
    lines.push(element('p', { class: 'note note-stale' }, text));
  }
  if (visual.kind !== 'not-drawn') {
    for (const { name, reason } of visual.notDrawn) {
      lines.push(element('p', { class: 'note', title: reason }, `Not drawn: ${name}`));
    }
  }
  const { rows, total } = visual.result;
  if (total > rows.length && isChart(visual)) {
    const text = `First ${rows.length.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} points`;
    lines.push(element('p', { class: 'note' }, text));
  }
  return lines;
}
