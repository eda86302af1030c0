import type { ControlValue, DashboardModel, PageModel } from '../model.ts';
import { catalogueView } from './catalogue/catalogue-view.ts';
import { type DashboardView, dashboardView } from './dashboard/dashboard-view.ts';
import { element } from './element.ts';
import type { LiveSource } from './live/live-source.ts';
import { formatRoute, parseRoute } from './route.ts';
import {
  applyScheme,
  chooseScheme,
  currentPaint,
  narrowPage,
  rememberedScheme,
  systemScheme,
} from './shell/color-scheme.ts';
import { pageHeader } from './shell/page-header.ts';
import { emptyPage } from './shell/page-state.ts';

type Values = Readonly<Record<string, ControlValue>>;

/**
 * Runs the page: the address says what is in view, the model what is drawn, the server (when live) what changes.
 * @returns a way to hand in a model made anew, which keeps sheet and controls
 */
export function startApp(
  root: HTMLElement,
  first: PageModel,
  live: LiveSource | undefined,
): { replace(model: PageModel): void; connected(is: boolean): void } {
  let model = first;
  let view: DashboardView | undefined;
  const answers = new Map<string, DashboardModel>();
  const chosen = new Map<string, Values>();
  const connection = element('p', { class: 'connection', role: 'status', hidden: true });
  const frame = element('div', { class: 'frame' });
  root.replaceChildren(
    element('a', { class: 'skip', href: '#main', click: skip }, 'Skip to content'),
    connection,
    frame,
  );

  const route = () => parseRoute(location.hash);
  const sheetInView = (dashboard: DashboardModel) => {
    const now = route();
    const asked = now.view === 'dashboard' ? now.sheet : undefined;
    return sheetId(dashboard, asked) ?? dashboard.sheets[0]?.id ?? '';
  };
  const currentDashboard = () => {
    const now = route();
    if (now.view !== 'dashboard') return undefined;
    return model.dashboards.find(({ id }) => id === now.dashboard) ?? model.dashboards[0];
  };

  function draw() {
    view?.dispose();
    view = undefined;
    const main = element('main', { id: 'main', tabindex: -1 }, content());
    frame.replaceChildren(pageHeader(model, route(), schemeNow(), toggleScheme), main, footer(model));
    document.title = [main.querySelector('h1')?.textContent, model.title].filter(Boolean).join(' · ');
  }

  function content(): HTMLElement {
    const now = route();
    if (now.view === 'catalogue' && model.catalogue !== undefined) return catalogueView(model.catalogue, now.entry);
    const dashboard = currentDashboard();
    if (dashboard === undefined) return emptyPage();
    const shown = answers.get(dashboard.id) ?? dashboard;
    view = dashboardView(shown, {
      mode: model.mode,
      sheet: sheetId(dashboard, now.view === 'dashboard' ? now.sheet : undefined),
      defaults: dashboard.controlValues,
      paint: () => currentPaint(dashboard.theme?.dataColors ?? []),
      chooseSheet: (sheet) => {
        location.hash = formatRoute({ view: 'dashboard', dashboard: dashboard.id, sheet });
      },
      changeControls: (sheet, values) => {
        chosen.set(dashboard.id, values);
        void ask(dashboard.id, sheet, values);
      },
    });
    return view.node;
  }

  async function ask(dashboard: string, sheet: string, values: Values) {
    if (live === undefined) return;
    const asking = view;
    asking?.status('waiting');
    try {
      const answer = await live.query(dashboard, sheet, values);
      if (answer === undefined) return;
      answers.set(dashboard, answer);
      if (view === asking) view?.update(answer);
      asking?.status(undefined);
    } catch (error) {
      asking?.status({ failed: error instanceof Error ? error.message : String(error) });
    }
  }

  function redraw() {
    const dashboard = currentDashboard();
    if (view === undefined || dashboard === undefined) draw();
    else view.update(answers.get(dashboard.id) ?? dashboard);
  }

  function toggleScheme() {
    chooseScheme(schemeNow() === 'dark' ? 'light' : 'dark');
    draw();
    document.querySelector<HTMLElement>('button.scheme')?.focus();
  }

  addEventListener('hashchange', () => {
    if (location.hash === '#main') return;
    const tabbed = document.activeElement?.getAttribute('role') === 'tab';
    draw();
    if (tabbed) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    else scrollTo(0, 0);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    applyScheme(rememberedScheme());
    draw();
  });
  matchMedia(narrowPage).addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    applyScheme('light');
    redraw();
  });
  addEventListener('afterprint', () => {
    applyScheme(rememberedScheme());
    redraw();
  });
  draw();
  return {
    replace: (next) => {
      model = next;
      answers.clear();
      const dashboard = currentDashboard();
      const values = dashboard === undefined ? undefined : chosen.get(dashboard.id);
      redraw();
      if (dashboard !== undefined && values !== undefined) void ask(dashboard.id, sheetInView(dashboard), values);
    },
    connected: (is) => {
      connection.hidden = is;
      connection.textContent = is ? '' : 'The server does not answer: the numbers may be old. Run npm start again.';
    },
  };
}

/** Sheets are addressed by id; links from the catalogue name them by title. */
function sheetId(dashboard: DashboardModel, asked: string | undefined): string | undefined {
  const sheets = dashboard.sheets;
  return (sheets.find(({ id }) => id === asked) ?? sheets.find(({ title }) => title === asked))?.id;
}

function schemeNow(): 'light' | 'dark' {
  const shown = document.documentElement.dataset['scheme'];
  return shown === 'dark' || shown === 'light' ? shown : systemScheme();
}

function skip(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function footer(model: PageModel): HTMLElement {
  const maps = model.dashboards.some(({ sheets }) =>
    sheets.some(({ elements }) => elements.some((item) => item.kind === 'visual' && item.visual.kind === 'map')),
  );
  const saved = model.mode === 'file' ? 'Saved by sluice preview.' : 'Served by npm start.';
  return element('footer', { class: 'page-footer' }, element('p', {}, saved, maps && ' Map: Natural Earth.'));
}
