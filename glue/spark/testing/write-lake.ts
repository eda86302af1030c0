import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeManifest } from '../../../lambda/reconcile/read-manifests.ts';
import type { LakeFixture } from '../../duckdb/testing/lake-fixture.ts';
import { datasetsJson } from '../job-files.ts';
import type { JobRun } from './job-host.ts';

/**
 * Puts a fixture's manifests and the job's files where a run finds them, as they stand now.
 * @param database where the run's tables go
 * @param run the run's name
 */
export async function writeLake(lake: LakeFixture, database: string, run: string): Promise<JobRun> {
  const manifests = join(lake.processed, '_manifests');
  await rm(manifests, { recursive: true, force: true });
  for (const manifest of lake.manifests) {
    const path = join(manifests, `${manifest.file}.json`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, writeManifest(manifest));
  }
  const files = join(lake.root, 'job', 'sluice_lake');
  await rm(files, { recursive: true, force: true });
  await mkdir(join(files, 'tables'), { recursive: true });
  await cp(lake.room, join(files, 'tables'), { recursive: true });
  await writeFile(join(files, 'datasets.json'), datasetsJson(lake.schemas));
  return { run, files, processed: lake.processed, final: join(lake.root, 'job', 'final'), database };
}
