import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../lake/project.ts';
import { unknown } from './parse-request.ts';
import type { NameKind } from './steps.ts';

/** Where folders of a kind are. A dataset of the lake's own begins with `_`: nobody cleans or syncs it. */
const roomOf: Readonly<Record<NameKind, 'datasets' | 'tables' | 'dashboards'>> = {
  dataset: 'datasets',
  table: 'tables',
  dashboard: 'dashboards',
};

/** @returns names in code-point order; none where there is no such room */
async function namesIn(room: string): Promise<string[]> {
  const entries = await readdir(room, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.flatMap((entry) => (entry.isDirectory() && !/^[._]/.test(entry.name) ? [entry.name] : [])).sort();
}

/**
 * Looks a name up in the repository.
 * @returns its folders, absolute: one of each kind that has it
 * @throws CommandError `usage` with the nearest name when no kind has it
 */
export async function findName(project: Project, kinds: readonly NameKind[], name: string): Promise<string[]> {
  const folders: string[] = [];
  const known: string[] = [];
  for (const kind of kinds) {
    const room = project[roomOf[kind]];
    const names = await namesIn(room);
    known.push(...names);
    if (names.includes(name)) folders.push(join(room, name));
  }
  if (folders.length > 0) return folders;
  throw unknown(`a ${kinds.join(', ').replace(/, (\w+)$/, ' or $1')} of the repository`, name, known);
}
