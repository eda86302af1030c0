import { buildPage, type PageAssets } from './build-page.ts';
import type { PageModel } from './model.ts';
import { selfContainedHtml } from './page-html.ts';

/**
 * One HTML file that opens from disk with its data inside, drawn at the controls' defaults.
 * @param assets where the bundle was begun before
 */
export async function exportPage(model: PageModel, assets: Promise<PageAssets> = buildPage()): Promise<string> {
  return selfContainedHtml({ ...model, mode: 'file' }, await assets);
}
