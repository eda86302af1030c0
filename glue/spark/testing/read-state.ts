import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableManifest } from '../../duckdb/build/table-manifest.ts';

/** `_tables/<table>.json` of the job: as the laptop's manifest, with a snapshot in place of files. */
export type TableState = Omit<TableManifest, 'parts'> & { readonly snapshot: string | null };

/** @param final absolute path of the final bucket */
export async function readState(final: string, table: string): Promise<TableState> {
  return JSON.parse(await readFile(join(final, '_tables', `${table}.json`), 'utf8'));
}
