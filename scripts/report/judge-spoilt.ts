import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Changes } from '../changes/changes.ts';
import type { BuildResult } from '../lake/build-result.ts';
import { checkSpoilt } from '../lake/check-spoilt.ts';
import type { LakeFinding } from '../lake/findings.ts';
import type { Project } from '../lake/project.ts';
import { baseTargets } from '../validate/base-targets.ts';
import { isChosen, isFileChosen } from '../validate/select-targets.ts';
import { setSpoiltAside } from '../validate/spoilt-files.ts';

/**
 * A build as validate judges it, where files hold an unsettled merge or a Git LFS pointer: that is said of them, and nothing of what a reader
 * made of their text, or of what reads them. Data files among them are refused, whatever cleaning got out of them.
 * @param built looked at are the files that the change gives to judge, and those that failed
 */
export async function judgeSpoilt(project: Project, changes: Changes, built: BuildResult): Promise<BuildResult> {
  const asked = await baseTargets(project, changes);
  const { targets, findings: rooms, schemas } = await setSpoiltAside(project, asked);
  const data = new Map<string, LakeFinding>();
  for (const { file, status } of built.files) {
    const name = `datasets/${file}`;
    if (status !== 'failed' && !isFileChosen(name, asked)) continue;
    const finding = await readSpoilt(join(project.datasets, ...file.split('/')), name);
    if (finding !== undefined) data.set(name, finding);
  }
  if (rooms.length + data.size === 0) return built;
  const isAside = (path: string): boolean => {
    const [room = '', folder = '', table = ''] = path.split('/');
    if (room === 'datasets') return data.has(path) || schemas.has(folder);
    const without = (kind: 'tables' | 'dashboards', name: string) =>
      isChosen(asked[kind], name) && !isChosen(targets[kind], name);
    return room === 'dashboards' ? without(room, folder) : path.startsWith('glue/tables/') && without('tables', table);
  };
  return {
    ...built,
    files: built.files.map((file) =>
      data.has(`datasets/${file.file}`)
        ? { ...file, status: 'failed', rowsIn: 0, rowsClean: 0, rowsQuarantined: 0 }
        : file,
    ),
    findings: [...rooms, ...data.values(), ...built.findings.filter(({ place }) => !isAside(place.file))],
  };
}

/** What can't be read is told by the build. */
async function readSpoilt(path: string, name: string): Promise<LakeFinding | undefined> {
  try {
    return checkSpoilt(await readFile(path), name);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return undefined;
  }
}
