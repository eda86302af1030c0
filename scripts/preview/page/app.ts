import type { ControlValue, DashboardModel, PageModel } from '../model.ts';
import { catalogueView } from './catalogue/catalogue-view.ts';
import { type DashboardView, dashboardView } from './dashboard/dashboard-view.ts';
import { element } from './element.ts';
import { ChosenDashboards } from './live/chosen-dashboards.ts';
import type { LiveSource } from './live/live-source.ts';
import { reportView } from './report/report-view.ts';
import { formatRoute, type Route, routeOn } from './route.ts';
import {
  applyScheme,
  chooseScheme,
  currentPaint,
  narrowPage,
  rememberedScheme,
  shownScheme,
} from './shell/color-scheme.ts';
import { pageFooter } from './shell/page-footer.ts';
import { pageHeader, showCurrentLink } from './shell/page-header.ts';
import { emptyPage } from './shell/page-state.ts';

/** The page at work: the address says what is in view, the model what is drawn, the server (when live) what changes. */
export class App {
  readonly #frame = element('div', { class: 'frame' });
  readonly #connection = element('p', { class: 'connection', role: 'status', hidden: true });
  readonly #chosen: ChosenDashboards;
  #model: PageModel;
  #view: DashboardView | undefined;

  /** @param live undefined: a file, whose controls can't change anything */
  constructor(root: HTMLElement, model: PageModel, live: LiveSource | undefined) {
    this.#model = model;
    this.#chosen = new ChosenDashboards(live);
    const skip = element('a', { class: 'skip', href: '#main', click: skipToContent }, 'Skip to content');
    root.replaceChildren(skip, this.#connection, this.#frame);
    this.#listen();
    this.#draw();
  }

  /** Takes a model made anew; sheet, controls and what is open stay. */
  replace(model: PageModel): void {
    const same = outline(model) === outline(this.#model);
    this.#model = model;
    const before = this.#current();
    const kept = before === undefined ? undefined : this.#chosen.shown(before);
    this.#chosen.forgetAnswers();
    const asking = before !== undefined && this.#chosen.unanswered(before.id) !== undefined;
    if (!same || this.#view === undefined) this.#draw();
    else if (!asking) this.#redraw();
    // The old numbers stay until the new ones come, rather than those of the defaults.
    else if (kept !== undefined) this.#askAgain(kept);
  }

  /** Says whether the server still answers. */
  connected(is: boolean): void {
    this.#connection.hidden = is;
    this.#connection.textContent = is ? '' : 'The server does not answer: the numbers may be old. Run npm start again.';
  }

  #draw(): void {
    this.#view?.dispose();
    this.#view = undefined;
    const main = element('main', { id: 'main', tabindex: -1 }, this.#content());
    const header = pageHeader(this.#model, this.#route(), shownScheme(), () => this.#toggleScheme());
    this.#frame.replaceChildren(header, main, pageFooter(this.#model));
    showCurrentLink(header);
    document.title = [main.querySelector('h1')?.textContent, this.#model.title].filter(Boolean).join(' · ');
  }

  /** The same view with other numbers or colours. */
  #redraw(): void {
    const dashboard = this.#current();
    if (this.#view === undefined || dashboard === undefined) this.#draw();
    else this.#view.update(this.#chosen.shown(dashboard));
  }

  #content(): HTMLElement {
    const route = this.#route();
    if (route.view === 'catalogue' && this.#model.catalogue !== undefined) {
      return catalogueView(this.#model.catalogue, route.entry);
    }
    if (route.view === 'report' && this.#model.report !== undefined) return reportView(this.#model.report);
    const dashboard = this.#current();
    if (dashboard === undefined) return emptyPage();
    const sheet = this.#sheet(dashboard);
    this.#view = dashboardView(this.#chosen.shown(dashboard), {
      mode: this.#model.mode,
      sheet,
      defaults: dashboard.controlValues,
      paint: () => currentPaint(dashboard.theme?.dataColors ?? []),
      chooseSheet: (to) => {
        location.hash = formatRoute({ view: 'dashboard', dashboard: dashboard.id, sheet: to });
      },
      changeControls: (values) => void this.#ask(dashboard.id, sheet ?? '', values),
    });
    this.#askAgain(dashboard);
    return this.#view.node;
  }

  /** Asks with what was chosen earlier, if the answer to it is not at hand. */
  #askAgain(dashboard: DashboardModel): void {
    const values = this.#chosen.unanswered(dashboard.id);
    if (values !== undefined) void this.#ask(dashboard.id, this.#sheet(dashboard) ?? '', values);
  }

  async #ask(dashboard: string, sheet: string, values: Readonly<Record<string, ControlValue>>): Promise<void> {
    const asking = this.#view;
    asking?.status('waiting');
    try {
      const answer = await this.#chosen.choose(dashboard, sheet, values);
      if (answer === undefined) return;
      if (this.#view === asking) asking?.update(answer);
      asking?.status(undefined);
    } catch (error) {
      asking?.status({ failed: error instanceof Error ? error.message : String(error) });
    }
  }

  #route(): Route {
    return routeOn(this.#model, location.hash);
  }

  #current(): DashboardModel | undefined {
    const route = this.#route();
    if (route.view !== 'dashboard') return undefined;
    return this.#model.dashboards.find(({ id }) => id === route.dashboard) ?? this.#model.dashboards[0];
  }

  /** Sheets are addressed by id; links from the catalogue name them by title. */
  #sheet({ sheets }: DashboardModel): string | undefined {
    const route = this.#route();
    const asked = route.view === 'dashboard' ? route.sheet : undefined;
    return (sheets.find(({ id }) => id === asked) ?? sheets.find(({ title }) => title === asked) ?? sheets[0])?.id;
  }

  #toggleScheme(): void {
    chooseScheme(shownScheme() === 'dark' ? 'light' : 'dark');
    this.#draw();
    document.querySelector<HTMLElement>('button.scheme')?.focus();
  }

  #listen(): void {
    addEventListener('hashchange', () => {
      const tabbed = document.activeElement?.getAttribute('role') === 'tab';
      this.#draw();
      if (tabbed) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
      else scrollTo(0, 0);
    });
    const recolour = (scheme: () => void) => () => {
      scheme();
      this.#redraw();
    };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      applyScheme(rememberedScheme());
      this.#draw();
    });
    matchMedia(narrowPage).addEventListener('change', () => this.#redraw());
    addEventListener(
      'beforeprint',
      recolour(() => applyScheme('light')),
    );
    addEventListener(
      'afterprint',
      recolour(() => applyScheme(rememberedScheme())),
    );
  }
}

/** What of a model is drawn besides numbers: when it changes, the page is drawn anew. */
function outline({ dashboards, title }: PageModel): string {
  const sheets = dashboards.map((dashboard) => [
    dashboard.id,
    dashboard.title,
    dashboard.sheets.map((sheet) => [sheet.id, sheet.title, sheet.description]),
  ]);
  return JSON.stringify([title, sheets]);
}

function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
