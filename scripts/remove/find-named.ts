import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import type { CommandError } from '../cli/command-error.ts';
import { usageError } from '../cli/parse-arguments.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import type { Kind, Named } from './plan-removal.ts';

export const kinds = ['dataset', 'table', 'dashboard'] as const;

/** Absolute path of the room of a kind. */
export const roomOf = ({ datasets, tables, dashboards }: Project, kind: Kind): string =>
  ({ dataset: datasets, table: tables, dashboard: dashboards })[kind];

/**
 * Finds what is to be removed.
 * @throws CommandError `usage` for a kind or a name that is none, for what the lake itself writes, and for a link
 */
export async function findNamed(project: Project, kind: string | undefined, name: string | undefined): Promise<Named> {
  const known = kinds.find((one) => one === kind);
  if (known === undefined) throw usageError('remove', kinds.join(', '), kind === undefined ? 'none' : `"${kind}"`);
  if (name === undefined) throw usageError('remove', `the name of a ${known}`, 'none');
  if (/^_(runs|rejects)$/.test(name))
    throw usageError('remove', `a ${known} of yours`, `"${name}"`, 'the lake writes it itself, and needs it');
  const room = roomOf(project, known);
  const names = await foldersOf(room);
  if (names.includes(name)) return { kind: known, name };
  if (/[/\\]|^\.*$/.test(name))
    throw usageError('remove', `the name of a ${known}`, JSON.stringify(name), 'write its name alone, without a path');
  if ((await lstat(join(room, name)).catch(() => undefined))?.isSymbolicLink() === true)
    throw usageError('remove', 'a folder', `"${name}", which is a link`, 'remove the link by hand');
  throw await unknown(project, known, name, names);
}

async function unknown(project: Project, kind: Kind, name: string, names: readonly string[]): Promise<CommandError> {
  for (const other of kinds) {
    if (other === kind || !(await foldersOf(roomOf(project, other))).includes(name)) continue;
    return usageError('remove', `a ${kind}`, `"${name}", which is a ${other}`, `npx sluice remove ${other} ${name}`);
  }
  const near = nearestName(name, names);
  const hint =
    near === undefined
      ? `there ${names.length === 0 ? 'is none' : `are ${names.slice(0, 10).join(', ')}`}`
      : `did you mean ${near}?`;
  return usageError('remove', `a ${kind}`, JSON.stringify(name), hint);
}
