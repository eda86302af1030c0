import { mayRead } from '../access/may-read.ts';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { createProgress } from '../cli/progress.ts';
import { foldersOf } from '../lake/folders-of.ts';
import { findProject } from '../lake/project.ts';
import { readContracts } from '../publish/read-repository.ts';
import { printReport } from './print-report.ts';
import { type VerifyReport, verify } from './verify.ts';

export const help = `Ask Athena and QuickSight whether a deploy gives people what it should.

Usage: npx sluice verify [--env NAME] [--timeout MINUTES] [--json]

Each final table is asked for as an audience that may read most of it, in its workgroup: are its rows as many as the last run counted, can its newest
files be opened, has each column the contract's type? An audience that may read a part is asked for that part. Each dashboard has to have a version
that QuickSight could make. Only counts are asked for, never a row. It waits for a run that is under way.

  --env NAME         an environment of infra/environments/environments.json; may be left out where there is one alone
  --timeout MINUTES  for a run that is under way, and for one query (30)
  --json             {environment, run, tables, dashboards, findings} on stdout, and nothing else

Exit codes: 0 all is as it should be, 1 something is not, 2 used wrongly, 3 AWS refused, or something could not be asked.
`;

/** `sluice verify`. @throws CommandError for wrong use, and for what AWS refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('verify', args, {
    env: { type: 'string' },
    timeout: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('verify', 'options alone', `"${positionals[0]}"`);
  const minutes = Number(values.timeout);
  if (!(minutes > 0 && minutes <= 360)) throw usageError('verify', '--timeout with minutes', `"${values.timeout}"`);
  const environment = findEnvironment('verify', values.env);
  const project = findProject(effects.cwd);
  const progress = createProgress(effects);
  progress.step('contracts and schemas');
  const { tables, schemas, findings: wrong } = await readContracts(project);
  if (wrong.some(({ severity }) => severity === 'error')) {
    progress.clear();
    printFindings(wrong, effects, values.json ? 'stderr' : 'stdout');
    return exitCodes.data;
  }
  const endpoint = effects.env['AWS_ENDPOINT_URL'];
  try {
    const report = await verify({
      ...{ environment, tables, timeout: minutes * 60, say: progress.step, signal: new AbortController().signal },
      may: mayRead(tables, schemas, Object.keys(environment.audiences)),
      dashboards: await foldersOf(project.dashboards),
      aws: endpoint === undefined ? {} : { endpoint },
    });
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    else printReport(report, effects);
    return exitCodeOf(report);
  } catch (cause) {
    if (!isFromAws(cause)) throw cause;
    const { account, name, region } = environment;
    const message = `sluice verify: expected AWS to allow it in ${account} ${region}, got ${cause.name}; take the role sluice-${name}-verify, and deploy first`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  } finally {
    progress.clear();
  }
}

function exitCodeOf({ tables, dashboards, findings }: VerifyReport): number {
  const all = [...tables, ...dashboards];
  if (all.some(({ refused }) => refused !== undefined)) return exitCodes.environment;
  return findings.length > 0 || all.some((one) => one.findings.length > 0) ? exitCodes.data : exitCodes.fine;
}
