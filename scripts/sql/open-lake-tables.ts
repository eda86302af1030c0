import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findProject } from '../lake/project.ts';
import { hasLake, openLake } from '../preview/load/open-lake.ts';
import type { SqlSource } from './sql-source.ts';

/**
 * The lake that the last build left.
 * @throws CommandError `no-lake`
 */
export async function openLakeTables(effects: Effects): Promise<SqlSource> {
  const project = findProject(effects.cwd);
  if (!(await hasLake(project))) {
    const message = `${project.lake.root}: expected a lake, got none; build it with npm start -- --once, or name a folder with --tables`;
    throw new CommandError('no-lake', 'environment', message);
  }
  const lake = await openLake(project);
  const views = [...lake.views.values()];
  return {
    connection: lake.engine.connection,
    tables: new Map(views.map((view) => [view.name, view.columns])),
    notes: new Map(
      views.flatMap((view): [string, readonly string[]][] => {
        if (view.state === 'ready') return [];
        const state =
          view.state === 'stale'
            ? 'is older than its inputs: its last build failed'
            : 'has no rows yet: it was never built';
        return [[view.name, [`${view.kind} ${view.name} ${state}; see npm start -- --once`]]];
      }),
    ),
    close: () => lake.close(),
  };
}
