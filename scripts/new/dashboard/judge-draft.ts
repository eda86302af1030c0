import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { checkDashboard } from '../../dashboards/check-dashboard.ts';
import { readDashboard } from '../../dashboards/read-dashboard.ts';
import { projectAt } from '../../lake/project.ts';
import { writeNewFolder } from '../new-folder.ts';
import type { DraftDashboard } from './draft-dashboard.ts';
import type { DraftTable } from './plan/draft-table.ts';

/**
 * Judges a draft as `validate` will, before it is written where people see it.
 * @param name its folder's, for the places of findings
 * @returns what `validate` would say; [] is what it should
 */
export async function judgeDraft(
  name: string,
  draft: DraftDashboard,
  tables: readonly DraftTable[],
): Promise<readonly Finding[]> {
  const room = await mkdtemp(join(tmpdir(), 'sluice-draft-'));
  try {
    await writeNewFolder(projectAt(room), join(room, 'dashboards'), name, draft.files);
    const columns = new Map(tables.map((table) => [table.name, table.contract]));
    const read = await readDashboard(`dashboards/${name}`, columns, room);
    return 'findings' in read ? read.findings : checkDashboard(read.dashboard, columns);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}
