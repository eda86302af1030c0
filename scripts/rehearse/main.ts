import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { createProgress } from '../cli/progress.ts';
import { rehearse } from './rehearse.ts';

export const help = `Rehearse the deploy: bootstrap, deploy, use, change and destroy the lake on a stand-in of AWS on this machine.

Usage: npx sluice rehearse [--env NAME] [--uploads COUNT] [--smoke] [--faults] [--keep DIR] [--json]

The stand-in is LocalStack with a plugin of our own (scripts/rehearse/README.md says what it proves and what not). It needs no account,
no Docker and no Java; the first run makes .venv-rehearse and .venv, which takes a few minutes.

  --env NAME       an environment of infra/environments/environments.json that is not protected (rehearsal)
  --uploads COUNT  also upload that many files at once, and account for each (0)
  --smoke          also run all of \`sluice smoke\` against it
  --faults         also make things go wrong: files, runs and a deploy, each mended again; and erase a person
  --keep DIR       work in this empty folder and leave it: logs of the stand-in, of cdk, of the job
  --json           {environment, seconds, steps, failures} on stdout, and nothing else

Exit codes: 0 all went as it should, 1 something did not, 2 used wrongly, 3 there is no stand-in.
`;

const root = join(import.meta.dirname, '..', '..');

/** `sluice rehearse`. @throws CommandError for wrong use, and when there is no stand-in */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values } = parseArguments('rehearse', args, {
    env: { type: 'string', default: 'rehearsal' },
    uploads: { type: 'string', default: '0' },
    smoke: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const uploads = Number(values.uploads);
  if (!Number.isSafeInteger(uploads) || uploads < 0)
    throw usageError('rehearse', '--uploads COUNT', `"${values.uploads}"`);
  const folder = makeFolder(values.keep, effects.cwd);
  const progress = createProgress(effects);
  try {
    const report = await rehearse({
      ...{
        root,
        folder,
        uploads,
        smoke: values.smoke,
        faults: values.faults,
        environment: chooseEnvironment(values.env),
        say: progress.step,
      },
      done: ({ name, seconds, says }) => progress.done(`${name}: ${says} (${seconds} s)`),
    });
    progress.clear();
    if (values.json) effects.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    else for (const failure of report.failures) effects.stdout.write(`failed ${failure}\n`);
    effects.stderr.write(`${report.failures.length} failures in ${report.seconds} s\n`);
    return report.failures.length === 0 ? 0 : 1;
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolder(keep: string | undefined, cwd: string): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), 'sluice-rehearse-'));
  const folder = resolve(cwd, keep);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw usageError('rehearse', '--keep with an empty folder', `"${keep}"`);
  return folder;
}

function chooseEnvironment(name: string) {
  const environment = findEnvironment('rehearse', name);
  if (!environment.protect) return environment;
  const message = `sluice rehearse: expected an environment that may be destroyed, got ${name}; take one with "protect": false`;
  throw new CommandError('protected', 'usage', message);
}
