import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import { exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { interruptible } from '../cli/interruptible.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import { createProgress, type Progress } from '../cli/progress.ts';
import { listDatasets } from '../lake/list-datasets.ts';
import { findProject, type Project } from '../lake/project.ts';
import { readDatasets } from '../lake/read-datasets.ts';
import { explainRefusal } from '../pipeline/explain-refusal.ts';
import { openPipeline } from '../pipeline/open-pipeline.ts';
import { rerunClean } from './clean/rerun-clean.ts';
import { cleanLines, cleanSummary } from './clean/say-clean.ts';
import { findName } from './find-name.ts';
import type { RerunFinding } from './findings.ts';
import { commandOf, handOver } from './hand-over.ts';
import { parseRequest, type RerunRequest } from './parse-request.ts';
import { type Step, steps } from './steps.ts';
import { openTransform } from './transform/open-transform.ts';
import { planTransform } from './transform/plan-transform.ts';
import { rerunTransform } from './transform/rerun-transform.ts';
import { transformInJson, transformLines, transformSummary } from './transform/say-transform.ts';
import { sayPhases, type Waiting } from './waiting.ts';

const width = Math.max(...Object.keys(steps).map((name) => name.length));
const stepLines = Object.entries<Step>(steps).map(([name, { says }]) => `  ${name.padEnd(width)}  ${says}`);

export const help = `Run one step of the pipeline again, by hand: of everything, or of one name.

Usage: npx sluice rerun validate [DATASET | TABLE | DASHBOARD]
       npx sluice rerun infra [--env NAME] [--insist HASH]
       npx sluice rerun sync [--env NAME] [--prune] [--insist HASH]
       npx sluice rerun clean [DATASET] [--env NAME] [--day YYYY-MM-DD [--uploaded]] [--force]
       npx sluice rerun clean --dead-letters [--env NAME]
       npx sluice rerun transform [TABLE] [--env NAME] [--force]
       npx sluice rerun publish [DASHBOARD] [--env NAME] [--insist HASH] [--force]
       npx sluice rerun rollback DASHBOARD [--to VERSION] [--env NAME]

${stepLines.join('\n')}

sync, clean and transform wait until AWS is done. clean asks for files whose output is not of the present schema, engine and token key. transform
runs all tables, since each is a function of what it reads and one that reads nothing new costs nothing; of TABLE, it is judged with those that it
reads. Ctrl-C ends the waiting of clean and transform, and not the work.

  --env NAME          an environment of infra/environments/environments.json; may be left out where there is one alone
  --day YYYY-MM-DD    only files whose path names that day: 2026-05-01, 20260501, 2026/05/01, year=2026/month=05/day=01
  --uploaded          only files that came to raw on that day, in UTC, whatever they are called
  --dead-letters      put what the clean function gave up back into its queue
  --force             clean: also what is of today. transform: at once, though runs are paused after one that failed.
                      publish: --overwrite-live --closely
  --to VERSION        of rollback: that version
  --insist HASH       of infra, sync and publish: only if the plan still has this hash
  --prune             of sync: also remove what it put and whose file or schema is gone, as a deploy does
  --plan              only say what would be done
  --timeout MINUTES   how long clean and transform (30) and sync (60) wait in all
  --json              what came of it on stdout, and nothing else

Exit codes: 0 done, 1 a file, table, dashboard or definition failed, 2 used wrongly, 3 AWS refused, or the run or its job did not come to an end.
`;

/** `sluice rerun`. @throws CommandError for wrong use, and for surroundings that fail */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const request = parseRequest(args);
  const environment = findEnvironment('rerun', request.env);
  const project = findProject(effects.cwd);
  const { what, step, name } = request;
  const folders = name === undefined ? [] : await findName(project, step.names, name);
  if (step.handsTo !== undefined) {
    const command = commandOf(request, step.handsTo, environment.name, folders);
    if (!command.sayOnly) return await handOver(command, effects);
    sayPlan(
      request,
      environment,
      { command: ['npx', 'sluice', command.verb, ...command.args] },
      [`npx sluice ${command.verb} ${command.args.join(' ')}`.trimEnd()],
      effects,
    );
    return exitCodes.fine;
  }
  const progress = createProgress(effects);
  const interrupt = interruptible();
  const minutes = request.timeout ?? 30;
  const waiting: Waiting = {
    now: () => effects.now().getTime(),
    until: effects.now().getTime() + minutes * 60_000,
    minutes,
    signal: interrupt.signal,
    say: sayPhases(progress, effects.stderr.isTTY === true),
  };
  try {
    const run = what === 'clean' ? clean : transform;
    return await run({ request, environment, project, waiting, progress, effects });
  } catch (error) {
    const role = namesOf(environment).role('data');
    throw explainRefusal(error, { verb: `rerun ${what}`, environment, role }) ?? error;
  } finally {
    progress.clear();
    interrupt.dispose();
  }
}

interface Given {
  readonly request: RerunRequest;
  readonly environment: Environment;
  readonly project: Project;
  readonly waiting: Waiting;
  readonly progress: Progress;
  readonly effects: Effects;
}

async function clean({ request, environment, project, waiting, progress, effects }: Given): Promise<number> {
  const { plan: planOnly, json, name: dataset, day, uploaded, force, deadLetters } = request;
  const pipeline = openPipeline(environment);
  const secrets = new SecretsManagerClient({ region: environment.region });
  try {
    const all = await readDatasets(project.root, (await listDatasets(project.datasets)).folders);
    const datasets = all.filter((one) => (dataset === undefined ? !one.name.startsWith('_') : one.name === dataset));
    const report = await rerunClean({
      ...{ ...waiting, pipeline, secrets, datasets, dataset, day, uploaded, force, deadLetters, planOnly },
    });
    progress.clear();
    if (json) writeJson(request, environment, { ...report, findings: inOrder(report.findings) }, effects);
    else {
      for (const line of cleanLines(report, planOnly)) effects.stdout.write(`${printable(line)}\n`);
      printFindings(report.findings, effects);
    }
    effects.stderr.write(`${cleanSummary(report, planOnly)}\n`);
    return codeOf(report.findings);
  } finally {
    pipeline.destroy();
    secrets.destroy();
  }
}

async function transform({ request, environment, project, waiting, progress, effects }: Given): Promise<number> {
  const { plan: planOnly, json, name, force: atOnce } = request;
  const open = await openTransform(environment, project, name);
  try {
    if (planOnly) {
      const plan = planTransform(await open.ledger.read(), open.places, waiting.now(), atOnce);
      sayPlan(request, environment, { state: plan.state, says: plan.says }, plan.says, effects);
      return exitCodes.fine;
    }
    const report = await rerunTransform({ ...waiting, ...open, atOnce });
    progress.clear();
    if (json)
      writeJson(
        request,
        environment,
        transformInJson({ ...report, findings: inOrder(report.findings) as RerunFinding[] }),
        effects,
      );
    else {
      for (const line of transformLines(report)) effects.stdout.write(`${printable(line)}\n`);
      printFindings(report.findings, effects);
    }
    for (const line of transformSummary(report)) effects.stderr.write(`${printable(line)}\n`);
    // What the tables came to is said although the run did not end well.
    if (report.failure !== undefined) throw report.failure;
    return codeOf(report.findings);
  } finally {
    open.destroy();
  }
}

const codeOf = (findings: readonly RerunFinding[]): number =>
  findings.some(({ severity }) => severity === 'error') ? exitCodes.data : exitCodes.fine;

function sayPlan(
  request: RerunRequest,
  environment: Environment,
  plan: object,
  lines: readonly string[],
  effects: Effects,
): void {
  if (request.json) writeJson(request, environment, plan, effects);
  else for (const line of lines) effects.stdout.write(`${printable(line)}\n`);
}

function writeJson(
  { what, name, plan }: RerunRequest,
  { name: environment }: Environment,
  content: object,
  effects: Effects,
): void {
  const head = { what, name: name ?? null, environment, plan };
  effects.stdout.write(`${JSON.stringify({ ...head, ...content }, undefined, 2)}\n`);
}
