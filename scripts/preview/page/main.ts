import type { PageModel } from '../model.ts';
import { App } from './app.ts';
import { useWorld } from './chart/draw-chart.ts';
import { element } from './element.ts';
import { liveSource } from './live/live-source.ts';
import { applyScheme, rememberedScheme } from './shell/color-scheme.ts';
import { failedPage, loadingPage } from './shell/page-state.ts';
import type { World } from './world.ts';

/** The browser's way in: draws the model that the file holds, or else asks the server that served the page. */
async function main(): Promise<void> {
  applyScheme(rememberedScheme());
  const root = element('div', { id: 'root' });
  document.body.replaceChildren(...document.querySelectorAll('script'), root);
  const world = embedded<World>('world');
  if (world !== undefined) useWorld(world);
  const model = embedded<PageModel>('model');
  if (model !== undefined) new App(root, model, undefined);
  else await startLive(root);
}

async function startLive(root: HTMLElement): Promise<void> {
  const live = liveSource();
  root.replaceChildren(loadingPage());
  try {
    const app = new App(root, await live.model(), live);
    let lost = false;
    const renew = () =>
      void live.model().then(
        (model) => app.replace(model),
        () => app.connected(false),
      );
    live.listen(renew, (is) => {
      app.connected(is);
      // What happened while the server was away is not known: the model is taken anew.
      if (is && lost) renew();
      lost = !is;
    });
  } catch (error) {
    root.replaceChildren(
      failedPage(error instanceof Error ? error.message : String(error), () => void startLive(root)),
    );
  }
}

/** JSON that the page carries in itself; page-html.ts wrote it from the typed model. */
function embedded<Content>(id: string): Content | undefined {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === null ? undefined : JSON.parse(text);
}

void main();
