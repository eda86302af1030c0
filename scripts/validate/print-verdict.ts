import { formatPlace } from '../../lambda/schema/finding.ts';
import type { Effects } from '../cli/effects.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import { annotationsOf } from '../github/annotations.ts';
import { draftMarkdown } from '../github/draft-markdown.ts';
import { guardOutput, isInActions } from '../github/guard-output.ts';
import { summaryOf, writeSummary } from '../github/summary.ts';
import type { Project } from '../lake/project.ts';
import { segmentsBelow } from '../lake/segments-below.ts';
import { subjectOf } from '../schema-changes/findings.ts';
import type { Fixed } from './fix/fix-files.ts';
import type { JudgedDefinition } from './judge-dashboards.ts';
import type { Verdict } from './validate.ts';
import type { BaseVerdict } from './validate-base.ts';

export interface PrintOptions {
  readonly json: boolean;
  /** The same verdict on a laptop: `npx sluice validate --base main`. */
  readonly command: string;
}

/** Tells a verdict: as lines or JSON, and in a workflow also as annotations beside the lines and as the job's summary. */
export async function printVerdict(
  verdict: (Verdict | BaseVerdict) & Partial<Fixed>,
  project: Project,
  { json, command }: PrintOptions,
  effects: Effects,
): Promise<void> {
  const guarded = guardOutput(effects);
  const { findings } = verdict;
  if (json) guarded.stdout.write(`${JSON.stringify({ ...verdict, findings: inOrder(findings) }, undefined, 2)}\n`);
  else {
    printFindings(findings, guarded, 'stdout');
    for (const definition of verdict.definitions) guarded.stderr.write(`${recognition(definition)}\n`);
    if ('base' in verdict) for (const line of changeLines(verdict)) guarded.stderr.write(`${printable(line)}\n`);
    guarded.stderr.write(`${countLine(verdict)}\n`);
  }
  if (!isInActions(effects)) return;
  // The runner reads commands on either stream; with --json stdout is the result's alone.
  const stream = json ? effects.stderr : effects.stdout;
  for (const command of annotationsOf(findings, prefixOf(project, effects))) stream.write(`${command}\n`);
  await writeSummary(
    (room) =>
      withDrafts(verdict.drafts, room, (left) =>
        summaryOf({ title: countLine(verdict), scoreboard: scoreboard(verdict), findings, command }, left),
      ),
    effects,
  );
}

/** The drafts behind the findings, as far as there is room: a draft is worth more than the last findings, a part of one nothing. */
function withDrafts(drafts: Verdict['drafts'], room: number, summary: (room: number) => string): string {
  const texts = drafts.map((draft) => `\n${draftMarkdown(draft)}`);
  const fitting = texts.filter((text) => Buffer.byteLength(text) < room / 2 / texts.length);
  const size = fitting.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return `${summary(room - size)}${fitting.join('')}`;
}

/** What leads from the repository, which annotations name files of, to the project. */
function prefixOf({ root }: Project, { env }: Effects): string {
  const workspace = env['GITHUB_WORKSPACE'] ?? '';
  const below = workspace === '' ? [] : (segmentsBelow(workspace, root) ?? []);
  return below.map((segment) => `${segment}/`).join('');
}

/** `board.json: a dashboard's definition; columns of the data sets "a", "b" were not checked`. */
function recognition({ file, recognised, columnsSkipped }: JudgedDefinition): string {
  const skipped = columnsSkipped.map((name) => JSON.stringify(name)).join(', ');
  const columns =
    columnsSkipped.length === 0 ? 'columns checked' : `columns of ${skipped} not checked: no data set tells them`;
  return printable(recognised === undefined ? `${file}: not read` : `${file}: ${recognised}; ${columns}`);
}

/** Breaking changes are findings; those that break nothing are told all the same. */
function changeLines({ schemaChanges, base }: BaseVerdict): string[] {
  const compatible = schemaChanges.filter((change) => change.class === 'compatible');
  const lines = compatible.map(
    (change) => `compatible ${formatPlace(change.place)}: ${subjectOf(change)}: ${change.what}`,
  );
  return [...lines, `compared with ${base.ref} (${base.sha.slice(0, 10)})`];
}

/** `2 errors and 14 warnings in 7 datasets (37 files), 9 tables (18 cases) and 5 dashboards`. */
export function countLine({ findings, datasets, files, tables, cases, dashboards }: Verdict): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const judged = [
    datasets.length > 0 && `${count(datasets.length, 'dataset')} (${count(files.length, 'file')})`,
    tables.length > 0 && `${count(tables.length, 'table')} (${count(cases, 'case')})`,
    dashboards.length > 0 && count(dashboards.length, 'dashboard'),
  ].filter((part) => part !== false);
  return `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')} in ${judged.join(', ') || 'nothing'}`;
}

function scoreboard(verdict: Verdict | BaseVerdict): (readonly [string, number])[] {
  const { findings, files, tables, cases, dashboards } = verdict;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sum = (of: (file: Verdict['files'][number]) => number) => files.reduce((total, file) => total + of(file), 0);
  const changes = 'base' in verdict ? verdict.schemaChanges : [];
  return [
    ['errors', errors],
    ['warnings', findings.length - errors],
    ['files', files.length],
    ['rows', sum(({ rowsIn }) => rowsIn)],
    ['rows quarantined', sum(({ rowsQuarantined }) => rowsQuarantined)],
    ['tables', tables.length],
    ['cases', cases],
    ['dashboards', dashboards.length],
    ['breaking changes', changes.filter((change) => change.class === 'breaking').length],
    ['compatible changes', changes.filter((change) => change.class === 'compatible').length],
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
