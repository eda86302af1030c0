import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { buildPage, type PageAssets } from '../preview/build-page.ts';
import { exportPage } from '../preview/export-page.ts';
import { loadPageModel, type PageSources, readPageSources } from '../preview/load/page-session.ts';
import type { PageModel } from '../preview/model.ts';
import type { Project } from './project.ts';

/** What the page is made of beside the lake's rows, under way. */
export interface PageAhead {
  readonly assets: Promise<PageAssets>;
  readonly sources: Promise<PageSources>;
}

/** Begins what the page needs and no row decides, so that it is there when the lake is built. Failures wait until it is drawn. */
export function preparePage(project: Project, schemas: readonly DatasetSchema[]): PageAhead {
  const ahead = { assets: buildPage(), sources: readPageSources(project, undefined, schemas) };
  for (const part of Object.values(ahead)) part.catch(() => undefined);
  return ahead;
}

/**
 * Draws every dashboard over the lake as it is now into `.lake/page/index.html`, all or nothing.
 * @param now what relative dates mean
 * @param ahead see preparePage
 * @returns what was drawn, with the definitions' findings
 */
export async function drawPage(project: Project, now: () => Date, ahead: PageAhead): Promise<PageModel> {
  const model = await loadPageModel(project, { now, mode: 'file', sources: await ahead.sources });
  const { page } = project.lake;
  await mkdir(dirname(page), { recursive: true });
  await sweepDrafts(page);
  const draft = `${page}.${process.pid}.draft`;
  await writeFile(draft, await exportPage(model, ahead.assets));
  await rename(draft, page);
  return model;
}

/** Drafts that a killed build left; the lake's lock keeps every other build away. */
async function sweepDrafts(page: string): Promise<void> {
  for (const name of await readdir(dirname(page))) {
    if (name !== basename(page)) await rm(join(dirname(page), name), { force: true, recursive: true });
  }
}
