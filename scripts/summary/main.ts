import { exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { writeSummary } from '../github/summary.ts';
import { consoleLinks } from './console-links.ts';
import { deploySummary } from './deploy-summary.ts';
import { readNeeds } from './read-needs.ts';
import { outcomesOf } from './what-is-live.ts';

export const help = `Say what a deploy came to: how each hop ended, what is live now, and where to look.

Usage: NEEDS='…' npx sluice summary [--env NAME]

For the last job of deploy.yml. NEEDS is toJSON(needs). Markdown goes to stdout, and to the step's summary in a workflow. Nothing is
asked of AWS.

  --env NAME  the environment; empty: none is set up, which is said
`;

/** `sluice summary`. @throws CommandError for wrong use */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('summary', args, { env: { type: 'string' } });
  if (positionals[0] !== undefined) throw usageError('summary', 'options alone', `"${positionals[0]}"`);
  const environment = values.env === '' ? undefined : findEnvironment('summary', values.env);
  const text = deploySummary({
    environment: environment?.name,
    commit: effects.env['GITHUB_SHA'],
    outcomes: outcomesOf(readNeeds(effects.env['NEEDS'] ?? '')),
    links: environment === undefined ? [] : consoleLinks(environment),
  });
  effects.stdout.write(text);
  await writeSummary(() => text, effects);
  return exitCodes.fine;
}
