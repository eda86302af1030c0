import { formatMarker } from './marker.ts';
import type { CommentFile } from './read-comment-file.ts';
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

/**
 * The comment: marker, what is to be known before the report, the report's text made harmless, footer. At most 65,536 characters; what is
 * too much is cut at a line's end.
 * @param movedTo the pull request's newest commit, where that is no longer the run's
 */
export function commentBody(file: CommentFile, run: WorkflowRun, links: Links, movedTo: string | undefined): string {
  const marker = formatMarker({ headSha: run.headSha, run: run.number, attempt: run.attempt });
  const head = movedTo === undefined ? [] : [staleNotice(run.headSha, movedTo), ''];
  const before = [marker, ...head, ''].join('\n');
  const after = `\n\n${footer(run, links)}\n`;
  const room = mostCharacters - before.length - after.length;
  return before + content(file, run, links, room) + after;
}

function content(file: CommentFile, run: WorkflowRun, links: Links, room: number): string {
  switch (file.kind) {
    case 'text':
      return fitted(
        file.text.trim(),
        Object.values(links).filter((link) => link !== undefined),
        room,
      );
    case 'missing': {
      const ended = run.conclusion === undefined ? 'ended' : `ended as ${sanitiseComment(run.conclusion)}`;
      return `### Sluice: no report\n\nThe run ${ended} and left no report; [its log](${links.run}) says why.`;
    }
    case 'unusable':
      return `### Sluice: no report\n\nThe run left a report that can't be shown: ${file.why}. [Its log](${links.run}) may say more.`;
  }
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
