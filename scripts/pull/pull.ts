import { join } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import { usageError } from '../cli/parse-arguments.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import type { Surroundings } from '../publish/apply/surroundings.ts';
import { readContracts } from '../publish/read-repository.ts';
import { readersOf } from '../publish/wanted-assets.ts';
import { planFiles } from './plan-files.ts';
import { readLiveDashboard } from './read-live-dashboard.ts';
import { refuseLinks } from './refuse-links.ts';
import { soundFiles } from './sound-files.ts';
import { uncommittedFiles } from './uncommitted-files.ts';
import { readFolder, writeFolder } from './write-folder.ts';

export interface PullOptions {
  /** A folder's name, or the id of any dashboard in QuickSight. */
  readonly dashboard: string;
  /** The name of the new folder. */
  readonly as: string | undefined;
  /** Overwrites what git could not give back. */
  readonly force: boolean;
  readonly planOnly: boolean;
}

export interface Pulled {
  readonly dashboard: string;
  readonly version: number;
  /** Paths relative to the repository, each with what became of it. */
  readonly files: readonly { readonly file: string; readonly did: 'added' | 'changed' | 'removed' }[];
}

/**
 * Makes a folder of dashboards/ say what is live: definition, data sets, theme and title. What says it already stays, to the byte.
 * @throws CommandError `uncommitted` where files would be overwritten that git could not give back; `linked` where one is
 * reached through a symbolic link; `broken-file` where one is no JSON; `usage`; what the surroundings lack
 */
export async function pull(
  { client, place, say }: Pick<Surroundings, 'client' | 'place' | 'say'>,
  project: Project,
  { dashboard, as, force, planOnly }: PullOptions,
): Promise<Pulled> {
  const names = await foldersOf(project.dashboards);
  const name = as ?? dashboard;
  if (as !== undefined && names.includes(as))
    throw usageError('pull', '--as with the name of a new folder', `"${as}", which is there`, `npx sluice pull ${as}`);
  if (!/^[a-z][a-z0-9]*([_-]?[a-z0-9]+)*$/.test(name)) {
    const fix = 'give the new folder a name with --as';
    throw usageError('pull', 'a name of small letters, digits and hyphens', `"${name}"`, fix);
  }
  say(`${name}: what is live`);
  const live = await readLiveDashboard(client, place, as === undefined ? place.dashboardId(name) : dashboard);
  const { tables, schemas } = await readContracts(project);
  const readers = readersOf({ tables, schemas }, Object.keys(place.environment.audiences));
  const folder = join(project.dashboards, name);
  const before = await readFolder(folder);
  const owner = Object.keys(place.environment.quickSight?.principals ?? {})[0] ?? 'owner';
  const changes = planFiles(live, await soundFiles(before, `dashboards/${name}`, force), {
    ...{ place, owner, tables: new Map(tables.map((table) => [table.name, table])) },
    may: (table) => readers.get(table)?.may ?? new Map(),
  });
  await refuseLinks(
    project.root,
    changes.map(({ path }) => `dashboards/${name}/${path}`),
  );
  const overwritten = changes.map(({ path }) => path).filter((path) => before.has(path));
  const lost = force ? [] : await uncommittedFiles(project.root, `dashboards/${name}`, overwritten);
  if (lost.length > 0 && !planOnly) {
    const message = `${lost.join(', ')}: expected to be committed, got changes that git could not give back; commit them first, or pull with --force`;
    throw new CommandError('uncommitted', 'usage', message);
  }
  if (!planOnly && changes.length > 0) await writeFolder(folder, changes);
  const files = changes.map(({ path, text }) => ({
    file: `dashboards/${name}/${path}`,
    did: text === undefined ? ('removed' as const) : before.has(path) ? ('changed' as const) : ('added' as const),
  }));
  return { dashboard: name, version: live.version, files };
}
