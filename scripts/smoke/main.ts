import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { colour } from '../cli/colour.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { interruptible } from '../cli/interruptible.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { createProgress } from '../cli/progress.ts';
import type { CheckReport } from './check.ts';
import { checks, selectChecks } from './checks/checks.ts';
import { planSmoke } from './plan-smoke.ts';
import { smoke } from './smoke.ts';

export const help = `Go through the checklist of a lake in AWS: a file in, rows out, what must be denied denied; then take it all away.

Usage: npx sluice smoke [--env NAME] [--only CHECK]... [--dataset NAME] [--keep] [--timeout MINUTES] [--json]

As an administrator of the environment; it takes the role smoke, and through it each audience's and upload. One small made-up file, named
DATASET/_smoke-ID, goes through the lake: its rows are of 1980, and are on dashboards until they are taken away. A run of the tables puts them in,
another takes them out. What a killed smoke left, the next one removes.

  --env NAME         an environment of infra/environments/environments.json
  --only CHECK       only this check, and those that it needs; may be given again. Checks:
                     ${checks.map(({ name }) => name).join(', ')}
  --dataset NAME     the dataset of the file; otherwise one whose tables not everybody sees alike
  --keep             leave what it made
  --timeout MINUTES  for a run of the tables, and other waits (30)
  --json             {environment, dataset, file, seconds, checks} on stdout, and nothing else

Exit codes: 0 all is as it should be, 1 something is not, 2 used wrongly, 3 AWS can't be reached, or the role can't be taken.
`;

const root = join(import.meta.dirname, '..', '..');

/** `sluice smoke`. @throws CommandError for wrong use, no credentials, and when it was interrupted */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values } = parseArguments('smoke', args, {
    env: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    dataset: { type: 'string' },
    keep: { type: 'boolean', default: false },
    timeout: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  });
  const environment = findEnvironment('smoke', values.env);
  const minutes = Number(values.timeout);
  if (!(minutes > 0 && minutes <= 1440))
    throw usageError('smoke', '--timeout with 1 to 1440 minutes', `"${values.timeout}"`);
  const known = new Set(checks.map(({ name }) => name));
  const unknown = values.only.find((name) => !known.has(name));
  if (unknown !== undefined) throw usageError('smoke', `--only with one of ${[...known].join(', ')}`, `"${unknown}"`);
  const progress = createProgress(effects);
  const interrupt = interruptible();
  try {
    progress.step('computing what has to come of it');
    const id = `${effects.now().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`;
    const plan = await planSmoke({ root, audiences: Object.keys(environment.audiences), id, dataset: values.dataset });
    const report = await smoke({
      ...{ environment, plan, checks: selectChecks(values.only), aws: {}, keep: values.keep, timeout: minutes * 60 },
      ...{ signal: interrupt.signal, say: progress.step },
      done: (one) => progress.done(describe(one, effects)),
    });
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    else
      for (const finding of report.checks.flatMap((one) => one.findings))
        effects.stdout.write(`${colour('red', 'error', effects, 'stdout')} ${printable(formatFinding(finding))}\n`);
    const count = (status: CheckReport['status']) => report.checks.filter((one) => one.status === status).length;
    effects.stderr.write(
      `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped in ${report.seconds} s\n`,
    );
    return count('failed') === 0 ? 0 : 1;
  } finally {
    progress.clear();
    interrupt.dispose();
  }
}

const marks = { passed: 'green', failed: 'red', skipped: 'yellow' } as const;

function describe({ name, status, seconds, says, notJudged }: CheckReport, effects: Effects): string {
  const lines = [
    `${colour(marks[status], status.padEnd(7), effects)} ${name}: ${printable(says)} (${seconds} s)`,
    ...notJudged.map((one) => `        not judged: ${printable(one)}`),
  ];
  return lines.join('\n');
}
