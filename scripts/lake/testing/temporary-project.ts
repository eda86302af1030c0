import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Project, projectAt } from '../project.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the repository's data, tables and dashboards in a folder of its own, without a lake. The code stays where it is. */
export interface TemporaryProject extends Project {
  /** Starts `node scripts/sluice.js` of the repository there. */
  readonly command: string;
  dispose(): Promise<void>;
}

/** @param rooms which of the data rooms are copied */
export async function temporaryProject(
  rooms: readonly string[] = ['datasets', 'glue/tables', 'dashboards'],
): Promise<TemporaryProject> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-project-'));
  for (const room of rooms) await cp(join(repository, room), join(root, room), { recursive: true });
  return {
    ...projectAt(root),
    command: join(repository, 'scripts', 'sluice.js'),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}
