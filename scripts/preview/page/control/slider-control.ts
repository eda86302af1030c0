import { element, uniqueId } from '../element.ts';
import type { ControlOptions } from './control-options.ts';
import { listOf } from './control-value.ts';

/** Years are read without a mark: only five digits and more are grouped. */
const writer = new Intl.NumberFormat('en-US', { useGrouping: 'min2', maximumFractionDigits: 4 });

/** A slider, with its value beside it; a range has one for each end, which can't pass each other. */
export function sliderControl({ control, value, disabled, change }: ControlOptions): HTMLElement {
  const [minimum, maximum] = [control.minimum ?? '0', control.maximum ?? '100'];
  const range = value.kind === 'range';
  const chosen = range ? [value.from ?? minimum, value.to ?? maximum] : [listOf(value)[0] ?? minimum];
  const output = element('output', { class: 'slider-value' });
  const names = range ? [`${control.title}, from`, `${control.title}, to`] : [control.title];
  const inputs = chosen.map((start, at) => {
    const input = element('input', {
      id: uniqueId('control'),
      type: 'range',
      min: minimum,
      max: maximum,
      step: control.step ?? 'any',
      disabled,
      'aria-label': names[at] ?? control.title,
      input: () => moved(at),
    });
    input.value = start;
    return input;
  });

  function moved(at: number) {
    const [low, high] = inputs;
    if (low !== undefined && high !== undefined && Number(low.value) > Number(high.value)) {
      (at === 0 ? low : high).value = (at === 0 ? high : low).value;
    }
    show();
    const values = inputs.map((input) => input.value);
    change(range ? { kind: 'range', from: values[0], to: values[1] } : { kind: 'list', values });
  }

  function show() {
    output.textContent = inputs.map((input) => writer.format(Number(input.value))).join(' – ');
  }

  show();
  const label = element('span', { class: 'control-label' }, control.title);
  return element('div', { class: 'control control-slider' }, label, ...inputs, output);
}
