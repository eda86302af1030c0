import { element, uniqueId } from '../element.ts';
import type { ControlOptions } from './control-options.ts';
import { listOf } from './control-value.ts';

/** A day, or the first and last day of a range. */
export function dateControl({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const range = control.kind === 'date-range';
  const ends = value.kind === 'range' ? [value.from, value.to] : [listOf(value)[0]];
  const names = range ? [`${control.title}, from`, `${control.title}, to`] : [control.title];
  const inputs = names.map((name, at) => {
    const input = element('input', {
      id: uniqueId('control'),
      type: 'date',
      min: control.minimum?.slice(0, 10),
      max: control.maximum?.slice(0, 10),
      disabled,
      'aria-label': name,
      change: report,
    });
    input.value = ends[at]?.slice(0, 10) ?? '';
    return input;
  });

  function report() {
    const [from, to] = inputs.map((input) => (input.value === '' ? undefined : input.value));
    if (value.kind === 'range') change({ kind: 'range', from, to });
    else change({ kind: 'list', values: from === undefined ? [] : [from] });
  }

  const [first, last] = inputs;
  return element(
    'div',
    { class: 'control control-date' },
    element('span', { class: 'control-label' }, control.title),
    element(
      'span',
      { class: 'date-ends' },
      first,
      last !== undefined && element('span', { 'aria-hidden': 'true' }, '–'),
      last,
    ),
  );
}
