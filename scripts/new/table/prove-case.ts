import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCase } from '../../../glue/duckdb/cases/run-case.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { CaseTools } from './compute-case.ts';
import type { DraftedCase } from './draft-case.ts';

/** Runs a drafted case as validate will, from its files. @returns what validate would find */
export async function proveCase(
  { connection, table, sql }: CaseTools,
  drafted: DraftedCase,
  known: { readonly schemas: readonly DatasetSchema[]; readonly tables: readonly Table[] },
): Promise<readonly Finding[]> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-case-'));
  try {
    for (const { name, text } of drafted.files) await writeFile(join(path, name), text);
    const shown = `glue/tables/${table.name}/cases/${drafted.name}`;
    return await runCase(connection, table, sql, { path, shown }, known);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
