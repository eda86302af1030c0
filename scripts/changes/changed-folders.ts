import type { ChangedDataset, ChangedFile, ChangedFolder } from './changes.ts';

/** Every path of a change: where files are, and where renamed ones were. */
export function changedPaths(files: readonly ChangedFile[]): string[] {
  return files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
}

/**
 * The folders below a room in which something changed.
 * @param room `datasets`, `glue/tables` or `dashboards`
 * @param before folders of the room at the base; @param after those at the head
 */
export function changedFolders(
  files: readonly ChangedFile[],
  room: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): ChangedFolder[] {
  const below = changedPaths(files).flatMap((path) => {
    const name = path.startsWith(`${room}/`) ? path.slice(room.length + 1).split('/') : [];
    return name.length > 1 ? [{ name: name[0] ?? '', path }] : [];
  });
  const byName = Map.groupBy(below, ({ name }) => name);
  return [...byName]
    .map(([name, paths]): ChangedFolder => {
      const status = !after.has(name) ? 'removed' : before.has(name) ? 'changed' : 'added';
      return { name, status, files: [...new Set(paths.map(({ path }) => path))].sort() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Which part of a dataset changed: its schema, its rows, or neither (a README). */
export function asChangedDataset(folder: ChangedFolder): ChangedDataset {
  const schema = folder.files.includes(`datasets/${folder.name}/schema.json`);
  const rows = folder.files.filter((path) => path !== `datasets/${folder.name}/schema.json` && !isProse(path));
  return { ...folder, schema, data: rows.length > 0 };
}

/** Text for people: what tests and deploys don't read. */
export function isProse(path: string): boolean {
  return /\.md$/i.test(path) || /(^|\/)(licen[cs]e|notice|readme)(\.[a-z]+)?$/i.test(path);
}
