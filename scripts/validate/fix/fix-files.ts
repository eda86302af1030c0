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
import type { Fix, Unmended } from './fix.ts';
import { planFixes } from './plan-fixes.ts';

/** What was mended, and what was left although it is to be mended; in the order of files. */
export interface Fixed {
  readonly fixes: readonly Fix[];
  readonly unmended: readonly Unmended[];
}

/**
 * Mends the chosen CSV files where it is certain what was meant. A file is replaced whole or not at all; links are left alone.
 * @param write false: only says what would be done
 */
export async function fixFiles(project: Project, targets: Targets, progress: Progress, write: boolean): Promise<Fixed> {
  const { folders } = await listDatasets(project.datasets);
  const fixes: Fix[] = [];
  const unmended: Unmended[] = [];
  for (const { schema, files } of await readDatasets(project.root, folders)) {
    if (schema === undefined) continue;
    for (const file of files.filter(({ name }) => isFileChosen(name, targets))) {
      progress.step(`fix: ${file.name}`);
      if (!(await lstat(file.path)).isFile()) continue;
      const bytes = await readFile(file.path);
      if (checkSpoilt(bytes, file.name) !== undefined) continue;
      const planned = await planFixes(bytes, file.name, schemaForFile(schema, file.name));
      if (planned === undefined) continue;
      if (write && planned.fixes.length > 0) await replaceFile(file.path, planned.bytes);
      fixes.push(...planned.fixes);
      unmended.push(...planned.unmended);
    }
  }
  return { fixes, unmended };
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
