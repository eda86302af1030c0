import { element } from '../element.ts';
import { checklist } from './checklist.ts';
import type { ControlOptions } from './control-options.ts';
import { chosenOf } from './control-value.ts';

/** A list that stands open. */
export function choiceControl({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const options = { values: control.options, total: control.total, multiple: control.multiple, label: control.title };
  const list = checklist(options, chosenOf(value, control), disabled, (values) => change({ kind: 'list', values }));
  return element(
    'div',
    { class: 'control control-list' },
    element('span', { class: 'control-label' }, control.title),
    list,
  );
}
