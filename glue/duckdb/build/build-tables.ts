import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { SqlEngine } from '../sql-engine.ts';
import { loadTables } from '../tables/load-tables.ts';
import { codeVersion } from './code-version.ts';
import type { FileSteps } from './final-files.ts';
import { sweepFinal } from './sweep-final.ts';
import { TablesRun } from './tables-run.ts';

export interface BuildTablesOptions {
  /** Absolute path of glue/tables, and the path that findings name. */
  readonly room: string;
  readonly shown: string;
  /** Absolute paths of the processed and the final bucket. */
  readonly processed: string;
  readonly final: string;
  readonly schemas: readonly DatasetSchema[];
  /** Of every raw file. */
  readonly manifests: readonly Manifest[];
  readonly sql: SqlEngine;
  /** Told of each table when it is settled, in the order of building. */
  readonly onTable?: (result: BuiltTable) => void;
  readonly files?: FileSteps;
}

/** One table after a build. */
export interface BuiltTable {
  readonly table: string;
  /** `stale`: yesterday's rows stay; `missing`: there are none. Either has an error or a stale upstream among its findings. */
  readonly status: 'built' | 'unchanged' | 'stale' | 'missing';
  /** Readers get rows that are not those of today's input. A built table is stale when a file that it reads is. */
  readonly stale: boolean;
  readonly rows: number | undefined;
  readonly milliseconds: number | undefined;
  readonly findings: readonly Finding[];
}

export interface BuildTablesResult {
  readonly tables: readonly BuiltTable[];
  /** Of all tables, each once. */
  readonly findings: readonly Finding[];
}

/**
 * Builds the final tables whose input has changed, each after those it reads. A table that fails keeps yesterday's rows, and so do
 * those that read it; all others are built. At the end the final bucket holds what manifests name and nothing else, whatever an
 * earlier build left.
 * @throws DuckDB's or the file system's error when the surroundings failed; the next build then repairs what is left
 */
export async function buildTables(options: BuildTablesOptions): Promise<BuildTablesResult> {
  const loaded = await loadTables(options.room, options.shown, options.schemas, options.sql);
  const run = new TablesRun(options, loaded.tables, await codeVersion());
  try {
    for (const folder of loaded.folders.filter((one) => !loaded.tables.some((table) => table.name === one.name))) {
      const found = loaded.findings.filter(
        ({ place }) => place.file === folder.shown || place.file.startsWith(`${folder.shown}/`),
      );
      await run.settleBroken(folder.name, found);
    }
    for (const table of loaded.tables) await run.settle(table);
    await sweepFinal(options.final, run.ids(), options.files);
    return { tables: run.results, findings: run.results.flatMap((result) => result.findings) };
  } finally {
    run.close();
  }
}
