import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { CommandError } from '../../cli/command-error.ts';
import type { Project } from '../../lake/project.ts';
import type { DashboardModel, PageModel } from '../model.ts';
import type { QueryRequest } from '../query-request.ts';
import { catalogueModel } from './catalogue-model.ts';
import {
  type CheckedDashboard,
  checkedDashboard,
  type DashboardSource,
  dashboardSource,
  runSource,
} from './dashboard-source.ts';
import { lakeRelations } from './lake-relations.ts';
import { mirrorControls } from './mirror-controls.ts';
import { hasLake, type Lake, type LakeShape, openLake, readShape } from './open-lake.ts';
import { rejectReasons } from './reject-reasons.ts';

/** A lake opened for the page: the model of all dashboards, and any of them at other control values. */
export interface PageSession {
  model(): Promise<PageModel>;
  /** @throws CommandError `unknown-dashboard` */
  query(request: QueryRequest): Promise<DashboardModel>;
  close(): void;
}

export interface SessionOptions {
  /** What relative dates mean. */
  readonly now: () => Date;
  readonly mode: 'live' | 'file';
  /** Folder names of dashboards/; undefined: all. */
  readonly dashboards?: readonly string[];
  /** What was read of the repository before. */
  readonly sources?: PageSources;
}

/** What the repository says of the page: no row decides it, so it can be read while the lake is built. */
export interface PageSources {
  readonly shape: LakeShape;
  readonly dashboards: readonly CheckedDashboard[];
}

/**
 * @param names folders of dashboards/; undefined: all
 * @param schemas those of all datasets, where they were read before
 * @throws CommandError `unknown-dashboard`
 */
export async function readPageSources(
  project: Project,
  names?: readonly string[],
  schemas?: readonly DatasetSchema[],
): Promise<PageSources> {
  const [chosen, shape, { readDashboard }] = await Promise.all([
    chooseDashboards(project, names),
    readShape(project, schemas),
    import('../../dashboards/read-dashboard.ts'),
  ]);
  const room = relative(project.root, project.dashboards).split(sep).join('/');
  const dashboards = await Promise.all(
    chosen.map(async (name) =>
      checkedDashboard(name, await readDashboard(`${room}/${name}`, shape.tables, project.root), shape.tables),
    ),
  );
  return { shape, dashboards };
}

/**
 * Opens the lake as it is now; a build that comes later needs a new session.
 * @throws CommandError `no-lake`, `unknown-dashboard`
 */
export async function openPageSession(project: Project, options: SessionOptions): Promise<PageSession> {
  if (!(await hasLake(project))) {
    const message = `${project.lake.root}: expected a lake with tables, got none; build it with npm start -- --once`;
    throw new CommandError('no-lake', 'environment', message);
  }
  const { shape, dashboards } = options.sources ?? (await readPageSources(project, options.dashboards));
  const lake = await openLake(project, shape);
  // One thread: sums of doubles then never depend on which thread came first, and the same lake gives the same page.
  if (options.mode === 'file') await lake.engine.connection.run('SET threads = 1');
  const sources = await Promise.all(
    dashboards.map((checked) => dashboardSource(checked, (dashboard) => lakeRelations(dashboard, lake))),
  );
  return {
    model: () => pageModel(lake, sources, options),
    query: async ({ dashboard, sheet, controlValues }) => {
      const source = sources.find(({ id }) => id === dashboard);
      if (source === undefined)
        throw unknownDashboard(
          dashboard,
          sources.map(({ id }) => id),
        );
      const definition = source.dashboard?.definition;
      const values = definition === undefined ? controlValues : mirrorControls(definition, sheet, controlValues);
      return await runSource(source, lake.engine.connection, options.now(), values);
    },
    close: () => lake.close(),
  };
}

/**
 * The page's model over the lake as it is now.
 * @throws CommandError `no-lake`, `unknown-dashboard`
 */
export async function loadPageModel(project: Project, options: SessionOptions): Promise<PageModel> {
  const session = await openPageSession(project, options);
  try {
    return await session.model();
  } finally {
    session.close();
  }
}

async function pageModel(lake: Lake, sources: readonly DashboardSource[], options: SessionOptions): Promise<PageModel> {
  // A connection each: DuckDB computes one dashboard while another's rows are read.
  const runs = sources.map(async (source) => runSource(source, await lake.engine.connect(), options.now()));
  await Promise.allSettled(runs);
  const dashboards = await Promise.all(runs);
  const { visualReads } = await import('../query/visual-reads.ts');
  const reads = sources.map(({ id, dashboard, relations }) => ({
    id,
    title: dashboard?.title ?? id,
    visuals: dashboard === undefined ? [] : visualReads(dashboard.definition, (name) => relations.get(name)?.table),
  }));
  return {
    title: 'Sluice',
    dashboards,
    catalogue: catalogueModel(lake, await rejectReasons(lake), reads),
    mode: options.mode,
  };
}

async function chooseDashboards(project: Project, asked: readonly string[] | undefined): Promise<readonly string[]> {
  const known = await listDashboards(project);
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownDashboard(unknown, known);
  return asked ?? known;
}

/** Folders of dashboards/ that hold a definition.json, by name. */
export async function listDashboards(project: Project): Promise<readonly string[]> {
  const entries = await readdir(project.dashboards, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const held = await Promise.all(
    folders.map(async (name) => {
      const file = await stat(join(project.dashboards, name, 'definition.json')).catch(() => undefined);
      return file?.isFile() === true;
    }),
  );
  return folders.filter((_, at) => held[at]).sort();
}

function unknownDashboard(name: string, known: readonly string[]): CommandError {
  const list = known.length === 0 ? 'there is none in dashboards/' : `one of ${known.join(', ')}`;
  return new CommandError('unknown-dashboard', 'usage', `${name}: expected a dashboard (${list}) or a definition file`);
}
