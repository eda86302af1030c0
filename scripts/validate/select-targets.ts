import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import type { Project } from '../lake/project.ts';
import { segmentsBelow } from '../lake/segments-below.ts';

/**
 * What to judge. `all` of a kind, or the named ones; a dataset may be narrowed to some of its files or folders (raw keys). A file that is directly in
 * datasets/, glue/tables/ or dashboards/ is named too.
 */
export interface Targets {
  readonly datasets: 'all' | ReadonlyMap<string, 'all' | ReadonlySet<string>>;
  readonly tables: 'all' | ReadonlySet<string>;
  readonly dashboards: 'all' | ReadonlySet<string>;
  /** Absolute paths of definitions outside dashboards/. */
  readonly definitions: readonly string[];
}

/**
 * Turns the paths that a person gave into what they stand for: a folder or a file of a dataset, a table, a dashboard, one of
 * their parents, or a definition file from anywhere.
 * @param paths as given, resolved against `cwd`; none: everything
 * @throws CommandError `no-such-path`, `nothing-to-judge`
 */
export function selectTargets(project: Project, paths: readonly string[], cwd: string): Targets {
  if (paths.length === 0) return { datasets: 'all', tables: 'all', dashboards: 'all', definitions: [] };
  const datasets = new Map<string, 'all' | Set<string>>();
  const tables = new Set<string>();
  const dashboards = new Set<string>();
  const definitions: string[] = [];
  const whole = { datasets: false, tables: false, dashboards: false };
  for (const given of paths) {
    const path = resolve(cwd, given);
    if (!existsSync(path)) throw noSuchPath(given);
    const inDatasets = segmentsBelow(project.datasets, path);
    const inTables = segmentsBelow(project.tables, path);
    const inDashboards = segmentsBelow(project.dashboards, path);
    if (inDatasets?.[0] !== undefined) addDataset(datasets, inDatasets[0], inDatasets);
    else if (inTables?.[0] !== undefined) tables.add(inTables[0]);
    else if (inDashboards?.[0] !== undefined) dashboards.add(inDashboards[0]);
    else if (isDefinition(project, path)) definitions.push(path);
    else {
      const above = (room: string) => segmentsBelow(path, room) !== undefined;
      const covers = {
        datasets: above(project.datasets),
        tables: above(project.tables),
        dashboards: above(project.dashboards),
      };
      if (!covers.datasets && !covers.tables && !covers.dashboards) throw nothingToJudge(given);
      whole.datasets ||= covers.datasets;
      whole.tables ||= covers.tables;
      whole.dashboards ||= covers.dashboards;
    }
  }
  return {
    datasets: whole.datasets ? 'all' : datasets,
    tables: whole.tables ? 'all' : tables,
    dashboards: whole.dashboards ? 'all' : dashboards,
    definitions,
  };
}

/** An asset bundle, or a JSON file that is none of the project's own settings. */
function isDefinition(project: Project, path: string): boolean {
  return /\.qs$/i.test(path) || (path.endsWith('.json') && segmentsBelow(project.root, path)?.length !== 1);
}

/** Whether a name is among the chosen ones. */
export function isChosen(chosen: 'all' | ReadonlySet<string>, name: string): boolean {
  return chosen === 'all' || chosen.has(name);
}

/** Whether a file is among the chosen ones, or a folder in which one may be. @param file `datasets/<raw key>`, or `datasets/<dataset>` */
export function isFileChosen(file: string, { datasets }: Targets): boolean {
  const [, dataset = '', ...rest] = file.split('/');
  const chosen = datasets === 'all' ? 'all' : datasets.get(dataset);
  if (chosen === undefined || chosen === 'all' || rest.length === 0) return chosen !== undefined;
  return [...rest.keys()].some((depth) => chosen.has([dataset, ...rest.slice(0, depth + 1)].join('/')));
}

/** A data file, or a folder of some, narrows the dataset to it; its schema or its own folder means all of it. */
function addDataset(datasets: Map<string, 'all' | Set<string>>, name: string, segments: readonly string[]): void {
  const before = datasets.get(name);
  if (before === 'all' || segments.length === 1 || segments[1] === 'schema.json') {
    datasets.set(name, 'all');
    return;
  }
  datasets.set(name, new Set([...(before ?? []), segments.join('/')]));
}

function noSuchPath(given: string): CommandError {
  return new CommandError('no-such-path', 'usage', `sluice validate: expected a path that exists, got "${given}"`);
}

function nothingToJudge(given: string): CommandError {
  return new CommandError(
    'nothing-to-judge',
    'usage',
    `sluice validate: expected a dataset, a table, a dashboard or a definition (.json, .qs), got "${given}"; see npx sluice validate --help`,
  );
}
