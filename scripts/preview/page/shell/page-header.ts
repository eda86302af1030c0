import type { PageModel } from '../../model.ts';
import { element } from '../element.ts';
import { formatRoute, type Route } from '../route.ts';

/** The page's name, the way to each dashboard and to the catalogue, and the choice of light or dark. */
export function pageHeader(
  model: PageModel,
  route: Route,
  scheme: 'light' | 'dark',
  toggleScheme: () => void,
): HTMLElement {
  const first = model.dashboards[0]?.id;
  const current = route.view === 'dashboard' ? (route.dashboard ?? first) : undefined;
  const link = (text: string, to: Route, here: boolean) =>
    element('li', {}, element('a', { href: formatRoute(to), 'aria-current': here ? 'page' : undefined }, text));
  const links = model.dashboards.map(({ id, title }) =>
    link(title, { view: 'dashboard', dashboard: id, sheet: undefined }, id === current),
  );
  if (model.catalogue !== undefined) {
    links.push(link('Catalogue', { view: 'catalogue', entry: undefined }, route.view === 'catalogue'));
  }
  if (model.report !== undefined) links.unshift(link('Report', { view: 'report' }, route.view === 'report'));
  const other = scheme === 'dark' ? 'light' : 'dark';
  return element(
    'header',
    { class: 'page-header' },
    element('p', { class: 'brand' }, model.title),
    element('nav', { 'aria-label': 'Dashboards' }, element('ul', {}, ...links)),
    element(
      'button',
      { type: 'button', class: 'plain scheme', click: toggleScheme, 'aria-label': `Use ${other} colours` },
      other === 'dark' ? 'Dark' : 'Light',
    ),
  );
}

/** Of more links than there is room for, the one to this page comes into sight. */
export function showCurrentLink(header: HTMLElement): void {
  const nav = header.querySelector('nav');
  const link = header.querySelector<HTMLElement>('[aria-current]');
  if (nav === null || link === null) return;
  nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
}
