import { codeMarkdown, escapeMarkdown, tableHead, tableRow } from '../github/markdown.ts';
import type { Outcome } from './read-needs.ts';
import { hops, type Outcomes, whatIsLive } from './what-is-live.ts';

const marks: Readonly<Record<Outcome, string>> = {
  success: '✅ done',
  failure: '❌ failed',
  cancelled: '⛔ cancelled',
  skipped: '– not reached',
};

export interface DeploySummary {
  /** The environment's name; undefined: none is set up. */
  readonly environment: string | undefined;
  readonly commit: string | undefined;
  readonly outcomes: Outcomes;
  readonly links: readonly (readonly [title: string, url: string])[];
}

/** What a deploy came to, as Markdown for someone who has 20 seconds: the verdict, what is live, each hop, where to look. */
export function deploySummary({ environment, commit, outcomes, links }: DeploySummary): string {
  if (environment === undefined) {
    return [
      '## Nothing is deployed from here',
      '',
      `The repository variable ${codeMarkdown('SLUICE_ENVIRONMENT')} is not set. The README says how an account is set up; then set it to an`,
      `environment of ${codeMarkdown('infra/environments/environments.json')}.`,
      '',
    ].join('\n');
  }
  const { failed, says } = whatIsLive(outcomes);
  const of = commit === undefined ? '' : ` of ${codeMarkdown(commit.slice(0, 12))}`;
  const title = failed === undefined ? 'Deployed' : `Stopped at ${failed}`;
  const again = failed === undefined ? [] : ['Run the failed job again: it does the rest.', ''];
  return [
    `## ${title}: ${escapeMarkdown(environment)}${of}`,
    '',
    `**${says}**`,
    '',
    ...again,
    `${tableHead(['hop', 'how it ended'])}${hops.map((hop) => tableRow([hop, marks[outcomes[hop] ?? 'skipped']])).join('')}`,
    links.map(([name, url]) => `[${name}](${url})`).join(' · '),
    '',
  ].join('\n');
}
