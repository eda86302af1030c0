import { appEvents } from './app-events.ts';
import type { DataFile } from './data-file.ts';
import { iotSensorData } from './iot-sensor-data.ts';
import { lookups } from './lookups.ts';
import { movies, type SourceMovie } from './movies.ts';
import { createRandom } from './random.ts';
import { salesRecords } from './sales-records.ts';
import { userLogs } from './user-logs.ts';

/** The seed of the committed files. */
export const committedSeed = 2026;

/**
 * All data files of datasets/, sorted by path: pure, so one seed gives the same bytes everywhere.
 * @param sourceMovies movies.json of vega-datasets, which no seed changes
 */
export function sampleData(seed: number, sourceMovies: readonly SourceMovie[]): DataFile[] {
  const files = [
    ...movies(sourceMovies),
    ...lookups(),
    ...iotSensorData(createRandom(seed, 'iot_sensor_data')),
    ...userLogs(createRandom(seed, 'user_logs')),
    ...salesRecords(createRandom(seed, 'sales_records')),
    ...appEvents(createRandom(seed, 'app_events')),
  ];
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}
