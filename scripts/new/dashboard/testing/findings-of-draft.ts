import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFinding } from '../../../../lambda/schema/finding.ts';
import { checkDashboard } from '../../../dashboards/check-dashboard.ts';
import { readDashboard } from '../../../dashboards/read-dashboard.ts';
import { projectAt } from '../../../lake/project.ts';
import { writeNewFolder } from '../../new-folder.ts';
import type { DraftDashboard } from '../draft-dashboard.ts';
import type { DraftTable } from '../plan/draft-table.ts';

/** What `validate` would say of a draft, a line each; [] is what it should. */
export async function findingsOfDraft(
  draft: DraftDashboard,
  tables: readonly DraftTable[],
): Promise<readonly string[]> {
  const root = await mkdtemp(join(tmpdir(), 'sluice-draft-'));
  const room = join(root, 'dashboards');
  try {
    await writeNewFolder(projectAt(root), room, 'draft', draft.files);
    const columns = new Map(tables.map(({ name, contract }) => [name, contract]));
    const read = await readDashboard('draft', columns, room);
    const findings = 'findings' in read ? read.findings : checkDashboard(read.dashboard, columns);
    return findings.map(formatFinding);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
