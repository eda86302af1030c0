import { isDocument } from '../lake/file-kinds.ts';
import type { ChangedDataset, ChangedFile, ChangedFolder } from './changes.ts';

/** Every path of a change: where files are, and where renamed ones were. */
export function changedPaths(files: readonly ChangedFile[]): string[] {
  return files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
}

/**
 * The folders below a room in which something changed. A submodule is one, of which nothing is known.
 * @param room `datasets`, `glue/tables` or `dashboards`
 * @param before folders of the room at the base; @param after those at the head
 */
export function changedFolders(
  files: readonly ChangedFile[],
  room: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): ChangedFolder[] {
  const modules = new Set(files.flatMap(({ path, kind }) => (kind === 'submodule' ? path : [])));
  const below = changedPaths(files).flatMap((path) => {
    const name = segmentsIn(room, path);
    return name.length > 1 || (name.length === 1 && modules.has(path)) ? [{ name: name[0] ?? '', path }] : [];
  });
  const byName = Map.groupBy(below, ({ name }) => name);
  return [...byName]
    .map(([name, paths]): ChangedFolder => {
      const status = !after.has(name) ? 'removed' : before.has(name) ? 'changed' : 'added';
      return { name, status, files: [...new Set(paths.map(({ path }) => path))].sort() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Files that lie directly in a room and so belong to no dataset, table or dashboard: nothing reads them. Removed ones and text for people are left out.
 * @returns their paths
 */
export function looseFiles(files: readonly ChangedFile[], room: string): string[] {
  return files.flatMap(({ path, status, kind }) => {
    const isLoose = segmentsIn(room, path).length === 1 && kind !== 'submodule' && !isDocument(path);
    return isLoose && status !== 'removed' ? [path] : [];
  });
}

/** Segments of a path below a room; none for what is elsewhere. */
function segmentsIn(room: string, path: string): string[] {
  return path.startsWith(`${room}/`) ? path.slice(room.length + 1).split('/') : [];
}

/** Which part of a dataset changed: its schema, its rows, or neither (a README). */
export function asChangedDataset(folder: ChangedFolder): ChangedDataset {
  const schema = folder.files.includes(`datasets/${folder.name}/schema.json`);
  const rows = folder.files.filter((path) => path !== `datasets/${folder.name}/schema.json` && !isProse(path));
  return { ...folder, schema, data: rows.length > 0 };
}

/** Text for people: what tests and deploys don't read. */
export function isProse(path: string): boolean {
  return !/\/\.[^/]*$/.test(`/${path}`) && isDocument(path);
}
