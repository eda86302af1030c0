import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { checkDashboard } from './check-dashboard.ts';
import { type DashboardFinding, dashboardCodes } from './findings/dashboard-finding.ts';
import { readDashboard } from './read-dashboard.ts';
import { readDefinitionFile } from './read-definition-file.ts';
import { fixtureTables } from './testing/fixture-tables.ts';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A folder with a dashboard.json is read as a dashboard, any other as a definition file. */
async function findingsOf(folder: string): Promise<readonly DashboardFinding[]> {
  const isDashboard = existsSync(path.join(here, folder, 'dashboard.json'));
  const read = isDashboard
    ? await readDashboard(folder, fixtureTables, here)
    : await readDefinitionFile(path.join(folder, 'definition.json'), fixtureTables, here);
  return 'findings' in read ? read.findings : checkDashboard(read.dashboard, fixtureTables);
}

/** The findings expected beside a case. Written when there are none yet, which CI refuses. */
function golden(file: string, actual: string): string {
  if (!existsSync(file) && process.env['CI'] === undefined) writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}

describe('checkDashboard', () => {
  it.each(readdirSync(path.join(here, 'testdata/ok')))('finds nothing wrong with %s', async (situation) => {
    expect(await findingsOf(`testdata/ok/${situation}`)).toEqual([]);
  });

  it.each(readdirSync(path.join(here, 'testdata/err')))('finds %s', async (code) => {
    const folder = `testdata/err/${code}`;
    const findings = await findingsOf(folder);
    const text = findings.map((finding) => `${formatFinding(finding)}\n`).join('');
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(text).toBe(golden(path.join(here, folder, 'expected.txt'), text));
  });

  it('has one fixture and one heading in FINDINGS.md for each code', () => {
    const headings = [...readFileSync(path.join(here, 'FINDINGS.md'), 'utf8').matchAll(/^### `(.+)`$/gm)];
    const codes = [...dashboardCodes].sort();
    expect(readdirSync(path.join(here, 'testdata/err')).sort()).toEqual(codes);
    expect(headings.map(([, code]) => code).sort()).toEqual(codes);
  });

  it.each(dashboardCodes)('shows in FINDINGS.md what the fixture of %s gives', async (code) => {
    const folder = `testdata/err/${code}`;
    const finding = (await findingsOf(folder)).find((each) => each.code === code);
    const message = finding === undefined ? 'none' : formatFinding(finding).replaceAll(`${folder}/`, '');
    expect(readFileSync(path.join(here, 'FINDINGS.md'), 'utf8')).toContain(`\`\`\`\n${message}\n\`\`\`\n`);
  });
});
