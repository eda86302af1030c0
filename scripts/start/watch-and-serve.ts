import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { Effects } from '../cli/effects.ts';
import type { Progress } from '../cli/progress.ts';
import { ensureBuilt } from '../lake/ensure-built.ts';
import type { Project } from '../lake/project.ts';
import { openPageSession, type PageSession } from '../preview/load/page-session.ts';
import { startServer } from '../preview/server/start-server.ts';
import { printResult } from './print-result.ts';

/** Milliseconds without a further change before a build starts: an editor writes several files in one go. */
const quiet = 100;

/** How the page is served. */
export interface ServeOptions {
  readonly port: number;
  readonly effects: Effects;
  readonly progress: Progress;
  /** Ends the serving. */
  readonly until: Promise<void>;
}

/**
 * Serves the page of a built lake, rebuilds when a file of the project changes, and tells open pages.
 * @throws CommandError `port-in-use`
 */
export async function watchAndServe(project: Project, { port, effects, progress, until }: ServeOptions): Promise<void> {
  const lake = new OpenLake(project, effects.now);
  const server = await startServer({
    host: '127.0.0.1',
    port,
    getModel: () => lake.use((session) => session.model()),
    query: (request) => lake.use((session) => session.query(request)),
  });
  const watcher = watch([project.datasets, project.tables, project.dashboards], { ignoreInitial: true });
  const changed = new Set<string>();
  const rebuild = afterQuiet(async () => {
    const names = [...changed].map((path) => relative(project.root, path).split(sep).join('/'));
    changed.clear();
    progress.done(
      `\nchanged: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
    );
    const result = await lake.replace(() => ensureBuilt(project, { now: effects.now, progress }));
    progress.clear();
    printResult(result, effects);
    server.refresh();
  }, until);
  watcher.on('all', (_, path) => {
    changed.add(path);
    rebuild.request();
  });
  progress.done(`page: ${server.url}  (Ctrl-C ends)`);
  try {
    await Promise.race([until, rebuild.failed]);
  } finally {
    await watcher.close();
    await server.close();
    await lake.close();
  }
}

/**
 * Runs a task once requests have been quiet for a moment, one at a time; a request during a run leads to one more.
 * @returns `failed` rejects with what a run throws
 */
function afterQuiet(task: () => Promise<void>, until: Promise<void>) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  until.then(() => clearTimeout(timer));
  const run = () => {
    running = running.then(task);
    running.catch(fail);
  };
  return {
    failed,
    request() {
      clearTimeout(timer);
      timer = setTimeout(run, quiet);
    },
  };
}

/** The lake as the page reads it: one user at a time, opened anew after each build. */
class OpenLake {
  readonly #project: Project;
  readonly #now: () => Date;
  #session: PageSession | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(project: Project, now: () => Date) {
    this.#project = project;
    this.#now = now;
  }

  use<T>(work: (session: PageSession) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.#session ??= await openPageSession(this.#project, { now: this.#now, mode: 'live' });
      return await work(this.#session);
    });
  }

  /** Builds while nobody reads. */
  replace<T>(build: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.#session?.close();
      this.#session = undefined;
      return await build();
    });
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => this.#session?.close());
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(step, step);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
