import type { Cell, FieldModel } from '../../model.ts';
import { element } from '../element.ts';
import { formatValue } from '../format/format-value.ts';
import { type Sorting, sortRows } from '../shape/sort-rows.ts';

export interface TableContent {
  /** The accessible name; not drawn, the card's title is. */
  readonly name: string;
  readonly fields: readonly FieldModel[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that the query has; more than `rows` when they were cut. */
  readonly total: number;
  /** Cells of the last row, and its label; undefined: no such row. */
  readonly totals: readonly Cell[] | undefined;
  readonly totalsLabel: string;
}

/** How a person sorted a table: kept by the card, so that it outlives new numbers. */
export interface TableState {
  sorting?: Sorting;
}

const pageSize = 200;

/** A table that sorts by its headers, keeps them in view, and turns pages when there are more than 200 rows. */
export function dataTable(content: TableContent, state: TableState): HTMLElement {
  let page = 0;
  let ordered = content.rows;
  const body = element('tbody');
  const headers = content.fields.map((field, column) => {
    const label = element('span', {}, field.label);
    const button = element('button', { type: 'button', class: 'sort', click: () => sortBy(column) }, label);
    return element('th', { scope: 'col', class: alignment(field), 'aria-sort': 'none' }, button);
  });
  const table = element(
    'table',
    { 'aria-label': content.name },
    element('thead', {}, element('tr', {}, ...headers)),
    body,
    totalsRow(content),
  );
  const pager = element('div', { class: 'pager' });
  const scroller = element(
    'div',
    { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': content.name },
    table,
  );

  function sortBy(column: number) {
    const again = state.sorting?.column === column && state.sorting.direction === 'ascending';
    state.sorting = { column, direction: again ? 'descending' : 'ascending' };
    page = 0;
    order();
    show();
  }

  function order() {
    const { sorting } = state;
    if (sorting === undefined) return;
    ordered = sortRows(content.rows, sorting);
    headers.forEach((header, at) => {
      header.setAttribute('aria-sort', at === sorting.column ? sorting.direction : 'none');
    });
  }

  function show() {
    const shown = ordered.slice(page * pageSize, (page + 1) * pageSize);
    body.replaceChildren(...shown.map((row) => tableRow(row, content.fields)));
    pager.replaceChildren(...pagerParts());
    pager.hidden = ordered.length <= pageSize && content.total <= content.rows.length;
    scroller.scrollTop = 0;
  }

  function pagerParts(): Node[] {
    const count = (value: number) => value.toLocaleString('en-US');
    const last = Math.max(0, Math.ceil(ordered.length / pageSize) - 1);
    const from = ordered.length === 0 ? 0 : page * pageSize + 1;
    const cut =
      content.total > content.rows.length
        ? ` of the first ${count(ordered.length)} (${count(content.total)} in all)`
        : ` of ${count(ordered.length)}`;
    const text = `Rows ${count(from)}–${count(Math.min((page + 1) * pageSize, ordered.length))}${cut}`;
    const turn = (to: number) => () => {
      page = to;
      show();
    };
    return [
      element('span', { role: 'status' }, text),
      element('button', { type: 'button', class: 'plain', disabled: page === 0, click: turn(page - 1) }, 'Previous'),
      element('button', { type: 'button', class: 'plain', disabled: page >= last, click: turn(page + 1) }, 'Next'),
    ];
  }

  order();
  show();
  return element('div', { class: 'table-frame' }, scroller, pager);
}

function tableRow(row: readonly Cell[], fields: readonly FieldModel[]): HTMLElement {
  const cells = fields.map((field, column) => {
    const text = formatValue(row[column] ?? null, field);
    return element('td', { class: alignment(field) }, text);
  });
  return element('tr', {}, ...cells);
}

function totalsRow({ fields, totals, totalsLabel }: TableContent): HTMLElement | undefined {
  if (totals === undefined) return undefined;
  const cells = fields.map((field, column) => {
    const total = totals[column] ?? null;
    if (column === 0 && total === null) return element('th', { scope: 'row' }, totalsLabel);
    return element('td', { class: alignment(field) }, total === null ? '' : formatValue(total, field));
  });
  return element('tfoot', {}, element('tr', {}, ...cells));
}

/** Numbers stand right, so that their digits line up. */
function alignment(field: FieldModel): string | undefined {
  return field.type === 'number' ? 'number' : undefined;
}
