import process from 'node:process';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { createProgress } from '../cli/progress.ts';
import { hasFailed } from '../lake/build-result.ts';
import { ensureBuilt } from '../lake/ensure-built.ts';
import { findProject } from '../lake/project.ts';
import { printResult } from './print-result.ts';

const defaultPort = 4680;

export const help = `Build the lake and look at it.

Usage: npm start -- [--once] [--port N] [--force]
       npx sluice start [--once] [--port N] [--force]

Brings the files of datasets/ into .lake/raw, cleans what changed, builds the tables that read it and draws the dashboards.
Then serves the page on http://127.0.0.1:${defaultPort}, watches datasets/, glue/tables/ and dashboards/, and rebuilds on a change.

  --once      build, write .lake/page/index.html and exit
  --port N    port of the page (0: any free one)
  --force     build even if nothing changed
  --json      with --once: the build's counts, tables and findings as JSON on stdout

Exit codes: 0 fine, 1 a file, table or dashboard failed (the rest is built, the last good output stays), 2 used wrongly,
3 the surroundings failed (a port in use, another build of this lake).
`;

/** `sluice start`. @throws CommandError for wrong use, a port in use or a lake that another build holds */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('start', args, {
    once: { type: 'boolean', default: false },
    port: { type: 'string' },
    force: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('start', 'no argument', `"${positionals[0]}"`);
  if (values.json && !values.once) throw usageError('start', '--json together with --once', '--json alone');
  const port = parsePort(values.port);
  const project = findProject(effects.cwd);
  const progress = createProgress(effects);
  const result = await ensureBuilt(project, { now: effects.now, progress, force: values.force });
  progress.clear();
  if (values.json) effects.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else printResult(result, effects);
  if (values.once) {
    if (!values.json) effects.stderr.write(`page: ${project.lake.page}\n`);
    return hasFailed(result) ? 1 : 0;
  }
  const { watchAndServe } = await import('./watch-and-serve.ts');
  await watchAndServe(project, { port, effects, progress, until: interrupted() });
  return 0;
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw usageError('start', 'a port from 0 to 65535', `"${text}"`, 'give --port a number');
  return port;
}

/** Resolves when the person presses Ctrl-C or the process is asked to end. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
