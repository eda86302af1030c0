import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { DuckDBConnection } from '@duckdb/node-api';

/** A DuckDB of this process alone, in memory. */
export interface Engine {
  readonly connection: DuckDBConnection;
  /** Threads that it may use. */
  readonly threads: number;
  /** Opens one more connection to the same tables and views: its queries run beside those of others. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens DuckDB: UTC, no extension fetched from anywhere, spilling to the system's temporary folder. It is imported here and only
 * here, because loading it costs more than most verbs need.
 * @param threads as many as the machine has, unless said
 */
export async function openEngine(threads?: number): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
    temp_directory: join(tmpdir(), `sluice-duckdb-${process.pid}`),
  });
  const connections: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const opened = await instance.connect();
    connections.push(opened);
    return opened;
  };
  const connection = await connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  const reader = await connection.runAndReadAll("SELECT current_setting('threads')::INTEGER");
  return {
    connection,
    threads: Number(reader.getRowsJson()[0]?.[0] ?? 1),
    connect,
    close() {
      for (const opened of connections) opened.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Rows of a query whose columns are all text (cast them in SQL): null where SQL has NULL.
 * @throws DuckDB's error
 */
export async function readText(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))));
}
