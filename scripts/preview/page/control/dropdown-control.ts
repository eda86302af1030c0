import { element, uniqueId } from '../element.ts';
import { checklist } from './checklist.ts';
import type { ControlOptions } from './control-options.ts';
import { chosenOf, listOf, summarise } from './control-value.ts';

/** One choice: the platform's own list. Several: a button that opens a checklist; Esc or a click elsewhere closes it. */
export function dropdownControl(options: ControlOptions): HTMLElement {
  return options.control.multiple ? manyChoices(options) : oneChoice(options);
}

function oneChoice({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const id = uniqueId('control');
  const [chosen = ''] = listOf(value);
  const known = chosen === '' || control.options.includes(chosen) ? control.options : [chosen, ...control.options];
  const items = known.map((option) => element('option', { value: option, selected: option === chosen }, option));
  const select = element(
    'select',
    { id, disabled, change: () => change({ kind: 'list', values: select.value === '' ? [] : [select.value] }) },
    element('option', { value: '', selected: chosen === '' }, 'All'),
    ...items,
  );
  return element(
    'div',
    { class: 'control' },
    element('label', { class: 'control-label', for: id }, control.title),
    select,
  );
}

function manyChoices({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const [labelId, valueId, panelId] = [uniqueId('label'), uniqueId('value'), uniqueId('panel')];
  const shown = element(
    'span',
    { id: valueId, class: 'dropdown-value' },
    summarise(chosenOf(value, control), control.total),
  );
  const button = element(
    'button',
    {
      type: 'button',
      class: 'dropdown',
      disabled,
      'aria-expanded': 'false',
      'aria-controls': panelId,
      'aria-labelledby': `${labelId} ${valueId}`,
      click: () => toggle(panel.hidden === true),
    },
    shown,
  );
  const choices = { values: control.options, total: control.total, multiple: true, label: control.title };
  const list = checklist(choices, chosenOf(value, control), disabled, (values) => {
    shown.textContent = summarise(values, control.total);
    change({ kind: 'list', values });
  });
  const panel = element('div', { id: panelId, class: 'dropdown-panel', hidden: true }, list);
  const node = element(
    'div',
    { class: 'control control-dropdown' },
    element('span', { class: 'control-label', id: labelId }, control.title),
    button,
    panel,
  );

  function toggle(open: boolean) {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) panel.querySelector('input')?.focus();
    if (open) document.addEventListener('pointerdown', outside);
    else document.removeEventListener('pointerdown', outside);
  }

  function outside(event: Event) {
    if (!(event.target instanceof Node) || !node.contains(event.target)) toggle(false);
  }

  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    toggle(false);
    button.focus();
    event.stopPropagation();
  });
  node.addEventListener('focusout', (event) => {
    const to = event.relatedTarget;
    if (to instanceof Node && !node.contains(to)) toggle(false);
  });
  return node;
}
