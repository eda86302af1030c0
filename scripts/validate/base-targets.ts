import { looseFiles } from '../changes/changed-folders.ts';
import type { Changes } from '../changes/changes.ts';
import { downstream, readLineage } from '../changes/lineage.ts';
import type { Project } from '../lake/project.ts';
import type { Targets } from './select-targets.ts';

/** Code that verdicts come from: when it changes, everything is judged again. */
const judges =
  /^(lambda\/(schema|clean)|glue\/duckdb|scripts\/(access|dashboards|formula|lake|validate))\/(?!.*(\.test\.ts|\.md)$)/;

/**
 * What a change is to be judged by: files that changed, all files of a dataset whose schema changed, and tables and dashboards that changed or
 * read what is defined otherwise. New rows alone say nothing new of SQL or of a dashboard.
 */
export async function baseTargets(project: Project, changes: Changes): Promise<Targets> {
  if (changes.files.some(({ path }) => judges.test(path))) {
    return { datasets: 'all', tables: 'all', dashboards: 'all', definitions: [] };
  }
  const datasets = new Map<string, 'all' | ReadonlySet<string>>();
  for (const { name, status, schema, files } of changes.datasets) {
    const keys = files.map((path) => path.slice('datasets/'.length));
    if (status !== 'removed') datasets.set(name, schema || status === 'added' ? 'all' : new Set(keys));
  }
  const loose = (room: string) => looseFiles(changes.files, room).map((path) => path.slice(room.length + 1));
  for (const name of loose('datasets')) datasets.set(name, 'all');
  const redefined = changes.datasets.filter(({ schema, status }) => schema || status !== 'changed');
  const seeds = {
    datasets: redefined.map(({ name }) => name),
    tables: changes.tables.map(({ name }) => name),
    dashboards: changes.dashboards.map(({ name }) => name),
  };
  const isNone = seeds.datasets.length + seeds.tables.length === 0;
  const { tables, dashboards } = isNone ? seeds : downstream(await readLineage(project), seeds, false);
  return {
    datasets,
    tables: new Set([...tables, ...loose('glue/tables')]),
    dashboards: new Set([...dashboards, ...loose('dashboards')]),
    definitions: [],
  };
}
