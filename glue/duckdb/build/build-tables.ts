import type { Finding } from '../../../lambda/schema/finding.ts';
import { loadTables } from '../tables/load-tables.ts';
import type { BuildTablesOptions, BuiltTable } from './build-tables-options.ts';
import { codeVersion } from './code-version.ts';
import { sweepFinal } from './sweep-final.ts';
import { TablesRun } from './tables-run.ts';

export type { BuildTablesOptions, BuiltTable } from './build-tables-options.ts';

export interface BuildTablesResult {
  readonly tables: readonly BuiltTable[];
  /** Of all tables, each once. */
  readonly findings: readonly Finding[];
}

/**
 * Builds the final tables whose input has changed, each after those it reads. A table that fails keeps yesterday's rows, and so do
 * those that read it; all others are built. At the end the final bucket holds what manifests name and nothing else, whatever an
 * earlier build left.
 * @throws StoreError when DuckDB had no room or permission, the file system's error; the next build then repairs what is left
 */
export async function buildTables(options: BuildTablesOptions): Promise<BuildTablesResult> {
  const [loaded, code] = await Promise.all([loadTables(options), codeVersion()]);
  const run = new TablesRun(options, loaded.tables, code);
  try {
    for (const folder of loaded.folders.filter((one) => !loaded.tables.some((table) => table.name === one.name))) {
      const found = loaded.findings.filter(
        ({ place }) => place.file === folder.shown || place.file.startsWith(`${folder.shown}/`),
      );
      await run.settleBroken(folder.name, found);
    }
    await run.settleAll(loaded.tables);
    await sweepFinal(options.final, run.ids(), options.files);
    return { tables: run.results, findings: run.results.flatMap((result) => result.findings) };
  } finally {
    await run.close();
  }
}
