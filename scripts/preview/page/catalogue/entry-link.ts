import type { CatalogueModel } from '../../model.ts';
import { element } from '../element.ts';
import { formatRoute } from '../route.ts';

/** Links to datasets and tables by name; a name that the catalogue doesn't hold stays text. */
export function entryLinks(names: readonly string[], catalogue: CatalogueModel): HTMLElement | undefined {
  if (names.length === 0) return undefined;
  const known = new Set([...catalogue.datasets, ...catalogue.tables].map(({ name }) => name));
  const items = names.map((name) => {
    const href = formatRoute({ view: 'catalogue', entry: name });
    return element('li', {}, known.has(name) ? element('a', { href }, name) : name);
  });
  return element('ul', { class: 'links' }, ...items);
}

/** Links to the sheets whose visuals read a table, a line per visual. */
export function visualLinks(table: string, catalogue: CatalogueModel): HTMLElement | undefined {
  const items = catalogue.dashboards.flatMap(({ id, title, visuals }) =>
    visuals
      .filter(({ tables }) => tables.includes(table))
      .map(({ sheet, visual }) => {
        const href = formatRoute({ view: 'dashboard', dashboard: id, sheet });
        return element('li', {}, element('a', { href }, `${title} / ${sheet} / ${visual}`));
      }),
  );
  return items.length === 0 ? undefined : element('ul', { class: 'links' }, ...items);
}
