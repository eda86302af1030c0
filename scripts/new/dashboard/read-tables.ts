import type { Finding } from '../../../lambda/schema/finding.ts';
import type { BuildResult } from '../../lake/build-result.ts';
import type { Project } from '../../lake/project.ts';
import { openLake } from '../../preview/load/open-lake.ts';
import type { DraftTable } from './plan/draft-table.ts';
import { profileTable } from './profile/profile-table.ts';
import { readReaders } from './read-readers.ts';

/** Tables ready to be drawn, or why one isn't. */
export type ReadTables =
  | { readonly tables: readonly DraftTable[]; readonly remarks: readonly string[] }
  | { readonly failed: readonly string[]; readonly findings: readonly Finding[] };

/**
 * Looks into built tables.
 * @param names folders of glue/tables, in the order of the sheets
 * @param built what the lake's build gave
 */
export async function readTables(project: Project, names: readonly string[], built: BuildResult): Promise<ReadTables> {
  const states = new Map(built.tables.map((table) => [table.table, table]));
  const failed = names.filter((name) => !['built', 'unchanged'].includes(states.get(name)?.status ?? 'missing'));
  if (failed.length > 0) return { failed, findings: built.findings.filter(({ severity }) => severity === 'error') };
  const lake = await openLake(project);
  try {
    const readersOf = await readReaders(project, lake.schemas);
    const tables: DraftTable[] = [];
    for (const name of names) {
      const contract = lake.tables.get(name);
      if (contract === undefined) return { failed: [name], findings: built.findings };
      const profile = await profileTable(lake.engine.connection, name, contract.columns);
      tables.push({ name, contract, profile, restricted: readersOf(name).restricted });
    }
    const stale = names.filter((name) => states.get(name)?.stale === true);
    return {
      tables,
      remarks: [
        ...names.flatMap((name) => readersOf(name).remarks),
        ...stale.map(
          (name) => `${name}: built of the last good version of a file that failed since; see npm start -- --once`,
        ),
      ],
    };
  } finally {
    lake.close();
  }
}
