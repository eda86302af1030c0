import { formatPlace } from '../../lambda/schema/finding.ts';
import { draftMarkdown } from '../github/draft-markdown.ts';
import { tableHead, tableRow } from '../github/markdown.ts';
import { leftOut } from './pick-findings.ts';
import { infrastructureSection } from './render-infrastructure.ts';
import type {
  DashboardReport,
  DatasetReport,
  Findings,
  ReportModel,
  RowCounts,
  SampleFinding,
  Touched,
} from './report-model.ts';
import { code, count, difference, levelWords, prose, some } from './words.ts';

/** GitHub takes 65,536 characters; a footer is still to come. */
const mostCharacters = 60_000;
/** Of each list: a comment is read in seconds, the page has them all. */
const mostListed = 10;

/**
 * The comment: what there is to know in twenty seconds, worst first. Whole sections are left out where it would grow beyond what GitHub takes.
 * Text of the repository (names, paths, titles, messages) is escaped.
 */
export function renderComment(report: ReportModel): string {
  const { level, text } = report.verdict;
  const sections = [
    scoreboard(report),
    ...report.drafts.map(draftMarkdown),
    removed(report),
    infrastructureSection(report.infrastructure, mostListed),
    schemaChanges(report),
    datasets(report.datasets),
    tables(report),
    dashboards(report.dashboards),
  ].filter((section) => section !== '');
  const end = more(report);
  let comment = `### Sluice: ${levelWords[level]}${level === 'fine' ? '' : `: ${prose(text)}`}\n\n`;
  let left = 0;
  for (const section of sections) {
    if (comment.length + section.length + end.length > mostCharacters) left += 1;
    else comment += `${section.trimEnd()}\n\n`;
  }
  if (left > 0) comment += `${some(left, 'section')} had no room here: the page has them.\n\n`;
  return comment + end;
}

function scoreboard({ scoreboard: board, datasets: all }: ReportModel): string {
  const { tables: t, dashboards: d } = board;
  const touched = `Touches ${touchedText('table', t)} and ${touchedText('dashboard', d)}.\n`;
  if (all.length === 0) return `No dataset changed. ${touched}`;
  const head = tableHead(['dataset', 'what changed', 'rows in', 'clean', 'quarantined'], 3);
  const rows = all.slice(0, mostListed).map((one) => row(code(one.name), filesText(one), one.head, one.base));
  const rest =
    all.length > mostListed
      ? [row(`all ${all.length} datasets`, countsText(board.files).join(', '), board.rows.head, board.rows.base)]
      : [];
  return `${head}${[...rows, ...rest].join('')}\n${touched}`;
}

function touchedText(kind: string, { changed, removed: gone, downstream }: Touched): string {
  const parts = [
    `${changed.length} changed`,
    ...(gone.length > 0 ? [`${gone.length} removed`] : []),
    `${downstream.length} downstream`,
  ];
  return `${some(changed.length + gone.length + downstream.length, kind)} (${parts.join(', ')})`;
}

/** What is gone, by name: nothing else in a report says that a dashboard or table was there. */
function removed({ scoreboard: { tables: t, dashboards: d }, datasets: all }: ReportModel): string {
  const gone = all.filter(({ status }) => status === 'removed').map(({ name }) => name);
  const kinds = [
    ['dashboard', d.removed],
    ['table', t.removed],
    ['dataset', gone],
  ] as const;
  const lines = kinds.flatMap(([kind, names]) =>
    names.length === 0
      ? []
      : [`- ⚠️ ${kind}${names.length === 1 ? '' : 's'} ${listed(names.map((name) => code(name)))}\n`],
  );
  return lines.length === 0 ? '' : `**Removed**\n\n${lines.join('')}`;
}

function row(name: string, files: string, head: RowCounts, base: RowCounts | undefined): string {
  const figure = (key: keyof RowCounts) => {
    const change = base === undefined ? '' : difference(head[key] - base[key]);
    return `${count(head[key])}${change === '' ? '' : ` (${change})`}`;
  };
  return tableRow([name, files, figure('rowsIn'), figure('rowsClean'), figure('rowsQuarantined')]);
}

function filesText({ status, schemaChanged, files }: DatasetReport): string {
  const parts = [
    ...(status === 'changed' ? [] : [`dataset ${status}`]),
    ...(schemaChanged && status === 'changed' ? ['schema changed'] : []),
    ...countsText(files),
  ];
  return parts.join(', ');
}

function countsText(files: DatasetReport['files']): string[] {
  return Object.entries(files).flatMap(([what, many]) => (many > 0 ? [`${some(many, 'file')} ${what}`] : []));
}

function schemaChanges({ schemaChanges: all }: ReportModel): string {
  if (all.length === 0) return '';
  const breaking = all.filter((one) => one.class === 'breaking' || one.refused);
  const lines = breaking.slice(0, mostListed).map(({ refused, subject, what, reaches, place }) => {
    const verdict = refused ? '❌ **refused**' : '⚠️ breaking';
    return `- ${verdict} ${code(subject)}: ${prose(what)}; reaches ${prose(reaches)} (${code(formatPlace(place))})\n`;
  });
  const compatible = all.filter((one) => !breaking.includes(one));
  const quiet =
    compatible.length === 0
      ? ''
      : `- compatible: ${listed(compatible.map(({ subject, what }) => `${code(subject)} (${prose(what)})`))}\n`;
  return `**Schemas and output contracts**\n\n${lines.join('')}${rest(breaking.length)}${quiet}`;
}

function datasets(all: readonly DatasetReport[]): string {
  const found = all.filter(({ findings }) => findings.total > 0);
  if (found.length === 0) return '';
  const parts = found.slice(0, mostListed).map(({ name, findings, failedFiles }) => {
    const failed = failedFiles === 0 ? '' : `, ${some(failedFiles, 'file')} refused`;
    return `**Dataset ${code(name)}**${failed}\n\n${findingLines(findings)}\n`;
  });
  return parts.join('') + rest(found.length);
}

function tables({ staleTables, tableFindings }: ReportModel): string {
  if (staleTables.length + tableFindings.total === 0) return '';
  const lines = staleTables.slice(0, mostListed).map(({ name, status, inherited, touched }) => {
    const state =
      status === 'missing'
        ? '❌ not built, and there are no rows of before'
        : inherited
          ? '⚠️ built of old rows: what it reads is stale'
          : '❌ not built: the rows of before stay';
    return `- ${code(name)}: ${state}${touched ? '' : ' (not touched by this change)'}\n`;
  });
  return `**Tables**\n\n${lines.join('')}${rest(staleTables.length)}${findingLines(tableFindings)}`;
}

function dashboards(all: readonly DashboardReport[]): string {
  if (all.length === 0) return '';
  const parts = all.slice(0, mostListed).map(({ id, title, findings, notShown, staleTables }) => {
    const states = [
      notShown.length > 0 && `not shown: ${listed(notShown.map((name) => prose(name)))}`,
      staleTables.length > 0 && `not up to date: ${listed(staleTables.map((name) => code(name)))}`,
    ].filter((part) => part !== false);
    const lines = states.map((state) => `- ⚠️ ${state}\n`).join('');
    return `**Dashboard ${prose(title)}** (${code(id)})\n\n${findingLines(findings)}${lines}\n`;
  });
  return parts.join('') + rest(all.length);
}

function findingLines(findings: Findings): string {
  const lines = findings.samples.map(
    (finding) => `- ${finding.severity === 'error' ? '❌' : '⚠️'} ${findingText(finding)}\n`,
  );
  const left = leftOut(findings);
  return lines.join('') + (left > 0 ? `- and ${count(left)} more\n` : '');
}

function findingText(finding: SampleFinding): string {
  const { place, subject, expected, got, fix, code: kind, rows, alike } = finding;
  return [
    code(formatPlace(place)),
    subject === undefined ? '' : ` ${code(subject)}`,
    `: expected ${prose(expected)}`,
    got === undefined ? '' : `, got ${prose(got)}`,
    fix === undefined ? '' : `; ${prose(fix)}`,
    rows === undefined || rows < 2 ? '' : ` (${count(rows)} rows)`,
    ` ${code(kind)}`,
    alike === undefined ? '' : `, and ${count(alike)} more like it`,
  ].join('');
}

function more({ elsewhere, commands, base }: ReportModel): string {
  const other =
    elsewhere.errors > 0 ? `${some(elsewhere.errors, 'error')} in what this change does not touch.\n\n` : '';
  const lines = commands.map(({ command, what }) => `- ${code(command)}: ${what}\n`);
  return `${other}<details><summary>How to see more</summary>\n\nThe run's artifact holds <code>report.html</code>: this report and the dashboards over its rows, in one file. On a laptop:\n\n${lines.join('')}\nCompared with ${code(base.ref)} (${code(base.sha.slice(0, 7))}).\n\n</details>\n`;
}

function listed(parts: readonly string[]): string {
  const left = parts.length - mostListed;
  return parts.slice(0, mostListed).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

function rest(many: number): string {
  return many > mostListed ? `- and ${count(many - mostListed)} more\n` : '';
}
