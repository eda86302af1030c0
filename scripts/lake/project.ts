import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { CommandError } from '../cli/command-error.ts';

/** Where a project's rooms and its lake are: absolute paths. */
export interface Project {
  readonly root: string;
  readonly datasets: string;
  readonly tables: string;
  readonly dashboards: string;
  readonly lake: LakePaths;
}

/** The laptop's buckets, and what else a build leaves. */
export interface LakePaths {
  readonly root: string;
  readonly raw: string;
  readonly processed: string;
  readonly quarantine: string;
  readonly final: string;
  /** The page of the last build. */
  readonly page: string;
  /** What the last build saw and gave, so that the next one can tell that nothing changed. */
  readonly state: string;
  readonly lock: string;
}

/**
 * The project that a person stands in: the nearest folder, going up, that holds `datasets/`.
 * @throws CommandError `no-project`
 */
export function findProject(cwd: string): Project {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'datasets'))) return projectAt(folder);
    if (folder === parse(folder).root) break;
  }
  throw new CommandError(
    'no-project',
    'environment',
    `${cwd}: expected a folder with datasets/ here or above; change into the repository`,
  );
}

/** The paths of a project whose root is known. */
export function projectAt(root: string): Project {
  const lake = join(root, '.lake');
  return {
    root,
    datasets: join(root, 'datasets'),
    tables: join(root, 'glue', 'tables'),
    dashboards: join(root, 'dashboards'),
    lake: {
      root: lake,
      raw: join(lake, 'raw'),
      processed: join(lake, 'processed'),
      quarantine: join(lake, 'quarantine'),
      final: join(lake, 'final'),
      page: join(lake, 'page', 'index.html'),
      state: join(lake, 'build.json'),
      lock: join(lake, 'build.lock'),
    },
  };
}
