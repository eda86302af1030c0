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
  if (isOfTheLake(name))
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

const mostListed = 10;

const listed = (names: readonly string[]): string =>
  names.slice(0, mostListed).join(', ') + (names.length > mostListed ? ` and ${names.length - mostListed} more` : '');

/** What the lake writes itself. */
const isOfTheLake = (name: string): boolean => /^_(runs|rejects)$/.test(name);

async function unknown(project: Project, kind: Kind, name: string, names: readonly string[]): Promise<CommandError> {
  for (const other of kinds) {
    if (other === kind || !(await foldersOf(roomOf(project, other))).includes(name)) continue;
    return usageError('remove', `a ${kind}`, `"${name}", which is a ${other}`, `npx sluice remove ${other} ${name}`);
  }
  const removable = names.filter((one) => !isOfTheLake(one));
  const near = nearestName(name, removable);
  const hint =
    near === undefined
      ? `there ${removable.length === 0 ? 'is none' : `are ${listed(removable)}`}`
      : `did you mean ${near}?`;
  return usageError('remove', `a ${kind}`, JSON.stringify(name), hint);
}
