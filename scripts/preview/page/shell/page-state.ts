import { element } from '../element.ts';

/** The page before its data came: the shape of what is to come. */
export function loadingPage(): HTMLElement {
  const cards = Array.from({ length: 5 }, (_, at) => element('div', { class: `skeleton skeleton-${at}` }));
  return element(
    'main',
    { id: 'main', 'aria-busy': 'true' },
    element('p', { class: 'visually-hidden', role: 'status' }, 'Loading'),
    element('div', { class: 'skeletons', 'aria-hidden': 'true' }, ...cards),
  );
}

/** The page when its data can't be had, with a way to try again. */
export function failedPage(message: string, retry: () => void): HTMLElement {
  return element(
    'main',
    { id: 'main' },
    element(
      'div',
      { class: 'state state-failed', role: 'alert' },
      element('h1', { class: 'state-heading' }, 'The page’s data could not be loaded'),
      element('p', { class: 'state-text' }, message),
      element('button', { type: 'button', class: 'plain', click: retry }, 'Try again'),
    ),
  );
}

/** The page of a lake without dashboards. */
export function emptyPage(): HTMLElement {
  return element(
    'div',
    { class: 'state' },
    element('h1', { class: 'state-heading' }, 'No dashboards yet'),
    element('p', { class: 'state-text' }, 'Add a folder to dashboards/ with a definition.json.'),
  );
}
