import { join } from 'node:path';
import { GlueClient } from '@aws-sdk/client-glue';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { createProgress } from '../cli/progress.ts';
import { type Discovered, discover } from './discover.ts';

export const help = `Compare what the crawler found in AWS with what the schemas say.

Usage: npx sluice discover [--env NAME] [--start | --wait] [--strict] [--json]

Says which prefixes of raw have no schema, with a draft of one, and which columns of processed do not read as the schema declares. Each is a
warning: the crawler guesses, and nothing depends on what it writes.

  --env NAME  an environment of infra/environments/environments.json
  --start     crawl first, or join the crawl that is under way; a crawl is billed as ten minutes at least
  --wait      wait for a crawl that is under way
  --strict    exit with 1 for warnings too
  --json      {crawl, tables, findings, drafts} on stdout, and nothing else

Exit codes: 0 compared, 1 a schema is wrong, the last crawl failed, or --strict and a warning, 2 used wrongly, 3 AWS refused or the crawl takes too long.
`;

const root = join(import.meta.dirname, '..', '..');

/** `sluice discover`. @throws CommandError for wrong use, and for what AWS refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('discover', args, {
    env: { type: 'string' },
    start: { type: 'boolean', default: false },
    wait: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('discover', 'options alone', `"${positionals[0]}"`);
  const environment = findEnvironment('discover', values.env);
  const { account, region, name } = environment;
  const progress = createProgress(effects);
  const { start, wait, strict, json } = values;
  const options = { root, environment, glue: new GlueClient({ region }), start, wait, say: progress.step };
  const found = await discover(options).catch((cause: unknown) => {
    if (!(cause instanceof Error && isFromAws(cause))) throw cause;
    const message = `sluice discover: expected AWS to allow it in ${account} ${region}, got ${cause.name}; take the role sluice-${name}-data, and deploy first`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  });
  progress.clear();
  if ('wrong' in found) {
    printFindings(found.wrong, effects, 'stdout');
    return exitCodes.data;
  }
  if (json) effects.stdout.write(`${JSON.stringify({ ...found, findings: inOrder(found.findings) }, undefined, 2)}\n`);
  else {
    printFindings(found.findings, effects, 'stdout');
    effects.stderr.write(`${summary(found)}\n`);
  }
  const fails = found.findings.some(({ severity }) => strict || severity === 'error');
  return fails ? exitCodes.data : exitCodes.fine;
}

function summary({ crawl, tables, findings, started }: Discovered): string {
  const joined =
    started === false
      ? 'a crawl was under way already: it was waited for, and may not have seen the newest files. '
      : '';
  if (crawl.status === undefined)
    return crawl.running
      ? `${joined}the first crawl is under way; --wait waits for it`
      : `${joined}nothing was crawled yet; --start does it`;
  const when = crawl.started === undefined ? '' : ` of ${new Date(crawl.started).toISOString()}`;
  const under = crawl.running ? '; another is under way (--wait)' : '';
  return `${joined}${tables} discovered tables, ${findings.length} findings; crawl${when} ${crawl.status}${under}`;
}
