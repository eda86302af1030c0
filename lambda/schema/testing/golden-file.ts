import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';

/**
 * The expected text beside a case. A missing one is written on a laptop, to be read and committed; in CI it is an error.
 * @returns what the case is to be compared with
 */
export async function goldenFile(path: string, actual: string): Promise<string> {
  if (!existsSync(path)) {
    if (process.env['CI']) return `${path} is missing: run the test on a laptop, read what it writes and commit it`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, actual);
  }
  return readFile(path, 'utf8');
}
