import { formatMarker } from './marker.ts';
import type { CommentFile } from './read-comment-file.ts';
import type { RunOutcome } from './run-outcome.ts';
import { sanitiseComment } from './sanitise-comment.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** GitHub takes no more characters in a comment. */
const mostCharacters = 65_536;

/** Addresses of this repository that the comment may link to. */
export interface Links {
  readonly run: string;
  /** Undefined: the run left none, or the token may not ask. */
  readonly artifact: string | undefined;
}

/** Kept free, so that a line about a later run finds room above a report. */
const keptFree = 1024;

const noReport = '> **No report of the newest run:**';

/**
 * The comment: marker, what is to be known before the report, the report's text made harmless, footer. At most 65,536 characters; what is
 * too much is cut at a line's end.
 * @param outcome another than `silent`, of which there is nothing to say
 * @param movedTo the pull request's newest commit, where that is no longer the run's
 */
export function commentBody(
  outcome: RunOutcome,
  file: CommentFile,
  run: WorkflowRun,
  links: Links,
  movedTo: string | undefined,
): string {
  const reportOf = outcome === 'report' ? run.headSha : undefined;
  const marker = formatMarker({ headSha: run.headSha, run: run.number, attempt: run.attempt, reportOf });
  const head = movedTo === undefined ? [] : [staleNotice(run.headSha, movedTo), ''];
  const before = [marker, ...head, ''].join('\n');
  const after = `\n\n${footer(run, links)}\n`;
  const room = mostCharacters - keptFree - before.length - after.length;
  return before + content(outcome, file, run, links, room) + after;
}

/**
 * The comment that stands, with its report, below a line which says that a later run left none.
 * @param standing our own comment, made harmless when it was written
 * @param reportOf the commit that its report is about
 */
export function withEarlierReport(
  standing: string,
  reportOf: string,
  file: CommentFile,
  run: WorkflowRun,
  links: Links,
): string {
  const marker = formatMarker({ headSha: run.headSha, run: run.number, attempt: run.attempt, reportOf });
  const of = reportOf === run.headSha ? 'an earlier run' : `an earlier push, ${short(reportOf)}`;
  const notice = `${noReport} ${reason(file, run, links)} What follows is of ${of}.`;
  const [, ...lines] = standing.replaceAll('\r\n', '\n').split('\n');
  const kept = lines[0]?.startsWith(noReport) === true ? lines.slice(2) : lines;
  return cutAtLine(`${[marker, notice, '', ...kept].join('\n').trimEnd()}\n`, mostCharacters);
}

function content(outcome: RunOutcome, file: CommentFile, run: WorkflowRun, links: Links, room: number): string {
  if (file.kind === 'text') {
    const known = Object.values(links).filter((link) => link !== undefined);
    return fitted(file.text.trim(), known, room);
  }
  if (outcome === 'nothing-changed') {
    return '### Sluice: nothing to report\n\nWith its newest push this pull request changes no data, dashboards or infrastructure.';
  }
  return `### Sluice: no report\n\n${reason(file, run, links)}`;
}

/** Why a run has no report to show. */
function reason(file: CommentFile, { conclusion }: WorkflowRun, links: Links): string {
  if (file.kind === 'unusable') {
    return `The run left a report that can't be shown: ${file.why}. [Its log](${links.run}) may say more.`;
  }
  if (links.artifact !== undefined) return `The report that [the run](${links.run}) left could not be fetched.`;
  const ended = conclusion === undefined ? 'ended' : `ended as ${sanitiseComment(conclusion)}`;
  return `The run ${ended} and left no report; [its log](${links.run}) says why.`;
}

/** Making text harmless may make it longer: as much of it as then fits. */
function fitted(text: string, links: readonly string[], room: number): string {
  const whole = sanitiseComment(text, links);
  if (whole.length <= room) return whole;
  const cut = (most: number) =>
    sanitiseComment(`${cutAtLine(text, most)}\n\n… cut here: the artifact holds the rest.`, links);
  let [fits, tooMuch] = [0, Math.min(text.length, room)];
  while (tooMuch - fits > 1) {
    const most = Math.floor((fits + tooMuch) / 2);
    if (cut(most).length <= room) fits = most;
    else tooMuch = most;
  }
  return cut(fits);
}

/** At most `most` characters, ending where a line does. */
function cutAtLine(text: string, most: number): string {
  const end = text.lastIndexOf('\n', Math.max(most, 0));
  return text.slice(0, Math.max(end, 0));
}

function staleNotice(headSha: string, movedTo: string): string {
  return `> **Out of date:** this is about ${short(headSha)}; the pull request has moved on to ${short(movedTo)}.`;
}

function footer({ headSha, number, attempt }: WorkflowRun, { run, artifact }: Links): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const whole = artifact === undefined ? '' : ` · [the whole report](${artifact})`;
  return `<sub>About ${short(headSha)} · [run ${number}${again}](${run})${whole}</sub>`;
}

/** Seven digits in code, so that no commit is linked. */
function short(sha: string): string {
  return `<code>${sha.slice(0, 7)}</code>`;
}
