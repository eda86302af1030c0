import { readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';

let script: Promise<string> | undefined;

/** Gives the database of a connection the spk_* macros that translations call. It is meant for a database in memory. */
export async function installMacros(connection: DuckDBConnection): Promise<void> {
  script ??= readFile(new URL('macros.sql', import.meta.url), 'utf8');
  await connection.run(await script);
}
