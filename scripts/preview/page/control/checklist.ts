import { element, uniqueId } from '../element.ts';

/**
 * Boxes to tick (or, for one choice, radio buttons) with a search when there are many. None ticked is "all".
 * @param change gets the ticked values in the order of the options
 */
export function checklist(
  options: {
    readonly values: readonly string[];
    readonly total: number;
    readonly multiple: boolean;
    readonly label: string;
  },
  chosen: readonly string[],
  disabled: boolean,
  change: (values: readonly string[]) => void,
): HTMLElement {
  const ticked = new Set(chosen);
  const name = uniqueId('choice');
  const rows = options.values.map((value) => {
    const box = element('input', {
      type: options.multiple ? 'checkbox' : 'radio',
      name,
      value,
      disabled,
      checked: ticked.has(value),
      change: () => {
        if (!options.multiple) ticked.clear();
        if (box.checked) ticked.add(value);
        else ticked.delete(value);
        report();
      },
    });
    const text = value === '' ? 'Empty text' : value;
    return { box, value, row: element('label', { class: 'choice' }, box, element('span', {}, text)) };
  });
  const clear = element('button', { type: 'button', class: 'plain', disabled, click: reset }, 'All');
  const search = element('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': `Search ${options.label}`,
    disabled,
    input: narrow,
  });
  const cut =
    options.total > options.values.length &&
    element('p', { class: 'note' }, `First ${options.values.length} of ${options.total}`);

  function report() {
    clear.disabled = disabled || ticked.size === 0;
    change(options.values.filter((value) => ticked.has(value)));
  }

  function reset() {
    ticked.clear();
    for (const { box } of rows) box.checked = false;
    report();
  }

  function narrow() {
    const words = search.value.trim().toLowerCase();
    for (const { row, value } of rows) row.hidden = !value.toLowerCase().includes(words);
  }

  clear.disabled = disabled || ticked.size === 0;
  return element(
    'div',
    { class: 'checklist' },
    element('div', { class: 'checklist-head' }, options.values.length > 8 && search, clear),
    element('div', { class: 'choices', role: 'group', 'aria-label': options.label }, ...rows.map(({ row }) => row)),
    cut,
  );
}
