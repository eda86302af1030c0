import type { ControlValue, SheetModel } from '../../model.ts';
import { element } from '../element.ts';
import { sameValue } from './control-value.ts';
import { controlView } from './control-view.ts';

export interface ControlBarOptions {
  readonly mode: 'live' | 'file';
  /** What the dashboard was first computed with. */
  readonly defaults: Readonly<Record<string, ControlValue>>;
  /** A control changed: all values of the dashboard, the new one among them. */
  change(values: Readonly<Record<string, ControlValue>>): void;
}

export interface ControlBar {
  readonly node: HTMLElement;
  /** Other choices or bounds came with new numbers. Controls that stay the same are left alone, so focus stays too. */
  update(sheet: SheetModel, values: Readonly<Record<string, ControlValue>>): void;
}

/** A sheet's controls in a row, with a way back to the defaults. */
export function controlBar(options: ControlBarOptions): ControlBar {
  let values: Readonly<Record<string, ControlValue>> = {};
  let sheet: SheetModel | undefined;
  const shown = new Map<string, { state: string; node: HTMLElement }>();
  const row = element('div', { class: 'control-row' });
  const reset = element(
    'button',
    { type: 'button', class: 'plain reset', click: () => set(options.defaults, true) },
    'Reset',
  );
  const explanation = element(
    'p',
    { class: 'note' },
    'A saved page shows the values it was made with. Run npm start to change them.',
  );
  const node = element(
    'section',
    { class: 'controls', 'aria-label': 'Controls' },
    row,
    options.mode === 'file' && explanation,
  );

  function set(next: Readonly<Record<string, ControlValue>>, redraw: boolean) {
    values = next;
    if (redraw) draw(true);
    showReset();
    options.change(values);
  }

  function showReset() {
    const ids = sheet?.controls.map(({ id }) => id) ?? [];
    reset.hidden = options.mode === 'file' || ids.every((id) => sameValue(values[id], options.defaults[id]));
  }

  function draw(again: boolean) {
    const controls = sheet?.controls ?? [];
    node.hidden = controls.length === 0;
    for (const [id, { node: old }] of shown) {
      if (controls.some((control) => control.id === id)) continue;
      old.remove();
      shown.delete(id);
    }
    for (const control of controls) {
      const state = JSON.stringify(control);
      const known = shown.get(control.id);
      if (!again && known?.state === state) continue;
      if (known?.node.contains(document.activeElement) && !again) continue;
      const value = values[control.id] ?? { kind: 'list', values: [] };
      const view = controlView({
        control,
        value,
        disabled: options.mode === 'file',
        change: (next) => set({ ...values, [control.id]: next }, false),
      });
      if (known === undefined) row.append(view);
      else known.node.replaceWith(view);
      shown.set(control.id, { state, node: view });
    }
    row.append(reset);
    showReset();
  }

  return {
    node,
    update: (nextSheet, nextValues) => {
      const other = sheet?.id !== nextSheet.id;
      sheet = nextSheet;
      if (other) values = nextValues;
      draw(other);
    },
  };
}
