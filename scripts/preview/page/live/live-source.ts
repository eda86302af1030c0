import type { ControlValue, DashboardModel, PageModel } from '../../model.ts';

export interface LiveSource {
  model(): Promise<PageModel>;
  /**
   * Asks for a dashboard at other values. Quick changes are waited out; only the answer to the newest question counts.
   * @returns undefined when a newer question was asked meanwhile
   */
  query(
    dashboard: string,
    sheet: string,
    controlValues: Readonly<Record<string, ControlValue>>,
  ): Promise<DashboardModel | undefined>;
  /** Calls `changed` when the lake was built again, `connected` when the server goes or comes back. */
  listen(changed: () => void, connected: (is: boolean) => void): void;
}

const pause = 150;

/** The server that this page came from (scripts/preview/server). */
export function liveSource(): LiveSource {
  let newest = 0;
  let running: AbortController | undefined;
  return {
    model: async () => readJson<PageModel>(await fetch('model.json', { cache: 'no-store' })),
    query: async (dashboard, sheet, controlValues) => {
      newest += 1;
      const mine = newest;
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (mine !== newest) return undefined;
      running?.abort();
      running = new AbortController();
      try {
        const response = await fetch('query', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ dashboard, sheet, controlValues }),
          signal: running.signal,
        });
        const answer = await readJson<DashboardModel>(response);
        return mine === newest ? answer : undefined;
      } catch (error) {
        if (mine !== newest) return undefined;
        throw error;
      }
    },
    listen: (changed, connected) => {
      const events = new EventSource('events');
      events.addEventListener('changed', changed);
      events.addEventListener('open', () => connected(true));
      events.addEventListener('error', () => connected(false));
    },
  };
}

/** The server is our own and typed: its JSON is taken at its word. @throws Error with the server's sentence */
async function readJson<Body>(response: Response): Promise<Body> {
  if (response.ok) return response.json();
  throw new TypeError((await response.text()).trim() || `the server answered ${response.status}`);
}
