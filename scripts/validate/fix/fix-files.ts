import { randomUUID } from 'node:crypto';
import { chmod, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { schemaForFile } from '../../../lambda/schema/file-format.ts';
import type { Progress } from '../../cli/progress.ts';
import { checkSpoilt } from '../../lake/check-spoilt.ts';
import { listDatasets } from '../../lake/list-datasets.ts';
import type { Project } from '../../lake/project.ts';
import { readDatasets } from '../../lake/read-datasets.ts';
import { isFileChosen, type Targets } from '../select-targets.ts';
import type { Fix } from './fix.ts';
import { planFixes } from './plan-fixes.ts';

/**
 * Mends the chosen CSV files where it is certain what was meant. A file is replaced whole or not at all; links are left alone.
 * @param write false: only says what would be done
 * @returns every fix, in the order of files
 */
export async function fixFiles(project: Project, targets: Targets, progress: Progress, write: boolean): Promise<Fix[]> {
  const { folders } = await listDatasets(project.datasets);
  const fixes: Fix[] = [];
  for (const { schema, files } of await readDatasets(project.root, folders)) {
    if (schema === undefined) continue;
    for (const file of files.filter(({ name }) => isFileChosen(name, targets))) {
      progress.step(`fix: ${file.name}`);
      if (!(await lstat(file.path)).isFile()) continue;
      const bytes = await readFile(file.path);
      if (checkSpoilt(bytes, file.name) !== undefined) continue;
      const planned = await planFixes(bytes, file.name, schemaForFile(schema, file.name));
      if (planned === undefined) continue;
      if (write) await replaceFile(file.path, planned.bytes);
      fixes.push(...planned.fixes);
    }
  }
  return fixes;
}

/** Whoever reads it meanwhile sees the old file or the new one, never half. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const { mode } = await lstat(path);
  const draft = join(dirname(path), `.sluice-fix-${randomUUID()}`);
  try {
    await writeFile(draft, bytes, { flag: 'wx' });
    await chmod(draft, mode & 0o777);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
