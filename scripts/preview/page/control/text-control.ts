import { element, uniqueId } from '../element.ts';
import type { ControlOptions } from './control-options.ts';
import { listOf } from './control-value.ts';

/** Free text; of a control that takes several values, one on a line. */
export function textControl({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const id = uniqueId('control');
  const label = element('label', { class: 'control-label', for: id }, control.title);
  const report = (text: string) => {
    const values = (control.multiple ? text.split('\n') : [text])
      .map((line) => line.trim())
      .filter((line) => line !== '');
    change({ kind: 'list', values });
  };
  if (control.multiple) {
    const area = element('textarea', { id, rows: 2, disabled, input: () => report(area.value) });
    area.value = listOf(value).join('\n');
    return element('div', { class: 'control' }, label, area);
  }
  const input = element('input', { id, type: 'text', disabled, input: () => report(input.value) });
  input.value = listOf(value)[0] ?? '';
  return element('div', { class: 'control' }, label, input);
}
