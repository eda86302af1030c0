import type { CatalogueDataset, CatalogueModel, CatalogueTable } from '../../model.ts';
import { element } from '../element.ts';
import { formatRoute } from '../route.ts';
import { datasetEntry } from './dataset-entry.ts';
import { count, section } from './facts.ts';
import { lineagePicture } from './lineage-picture.ts';
import { statusMark } from './status-mark.ts';
import { tableEntry } from './table-entry.ts';

/** The catalogue: all of it, or one entry by name. */
export function catalogueView(catalogue: CatalogueModel, entry: string | undefined): HTMLElement {
  if (entry === undefined) return overview(catalogue);
  const dataset = catalogue.datasets.find(({ name }) => name === entry);
  const table = catalogue.tables.find(({ name }) => name === entry);
  const back = element(
    'p',
    { class: 'back' },
    element('a', { href: formatRoute({ view: 'catalogue', entry: undefined }) }, '← Catalogue'),
  );
  if (table !== undefined) return element('div', { class: 'catalogue' }, back, tableEntry(table, catalogue));
  if (dataset !== undefined) return element('div', { class: 'catalogue' }, back, datasetEntry(dataset, catalogue));
  const missing = element('p', { class: 'state' }, `The lake holds no dataset or table named “${entry}”.`);
  return element('div', { class: 'catalogue' }, back, element('h1', {}, entry), missing);
}

function overview(catalogue: CatalogueModel): HTMLElement {
  const status = element('p', { class: 'note', role: 'status' });
  const datasets = catalogue.datasets.map((dataset) => ({ row: datasetRow(dataset), words: wordsOf(dataset) }));
  const tables = catalogue.tables.map((table) => ({ row: tableRow(table), words: wordsOf(table) }));
  const search = element('input', {
    type: 'search',
    id: 'catalogue-search',
    placeholder: 'Name, description, owner, column',
    input: narrow,
  });

  function narrow() {
    const asked = search.value.trim().toLowerCase().split(/\s+/);
    let found = 0;
    for (const { row, words } of [...datasets, ...tables]) {
      row.hidden = !asked.every((word) => words.includes(word));
      if (!row.hidden) found += 1;
    }
    status.textContent = search.value.trim() === '' ? '' : `${found} of ${datasets.length + tables.length} found`;
  }

  return element(
    'div',
    { class: 'catalogue' },
    element('h1', {}, 'Catalogue'),
    element(
      'div',
      { class: 'search' },
      element('label', { for: 'catalogue-search', class: 'control-label' }, 'Search datasets and tables'),
      search,
      status,
    ),
    section('Datasets', list('Datasets', ['Dataset', 'Owner', 'Rows', 'Quarantined', 'State'], datasets)),
    section('Tables', list('Tables', ['Table', 'Owner', 'Rows', 'Reads', 'State'], tables)),
    section('Lineage', lineagePicture(catalogue)),
  );
}

function list(name: string, heads: readonly string[], rows: readonly { readonly row: HTMLElement }[]): HTMLElement {
  const head = heads.map((text) =>
    element('th', { scope: 'col', class: ['Rows', 'Quarantined'].includes(text) ? 'number' : undefined }, text),
  );
  const table = element(
    'table',
    { class: 'catalogue-list', 'aria-label': name },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows.map(({ row }) => row)),
  );
  return element('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': name }, table);
}

function datasetRow(dataset: CatalogueDataset): HTMLElement {
  const worst = dataset.files.some(({ status }) => status === 'failed')
    ? 'failed'
    : dataset.files.some(({ stale }) => stale)
      ? 'stale'
      : 'clean';
  const share = dataset.rowsIn === 0 ? 0 : dataset.rowsQuarantined / dataset.rowsIn;
  const quarantined =
    dataset.rowsQuarantined === 0 ? '0' : `${count(dataset.rowsQuarantined)} (${(share * 100).toFixed(1)}%)`;
  return element(
    'tr',
    {},
    nameCell(dataset.name, dataset.title, dataset.description),
    element('td', {}, dataset.owner),
    element('td', { class: 'number' }, count(dataset.rowsIn)),
    element('td', { class: 'number' }, quarantined),
    element(
      'td',
      {},
      dataset.source === 'lake' ? 'Written by the lake' : dataset.files.length === 0 ? 'No files' : statusMark(worst),
    ),
  );
}

function tableRow(table: CatalogueTable): HTMLElement {
  return element(
    'tr',
    {},
    nameCell(table.name, table.title, table.description),
    element('td', {}, table.owner),
    element('td', { class: 'number' }, table.rows === undefined ? '–' : count(table.rows)),
    element('td', {}, table.reads.join(', ')),
    element('td', {}, statusMark(table.status)),
  );
}

function nameCell(name: string, title: string, description: string): HTMLElement {
  const link = element('a', { href: formatRoute({ view: 'catalogue', entry: name }) }, name);
  return element(
    'th',
    { scope: 'row' },
    link,
    element('span', { class: 'row-text' }, description === '' ? title : description),
  );
}

function wordsOf(entry: CatalogueDataset | CatalogueTable): string {
  const columns = entry.columns.flatMap(({ name, description }) => [name, description ?? '']);
  return [entry.name, entry.title, entry.description, entry.owner, ...columns].join(' ').toLowerCase();
}
