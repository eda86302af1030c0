import type { PageModel } from '../../model.ts';
import { element } from '../element.ts';

/** Where the page comes from, and whose map it shows. */
export function pageFooter(model: PageModel): HTMLElement {
  const maps = model.dashboards.some(({ sheets }) =>
    sheets.some(({ elements }) => elements.some((item) => item.kind === 'visual' && item.visual.kind === 'map')),
  );
  const file = `Saved by sluice ${model.report === undefined ? 'preview' : 'report'}.`;
  const saved = model.mode === 'file' ? file : 'Served by npm start.';
  return element('footer', { class: 'page-footer' }, element('p', {}, saved, maps && ' Map: Natural Earth.'));
}
