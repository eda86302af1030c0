import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import type { Finding } from '../../lambda/schema/finding.ts';
import { exportPage } from '../preview/export-page.ts';
import { loadPageModel } from '../preview/load/page-session.ts';
import type { Project } from './project.ts';

/**
 * Draws every dashboard over the lake as it is now into `.lake/page/index.html`, all or nothing.
 * @param now what relative dates mean
 * @returns the definitions' findings
 */
export async function drawPage(project: Project, now: () => Date): Promise<readonly Finding[]> {
  const model = await loadPageModel(project, { now, mode: 'file' });
  const { page } = project.lake;
  await mkdir(dirname(page), { recursive: true });
  await sweepDrafts(page);
  const draft = `${page}.${process.pid}.draft`;
  await writeFile(draft, await exportPage(model));
  await rename(draft, page);
  return model.dashboards.flatMap((dashboard) => dashboard.findings);
}

/** Drafts that a killed build left; the lake's lock keeps every other build away. */
async function sweepDrafts(page: string): Promise<void> {
  for (const name of await readdir(dirname(page))) {
    if (name !== basename(page)) await rm(join(dirname(page), name), { force: true, recursive: true });
  }
}
