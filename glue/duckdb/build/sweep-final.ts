import { join } from 'node:path';
import { type FileSteps, fileSteps, manifestFolder } from './final-files.ts';

/**
 * Removes from the final bucket what no manifest names: older ids, drafts of builds that were cut off, and tables that have no
 * folder any more (their manifest first, so that no reader is sent to rows that are gone).
 * @param final absolute path
 * @param tables by table: the id that its manifest names; undefined: it has no rows
 */
export async function sweepFinal(
  final: string,
  tables: ReadonlyMap<string, string | undefined>,
  files: FileSteps = fileSteps,
): Promise<void> {
  const manifests = await files.list(join(final, manifestFolder));
  const keep = new Set([...tables.keys()].map((table) => `${table}.json`));
  for (const name of manifests.filter((one) => !keep.has(one))) await files.remove(join(final, manifestFolder, name));
  for (const entry of await files.list(final)) {
    const table = entry.replace(/\/$/, '');
    if (table === manifestFolder) continue;
    const id = tables.get(table);
    if (id === undefined) {
      await files.remove(join(final, table));
      continue;
    }
    for (const other of (await files.list(join(final, table))).filter((one) => one !== `${id}/`)) {
      await files.remove(join(final, table, other));
    }
  }
}
