import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { isRunning } from './is-running.ts';

/** Where a store keeps what is not written out yet; no key leads there. */
export const temporaryFolder = '.tmp';

/** Name of a temporary file: who writes it, so that others can tell when nobody does any more. */
export const temporaryName = (random: string): string => `${process.pid}-${random}`;

/**
 * Removes temporary files and folders of processes that are gone: a kill between the first byte and the rename leaves one.
 * @param folder that holds nothing else, each by its `temporaryName`
 */
export async function sweepLeftovers(folder: string): Promise<void> {
  const started = Date.now() - process.uptime() * 1000;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    const path = join(folder, name);
    const written = await stat(path).catch(() => undefined);
    const ours = pid === process.pid && written !== undefined && written.mtimeMs >= started;
    if (ours || (pid !== process.pid && isRunning(pid))) continue;
    await rm(path, { recursive: true, force: true });
  }
}
