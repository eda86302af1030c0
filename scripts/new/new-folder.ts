import { randomUUID } from 'node:crypto';
import { copyFile, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sweepLeftovers, temporaryName } from '../../lambda/store/sweep-leftovers.ts';
import { CommandError } from '../cli/command-error.ts';
import { usageError } from '../cli/parse-arguments.ts';
import { whyNotPortable } from '../lake/check-path.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';

/** A file to be made: its path below the new folder with `/`, and its text, or the absolute path of what it is a copy of. */
export type NewFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly copyOf: string };

/**
 * Refuses a name that no dataset, table or dashboard may have, or that is taken.
 * @param kind for messages @param name as the person wrote it
 * @param rooms absolute paths of the folders in which nothing may be called so, the new one's own first
 * @throws CommandError `usage`, `name-taken`
 */
export async function expectNewName(kind: string, name: string, rooms: readonly string[]): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name) || whyNotPortable(name) !== undefined) {
    const expected = 'a name in snake_case of at most 64 letters, digits and _, which no device of Windows has';
    throw usageError(`new ${kind}`, expected, `"${name}"`, `write it like ${suggestName(name)}`);
  }
  for (const room of rooms) {
    const taken = (await foldersOf(room)).includes(name);
    if (!taken) continue;
    const message = `sluice new ${kind}: expected a name that is free, got "${name}", which is ${join(room, name)}; take another, or npx sluice remove it first`;
    throw new CommandError('name-taken', 'usage', message);
  }
}

function suggestName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 64);
  return words === '' || whyNotPortable(words) !== undefined ? 'sales_daily' : words;
}

/**
 * Makes `<room>/<name>/` with all of its files, or nothing: they are written into a folder of the lake, which is no part of the repository, and
 * which then gets its name.
 * @throws CommandError `name-taken` where the folder came to be meanwhile, `not-writable` where the room can't be written to
 */
export async function writeNewFolder(
  { lake }: Pick<Project, 'lake'>,
  room: string,
  name: string,
  files: readonly NewFile[],
): Promise<void> {
  const target = join(room, name);
  await staged(lake.root, target, files, async (stage) => {
    await mkdir(room, { recursive: true });
    if ((await lstat(target).catch(() => undefined)) !== undefined) throw takenMeanwhile(target);
    await rename(stage, target);
  });
}

/**
 * Adds files to a folder that is there, all or none, the last one last: who is cut in between leaves the others, and none of them half.
 * @throws CommandError `name-taken` where one came to be meanwhile, `not-writable`
 */
export async function addToFolder(
  { lake }: Pick<Project, 'lake'>,
  folder: string,
  files: readonly NewFile[],
): Promise<void> {
  await staged(lake.root, folder, files, async (stage) => {
    const placed: string[] = [];
    try {
      for (const { path } of files) {
        const target = join(folder, ...path.split('/'));
        if ((await lstat(target).catch(() => undefined)) !== undefined) throw takenMeanwhile(target);
        await mkdir(dirname(target), { recursive: true });
        await rename(join(stage, ...path.split('/')), target);
        placed.push(target);
      }
    } catch (error) {
      for (const target of placed) await rm(target, { force: true });
      throw error;
    }
  });
}

/** Writes files into a folder of their own, hands it over, and takes away what is left of it. @param target for messages @throws CommandError `not-writable` */
export async function staged(
  lake: string,
  target: string,
  files: readonly NewFile[],
  place: (stage: string) => Promise<void>,
): Promise<void> {
  const room = join(lake, 'drafts');
  // Not mkdtemp, whose folders nobody else may read: this one is to be the repository's.
  const stage = join(room, temporaryName(randomUUID()));
  try {
    await sweepLeftovers(room);
    await mkdir(stage, { recursive: true });
    for (const file of files) {
      const path = join(stage, ...file.path.split('/'));
      await mkdir(dirname(path), { recursive: true });
      if ('text' in file) await writeFile(path, file.text);
      else await copyFile(file.copyOf, path);
    }
    await place(stage);
  } catch (error) {
    throw refusedBySystem(error, target);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

function takenMeanwhile(target: string): CommandError {
  const message = `${target}: expected a name that is free, got one that was taken meanwhile; take another`;
  return new CommandError('name-taken', 'usage', message);
}

/** What the system refused, in words; anything else as it is. @param target the folder that was to be written */
export function refusedBySystem(error: unknown, target: string): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const message = `${target}: expected a folder that can be written, got ${String(error.code)}; nothing was made: mend its permissions or make room, then run it again`;
  return new CommandError('not-writable', 'environment', message, { cause: error });
}
