import type { CatalogueModel, CatalogueTable } from '../../model.ts';
import { element } from '../element.ts';
import { entryLinks, visualLinks } from './entry-link.ts';
import { bytesText, columnTable, count, factList, section, smallTable } from './facts.ts';
import { statusMark } from './status-mark.ts';

/** Everything the catalogue knows of a final table. */
export function tableEntry(table: CatalogueTable, catalogue: CatalogueModel): HTMLElement {
  const readers = catalogue.tables.filter(({ reads }) => reads.includes(table.name)).map(({ name }) => name);
  return element(
    'article',
    { class: 'entry' },
    element('p', { class: 'kicker' }, 'Table'),
    element('h1', {}, table.title === '' ? table.name : table.title),
    element('p', { class: 'entry-description' }, table.description),
    factList([
      ['Name', element('code', {}, table.name)],
      ['Status', statusMark(table.status)],
      ['Owner', table.owner],
      ['Rows', table.rows === undefined ? undefined : count(table.rows)],
      ['Size', bytesText(table.bytes)],
      ['Key', table.key.join(', ')],
      ['Partitioned by', table.partitions.join(', ')],
    ]),
    section(
      'What it reads, and what reads it',
      factList(
        [
          ['Reads', entryLinks(table.reads, catalogue)],
          ['Read by tables', entryLinks(readers, catalogue)],
          ['Read by visuals', visualLinks(table.name, catalogue)],
        ],
        'wide',
      ),
    ),
    table.quality.length > 0 &&
      section(
        'Quality rules',
        smallTable(
          `Quality of ${table.name}`,
          ['Rule', 'Result', 'When it fails', 'Measured'],
          table.quality.map(({ rule, passed, severity, message }) => [
            element('code', {}, rule),
            statusMark(passed ? 'passed' : severity === 'fail' ? 'failed' : 'warned'),
            severity === 'fail' ? 'not published' : 'a warning',
            message ?? '',
          ]),
        ),
      ),
    section('Columns', columnTable(table.name, table.columns)),
  );
}
