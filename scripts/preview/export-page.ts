import { buildPage } from './build-page.ts';
import type { PageModel } from './model.ts';
import { selfContainedHtml } from './page-html.ts';

/** One HTML file that opens from disk with its data inside, drawn at the controls' defaults. */
export async function exportPage(model: PageModel): Promise<string> {
  return selfContainedHtml({ ...model, mode: 'file' }, await buildPage());
}
