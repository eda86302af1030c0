/** What the address after `#` says is in view. */
export type Route =
  | { readonly view: 'dashboard'; readonly dashboard: string | undefined; readonly sheet: string | undefined }
  | { readonly view: 'catalogue'; readonly entry: string | undefined }
  | { readonly view: 'report' };

/** Reads `#/d/sales/overview`, `#/catalogue/movies` or `#/report`; anything else is the first dashboard. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/').map(decode);
  const [first, second, third] = parts;
  if (first === 'catalogue') return { view: 'catalogue', entry: nonEmpty(second) };
  if (first === 'report') return { view: 'report' };
  if (first === 'd') return { view: 'dashboard', dashboard: nonEmpty(second), sheet: nonEmpty(third) };
  return { view: 'dashboard', dashboard: undefined, sheet: undefined };
}

/** The address of a view: what parseRoute reads. */
export function formatRoute(route: Route): string {
  if (route.view === 'report') return '#/report';
  const parts = route.view === 'catalogue' ? ['catalogue', route.entry] : ['d', route.dashboard, route.sheet];
  const known = parts.filter((part) => part !== undefined);
  return `#/${known.map(encodeURIComponent).join('/')}`;
}

/** What an address leads to on a page that begins with a report, or with none. */
export function routeOn({ report }: { readonly report?: unknown }, hash: string): Route {
  const route = parseRoute(hash);
  if (report === undefined) return route.view === 'report' ? parseRoute('') : route;
  return route.view === 'dashboard' && route.dashboard === undefined ? { view: 'report' } : route;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function nonEmpty(part: string | undefined): string | undefined {
  return part === '' ? undefined : part;
}
