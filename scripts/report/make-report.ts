import type { Changes } from '../changes/changes.ts';
import { readChanges } from '../changes/read-changes.ts';
import type { Progress } from '../cli/progress.ts';
import type { Infrastructure } from '../deploy/infra-plan.ts';
import { draftOpenDatasets } from '../infer/draft-open-datasets.ts';
import type { FileResult } from '../lake/build-result.ts';
import { ensureBuilt } from '../lake/ensure-built.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import type { Project } from '../lake/project.ts';
import type { PageModel } from '../preview/model.ts';
import { checkSchemaChanges } from '../schema-changes/check-schema-changes.ts';
import { countBaseRows } from './count-rows.ts';
import { judgeSpoilt } from './judge-spoilt.ts';
import { rejectFindings } from './reject-findings.ts';
import { reportDatasets } from './report-datasets.ts';
import { reportModel } from './report-head.ts';
import type { ReportModel } from './report-model.ts';
import { undrawnFindings } from './undrawn-findings.ts';

export interface ReportOptions {
  /** A branch, tag or commit. */
  readonly base: string;
  readonly infrastructure: Infrastructure | undefined;
  readonly now: () => Date;
  readonly progress: Progress;
}

/** The report, and the lake's page that it stands on. */
export interface Report {
  readonly model: ReportModel;
  readonly page: PageModel;
}

/**
 * Builds the lake of the working tree as `start` does, and says what became of it since it left the base.
 * @throws CommandError as readChanges does, and `lake-in-use`
 */
export async function makeReport(project: Project, options: ReportOptions): Promise<Report> {
  const { now, progress } = options;
  progress.step(`git: what changed since ${options.base}`);
  const changes = await readChanges(project, { base: options.base });
  let drawn: PageModel | undefined;
  const onPage = (model: PageModel) => {
    drawn = model;
  };
  const lake = await ensureBuilt(project, { now, progress, onPage });
  const built = await judgeSpoilt(project, changes, lake);
  progress.step('schemas: what breaks downstream');
  const checked = await checkSchemaChanges(project, changes, built.findings);
  progress.step('datasets: counting the rows of the base');
  const base = await countBaseRows(project, changes, built.files);
  const rejects = await rejectFindings(project, measuredFiles(changes, built.files));
  const page = drawn ?? (await loadPage(project, now));
  const { folders } = await listDatasets(project.datasets);
  const changed = new Set(changes.datasets.map(({ name }) => name));
  const open = await draftOpenDatasets(folders, (name) => changed.has(name), progress.step);
  const datasets = reportDatasets(changes, built.files, base, [...checked.findings, ...open.findings, ...rejects]);
  const undrawn = await undrawnFindings(project, changes, page, progress);
  const found = { ...checked, findings: [...checked.findings, ...open.findings, ...undrawn] };
  return { model: reportModel({ changes, built, checked: found, datasets, page, drafts: open.drafts, options }), page };
}

/** Raw keys of files whose rows are judged otherwise than at the base: they changed, or their schema did; of those that have rows. */
function measuredFiles({ datasets }: Changes, built: readonly FileResult[]): ReadonlySet<string> {
  const all = new Set(datasets.filter(({ schema }) => schema).map(({ name }) => name));
  const changed = new Set(datasets.flatMap(({ files }) => files.map((path) => path.slice('datasets/'.length))));
  const keys = built.filter(({ rowsIn }) => rowsIn > 0).map(({ file }) => file);
  return new Set(keys.filter((key) => changed.has(key) || all.has(key.slice(0, key.indexOf('/')))));
}

async function loadPage(project: Project, now: () => Date): Promise<PageModel> {
  const { loadPageModel } = await import('../preview/load/page-session.ts');
  return await loadPageModel(project, { now, mode: 'file' });
}
