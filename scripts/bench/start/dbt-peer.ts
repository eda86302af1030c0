import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Part } from '../../../lambda/clean/manifest.ts';
import type { Peer } from './time-builds.ts';

/** Datasets that dbt gets as seeds, already clean, and how many rows of each. */
const seeds = ['movies', 'sales_records', 'iot_sensor_data', 'user_logs'];
const rowsOfSeed = 4000;

/**
 * A dbt project on DuckDB: four seeds cut from the clean files of a lake, and eight models like our tables. It cleans nothing,
 * checks nothing and draws nothing.
 * @param root an empty folder for it
 * @param dbt path of the dbt program
 * @param processed the lake's processed bucket
 * @param parts the clean parts by dataset
 */
export async function dbtPeer(
  root: string,
  dbt: string,
  processed: string,
  parts: ReadonlyMap<string, readonly Part[]>,
): Promise<Peer> {
  await cp(new URL('dbt', import.meta.url), root, { recursive: true });
  await mkdir(join(root, 'seeds'), { recursive: true });
  for (const seed of seeds) {
    await writeFile(join(root, 'seeds', `${seed}.csv`), await seedOf(processed, parts.get(seed) ?? []));
  }
  return {
    name: 'dbt build (DuckDB)',
    command: {
      program: dbt,
      args: ['build', '--project-dir', root, '--profiles-dir', root],
      cwd: root,
      env: { DO_NOT_TRACK: '1', DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
    },
    reset: async () => {
      await rm(join(root, 'target'), { recursive: true, force: true });
      await rm(join(root, 'bench.duckdb'), { force: true });
    },
  };
}

async function seedOf(processed: string, parts: readonly Part[]): Promise<string> {
  const records: string[][] = [];
  for (const part of parts) {
    const rows: string[][] = parse(await readFile(join(processed, part.key)));
    records.push(...(records.length === 0 ? rows : rows.slice(1)));
    if (records.length > rowsOfSeed) break;
  }
  return records
    .slice(0, rowsOfSeed + 1)
    .map((record) => `${record.map(quoted).join(',')}\n`)
    .join('');
}

function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
