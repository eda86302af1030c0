import type { CatalogueDataset, CatalogueModel } from '../../model.ts';
import { element } from '../element.ts';
import { entryLinks } from './entry-link.ts';
import { columnTable, count, factList, freshnessText, section, smallTable } from './facts.ts';
import { statusMark } from './status-mark.ts';

/** Everything the catalogue knows of a dataset. */
export function datasetEntry(dataset: CatalogueDataset, catalogue: CatalogueModel): HTMLElement {
  const { name, title, description, rowsIn, rowsClean, rowsQuarantined } = dataset;
  const sum = `${count(rowsIn)} rows in = ${count(rowsClean)} clean + ${count(rowsQuarantined)} quarantined`;
  return element(
    'article',
    { class: 'entry' },
    element('p', { class: 'kicker' }, 'Dataset'),
    element('h1', {}, title === '' ? name : title),
    element('p', { class: 'entry-description' }, description),
    factList([
      ['Name', element('code', {}, name)],
      ['Owner', dataset.owner],
      ['Licence', dataset.licence],
      ['Source', dataset.source],
      ['Freshness', freshnessText(dataset.freshness)],
      ['Rows', sum],
      ['Read by', entryLinks(dataset.readBy, catalogue)],
    ]),
    dataset.files.length > 0 &&
      section(
        'Files',
        smallTable(
          `Files of ${name}`,
          ['File', 'Status', 'Rows in', 'Clean', 'Quarantined'],
          dataset.files.map((file) => [
            element('code', {}, file.file),
            statusMark(file.stale ? 'stale' : file.status),
            file.rowsIn,
            file.rowsClean,
            file.rowsQuarantined,
          ]),
        ),
      ),
    dataset.reasons.length > 0 &&
      section(
        'Rejected rows by reason',
        smallTable(
          `Rejects of ${name}`,
          ['Reason', 'Column', 'Rows'],
          dataset.reasons.map(({ code, column, rows }) => [element('code', {}, code), column ?? '', rows]),
        ),
        element('p', { class: 'note' }, `npx sluice rejects ${name} gives the rows with their reasons.`),
      ),
    section('Columns', columnTable(name, dataset.columns)),
  );
}
