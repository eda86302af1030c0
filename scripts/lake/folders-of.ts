import { readdir } from 'node:fs/promises';

/** Names of the folders in a room, sorted; hidden ones are left out. A room that is not there has none. */
export async function foldersOf(room: string): Promise<string[]> {
  return (await allFoldersOf(room)).filter((name) => !name.startsWith('.'));
}

/** The same with hidden ones, as git has them too. */
export async function allFoldersOf(room: string): Promise<string[]> {
  const entries = await readdir(room, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
