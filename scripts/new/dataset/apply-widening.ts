import { lstat, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../../cli/command-error.ts';
import { type NewFile, staged } from '../new-folder.ts';
import type { DatasetTask } from './dataset-task.ts';

const schemaName = 'schema.json';

/**
 * Puts a wider schema and files into a dataset's folder, or leaves it as it was. The schema comes first: who is cut in between leaves one that is wider than
 * its files need, and no file that it refuses.
 * @param schema what schema.json was read as, and what it becomes @param copies files that do not lie there yet
 * @throws CommandError `schema-changed`, `file-taken` where something came to be meanwhile; `not-writable`
 */
export async function applyWidening(
  { folder, project }: DatasetTask,
  { before, after }: { readonly before: string; readonly after: string },
  copies: DatasetTask['files'],
): Promise<void> {
  const kept = 'before.json';
  const made: NewFile[] = copies.map(({ path }, at) => ({ path: String(at), copyOf: path }));
  made.push({ path: schemaName, text: after }, { path: kept, text: before });
  await staged(project.lake.root, folder, made, async (stage) => {
    const path = join(folder, schemaName);
    const placed: string[] = [];
    let isWider = false;
    try {
      if ((await readFile(path, 'utf8')) !== before) throw changedMeanwhile(path);
      if (after !== before) await rename(join(stage, schemaName), path);
      isWider = after !== before;
      for (const [at, { target }] of copies.entries()) {
        const to = join(folder, target);
        if ((await lstat(to).catch(() => undefined)) !== undefined) throw takenMeanwhile(to);
        await rename(join(stage, String(at)), to);
        placed.push(to);
      }
    } catch (error) {
      for (const to of placed) await rm(to, { force: true });
      if (isWider) await rename(join(stage, kept), path);
      throw error;
    }
  });
}

function changedMeanwhile(path: string): CommandError {
  const message = `${path}: expected the schema as it was read, got one that was changed meanwhile; run it again`;
  return new CommandError('schema-changed', 'environment', message);
}

function takenMeanwhile(path: string): CommandError {
  const message = `${path}: expected a name that is free, got one that was taken meanwhile; rename one of the two`;
  return new CommandError('file-taken', 'usage', message);
}
