import type { Cell, VisualModel } from '../../model.ts';
import { element } from '../element.ts';
import { formatMember, formatValue } from '../format/format-value.ts';
import { type ShapedPivot, shapePivot } from '../shape/shape-pivot.ts';
import type { Body } from './body.ts';

export type PivotVisual = Extract<VisualModel, { kind: 'pivot' }>;

const mostRows = 500;

/** A crosstab: row fields down, column fields across, repeated row members written once. */
export function pivotBody(visual: PivotVisual): Body {
  const shaped = shapePivot(visual.result, visual);
  const cut = shaped.rows.length > mostRows;
  const name = visual.title ?? visual.alternative;
  const table = element(
    'table',
    { class: 'pivot', 'aria-label': name },
    element('thead', {}, ...headerRows(visual, shaped)),
    element('tbody', {}, ...bodyRows(visual, shaped)),
  );
  const node = element(
    'div',
    { class: 'table-frame' },
    element('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': name }, table),
    cut && element('p', { class: 'pager' }, `First ${mostRows} of ${shaped.rows.length.toLocaleString('en-US')} rows`),
  );
  return { node, dispose: () => {} };
}

/** A header row per column field, where equal neighbours span, and one with the values' names if they are needed. */
function headerRows(visual: PivotVisual, shaped: ShapedPivot): HTMLElement[] {
  const { fields } = visual.result;
  const levels = visual.columnFields.length;
  const named = visual.values.length > 1 || levels === 0;
  const depth = levels + (named ? 1 : 0);
  const corners = visual.rowFields.map((index) =>
    element('th', { scope: 'col', rowspan: depth }, fields[index]?.label ?? ''),
  );
  const rows = visual.columnFields.map((index, level) => {
    const field = fields[index];
    return spans(shaped, level).map(({ cell, span }) =>
      element(
        'th',
        { scope: 'colgroup', colspan: span, class: named ? 'across' : 'number' },
        field === undefined ? '' : formatMember(cell, field),
      ),
    );
  });
  if (named)
    rows.push(shaped.columns.map(({ field }) => element('th', { scope: 'col', class: 'number' }, field.label)));
  return rows.map((cells, at) => element('tr', {}, ...(at === 0 ? corners : []), ...cells));
}

function spans({ columns }: ShapedPivot, level: number): { cell: Cell; span: number }[] {
  const found: { cell: Cell; span: number; key: string }[] = [];
  for (const { members } of columns) {
    const key = JSON.stringify(members.slice(0, level + 1));
    const last = found.at(-1);
    if (last?.key === key) last.span += 1;
    else found.push({ cell: members[level] ?? null, span: 1, key });
  }
  return found;
}

function bodyRows(visual: PivotVisual, shaped: ShapedPivot): HTMLElement[] {
  let previous: readonly Cell[] = [];
  return shaped.rows.slice(0, mostRows).map(({ members, cells }) => {
    const repeated = members.findIndex((cell, at) => cell !== previous[at]);
    previous = members;
    const heads = visual.rowFields.map((index, at) => {
      const field = visual.result.fields[index];
      const text = field === undefined ? '' : formatMember(members[at] ?? null, field);
      const again = at < (repeated === -1 ? members.length : repeated);
      return element('th', { scope: 'row', class: again ? 'repeated' : undefined }, text);
    });
    const values = cells.map((cell, at) => {
      const field = shaped.columns[at]?.field;
      return element('td', { class: 'number' }, field === undefined || cell === null ? '' : formatValue(cell, field));
    });
    return element('tr', {}, ...heads, ...values);
  });
}
