import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { checkDashboard } from './check-dashboard.ts';
import { readDashboard } from './read-dashboard.ts';
import { repositoryTables } from './testing/repository-tables.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folders = readdirSync(path.join(root, 'dashboards'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

describe('the dashboards of this repository', () => {
  it('are the five that the documentation names', () => {
    const names = folders.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['movies', 'operations', 'sales', 'sensors', 'users']));
  });

  it.each(folders.map(({ name }) => name))('%s fits the SDK and the tables', async (name) => {
    const tables = await repositoryTables();
    const read = await readDashboard(`dashboards/${name}`, tables, root);
    const findings = 'findings' in read ? read.findings : checkDashboard(read.dashboard, tables);
    expect(findings.map(formatFinding)).toEqual([]);
  });
});
