import type { ControlValue, DashboardModel, SheetModel } from '../../model.ts';
import { controlBar } from '../control/control-bar.ts';
import { element } from '../element.ts';
import type { Paint } from '../palette.ts';
import { textBox } from '../visual/text-box.ts';
import { type VisualCard, visualCard } from '../visual/visual-card.ts';
import { dashboardNotes } from './notes.ts';
import { type Placed, placeElements } from './place-elements.ts';
import { sheetTabs, tabId } from './sheet-tabs.ts';

export interface DashboardOptions {
  readonly mode: 'live' | 'file';
  readonly sheet: string | undefined;
  readonly defaults: Readonly<Record<string, ControlValue>>;
  paint(): Paint;
  chooseSheet(sheet: string): void;
  changeControls(values: Readonly<Record<string, ControlValue>>): void;
}

export interface DashboardView {
  readonly node: HTMLElement;
  /** New numbers or colours for the same dashboard and sheet. */
  update(dashboard: DashboardModel): void;
  /** `waiting` while the server computes; a message when it failed; undefined when the numbers are right. */
  status(state: 'waiting' | { readonly failed: string } | undefined): void;
  dispose(): void;
}

const panelId = 'sheet';

/** One dashboard: title, tabs, notes, controls and the grid of its sheet. */
export function dashboardView(first: DashboardModel, options: DashboardOptions): DashboardView {
  const cards = new Map<string, VisualCard>();
  const sheetOf = (dashboard: DashboardModel) =>
    dashboard.sheets.find(({ id }) => id === options.sheet) ?? dashboard.sheets[0];
  const sheet = sheetOf(first);
  const notes = element('div');
  const status = element('div', { class: 'status', role: 'status' });
  const grid = element('div', { class: 'grid' });
  const bar = controlBar({
    mode: options.mode,
    defaults: options.defaults,
    change: options.changeControls,
  });
  const several = first.sheets.length > 1;
  const panel = element(
    'div',
    several && sheet !== undefined
      ? { id: panelId, class: 'panel', role: 'tabpanel', 'aria-labelledby': tabId(sheet.id) }
      : { id: panelId, class: 'panel' },
    element('h2', { class: 'visually-hidden' }, sheet?.title ?? 'No sheets'),
    sheet?.description !== undefined && element('p', { class: 'sheet-description' }, sheet.description),
    bar.node,
    status,
    grid,
  );
  const node = element(
    'div',
    { class: 'dashboard' },
    element('h1', {}, first.title),
    notes,
    several && sheetTabs(first.sheets, sheet?.id ?? '', panelId, options.chooseSheet),
    panel,
  );

  function update(dashboard: DashboardModel) {
    const lines = dashboardNotes(dashboard);
    const open = notes.querySelector('details')?.open ?? false;
    if (lines instanceof HTMLDetailsElement) lines.open = open;
    notes.replaceChildren(...(lines === undefined ? [] : [lines]));
    const current = sheetOf(dashboard);
    if (current === undefined) {
      grid.replaceChildren(element('p', { class: 'state' }, 'This dashboard has no sheets.'));
      return;
    }
    bar.update(current, dashboard.controlValues);
    drawGrid(current);
  }

  function drawGrid(current: SheetModel) {
    const paint = options.paint();
    const placed = placeElements(current.elements);
    const ids = new Set(placed.map(({ element: item }) => (item.kind === 'visual' ? item.visual.id : item.id)));
    const sameCards = [...cards.keys()].every((id) => ids.has(id)) && cards.size > 0;
    if (sameCards) {
      for (const { element: item } of placed)
        if (item.kind === 'visual') cards.get(item.visual.id)?.update(item.visual, paint);
      return;
    }
    for (const card of cards.values()) card.dispose();
    cards.clear();
    grid.replaceChildren(...placed.map((place) => cell(place, paint)));
    if (placed.length === 0) grid.append(element('p', { class: 'state' }, 'Nothing is placed on this sheet.'));
  }

  function cell(place: Placed, paint: Paint): HTMLElement {
    const holder = element('div', { class: `cell narrow-${place.narrowSpan}` });
    holder.style.setProperty('--column', `${place.column.start} / span ${place.column.span}`);
    holder.style.setProperty('--rows', `${place.row.start} / span ${place.row.span}`);
    if (place.narrowHeight !== undefined) holder.style.setProperty('--narrow-height', `${place.narrowHeight}px`);
    if (place.element.kind === 'text') {
      holder.classList.add('cell-text');
      holder.append(textBox(place.element));
      return holder;
    }
    const card = visualCard(place.element.visual, paint);
    cards.set(place.element.visual.id, card);
    holder.append(card.node);
    return holder;
  }

  if (first.theme?.accent !== undefined) node.style.setProperty('--figure', first.theme.accent);
  update(first);
  return {
    node,
    update,
    status: (state) => {
      grid.classList.toggle('is-waiting', state === 'waiting');
      grid.setAttribute('aria-busy', String(state === 'waiting'));
      const failed = typeof state === 'object';
      status.classList.toggle('status-failed', failed);
      status.textContent = failed ? `These numbers are not for the values chosen: ${state.failed}` : '';
    },
    dispose: () => {
      for (const card of cards.values()) card.dispose();
    },
  };
}
