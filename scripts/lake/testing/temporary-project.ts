import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Project, projectAt } from '../project.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the repository's data, tables and dashboards in a folder of its own, without a lake. The code stays where it is. */
export interface TemporaryProject extends Project {
  /** Starts `node scripts/sluice.js` of the repository there. */
  readonly command: string;
  dispose(): Promise<void>;
}

/** The samples that tests count on. What a project has beside them is no part of any test. */
const samples = new Set([
  ...['_rejects', '_runs', 'app_events', 'iot_sensor_data', 'items', 'movies', 'regions', 'sales_records', 'user_logs'],
  ...['error_events', 'movie_details', 'movies_by_genre_year', 'pipeline_files', 'pipeline_rejects', 'sales_daily'],
  ...['sales_monthly', 'sensor_readings_hourly', 'user_activity_daily'],
  ...['operations', 'sales', 'sensors', 'users'],
]);
const dataRooms = ['datasets', 'glue/tables', 'dashboards'];

/** Whether a file of a data room is copied: a sample's, or one that lies beside the folders. */
function isSample(room: string, source: string): boolean {
  const [first = ''] = relative(join(repository, room), source).split(sep);
  return !dataRooms.includes(room) || first === '' || first.includes('.') || samples.has(first);
}

/** Copies a room, or a folder of one, of the repository. @param room with `/` @param root absolute path of the project that gets it */
async function copyRoom(room: string, root: string, what: 'samples' | 'everything'): Promise<void> {
  const filter = (source: string) => what === 'everything' || isSample(room, source);
  await cp(join(repository, room), join(root, room), { recursive: true, filter });
}

/**
 * @param rooms which of the data rooms are copied
 * @param what the samples, which tests count on; or all that the repository holds, to try what people added
 */
export async function temporaryProject(
  rooms: readonly string[] = dataRooms,
  what: 'samples' | 'everything' = 'samples',
): Promise<TemporaryProject> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-project-'));
  for (const room of rooms) await copyRoom(room, root, what);
  return {
    ...projectAt(root),
    command: join(repository, 'scripts', 'sluice.js'),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}
