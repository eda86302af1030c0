import { escapeMarkdown } from '../../github/markdown.ts';
import { summaryOf } from '../../github/summary.ts';
import type { CheckReport, DriftReport } from '../check.ts';

/** The label of issues about drift, by which they are found. */
export const driftLabel = 'drift';

/** GitHub takes 65,536 characters; counted in bytes of UTF-8, which are no fewer. */
export const mostBodyBytes = 65_000;

/** Hidden in a body: whose drift it tells of. Names of environments are kebab-case. */
export const markerOf = (environment: string): string => `<!-- sluice drift ${environment} -->`;

/** What an issue says. Of the same drift always the same: it holds no time. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** Pure. All that comes from AWS or from files is escaped. */
export function issueText({ environment, checks }: DriftReport): IssueText {
  const notLooked = checks.flatMap(({ kind, refused }) => refused.map((why) => `${kind}: ${why}`));
  const shown = notLooked.slice(0, 20).map((line) => `- ${escapeMarkdown(line.slice(0, 400))}\n`);
  const more = notLooked.length > shown.length ? `- and ${notLooked.length - shown.length} more\n` : '';
  const rest = notLooked.length === 0 ? '' : `\nNot looked at:\n\n${shown.join('')}${more}`;
  const end = `${rest}\nIt is written anew while this differs, and closed when nothing does.\n\n${markerOf(environment)}\n`;
  const told = {
    title: `What differs in AWS from the repository: ${environment}`,
    scoreboard: checks.map(({ kind, ...check }) => [kind, scoreOf(check)] as const),
    findings: checks.flatMap(({ findings }) => findings),
    command: `npx sluice drift --env ${environment}`,
  };
  return { title: `Drift: ${environment}`, body: summaryOf(told, mostBodyBytes - Buffer.byteLength(end)) + end };
}

function scoreOf({ status, findings }: Omit<CheckReport, 'kind'>): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (status === 'skipped' || (status === 'refused' && findings.length === 0)) return status;
  return `${errors} differ, ${warnings} warnings${status === 'refused' ? ', not all looked at' : ''}`;
}
