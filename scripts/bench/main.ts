import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Part } from '../../lambda/clean/manifest.ts';
import { readManifests } from '../../lambda/reconcile/read-manifests.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { textTable } from '../cli/text-table.ts';
import { projectAt } from '../lake/project.ts';
import { ensureVenv } from '../python-env/python-env.ts';
import { dbtPeer } from './dbt-peer.ts';
import { describeMachine } from './machine.ts';
import { type Figure, shares, sluicePeer, timeInTurn } from './start-suite.ts';
import { timeCommand } from './time-command.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run bench -- [--runs N]`: whole processes, in turn with their peers, as medians and ratios. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArguments('bench', args, { runs: { type: 'string', default: '5' } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw usageError('bench', 'a number of runs', `"${values.runs}"`);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
  try {
    await benchStart(folder, runs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The whole lake from nothing and with nothing changed, beside dbt on the same clean data. */
async function benchStart(folder: string, runs: number): Promise<void> {
  const project = projectAt(join(folder, 'project'));
  for (const room of ['datasets', join('glue', 'tables'), 'dashboards']) {
    await cp(join(repository, room), join(project.root, room), { recursive: true });
  }
  const sluice = sluicePeer(project.root, repository);
  say('building the lake that dbt takes its seeds from');
  await timeCommand(sluice.command);
  const peers = [sluice];
  const dbt = await dbtProgram();
  if (dbt.reason === undefined) {
    const root = join(folder, 'dbt');
    await mkdir(root);
    peers.push(await dbtPeer(root, dbt.program, project.lake.processed, await cleanParts(project.lake.processed)));
  } else say(`dbt is left out: ${dbt.reason}`);
  const figures = await timeInTurn(peers, runs, say);
  print(`\nThe lake, whole process, ${runs} runs in turn, on ${describeMachine()}`);
  if (dbt.reason === undefined) print(`Beside: ${dbt.version}, four seeds of at most 4,000 rows and eight models`);
  print(figureTable(figures));
  await sluice.reset();
  await timeCommand(sluice.command);
  const state = JSON.parse(await readFile(project.lake.state, 'utf8'));
  print('\nOne build from nothing, by step (npm and start-up of Node aside)');
  print(
    textTable(
      [{ title: 'step' }, { title: 'ms', align: 'right' }, { title: 'share', align: 'right' }],
      shares(state.result).map(({ step, milliseconds, percent }) => [
        step,
        milliseconds.toFixed(0),
        `${percent.toFixed(0)} %`,
      ]),
    ),
  );
}

/** Medians, and how many times as long each peer takes as Sluice does for the same thing. */
function figureTable(figures: readonly Figure[]): string[] {
  const own = new Map(
    figures.filter(({ peer }) => peer === figures[0]?.peer).map((one) => [one.what, one.seconds.median]),
  );
  return textTable(
    [
      { title: '' },
      { title: 'median s', align: 'right' },
      { title: 'min', align: 'right' },
      { title: 'max', align: 'right' },
      { title: 'ratio', align: 'right' },
    ],
    figures.map(({ peer, what, seconds }) => [
      `${peer}, ${what}`,
      seconds.median.toFixed(2),
      seconds.minimum.toFixed(2),
      seconds.maximum.toFixed(2),
      (seconds.median / (own.get(what) ?? Number.NaN)).toFixed(1),
    ]),
  );
}

async function cleanParts(processed: string): Promise<ReadonlyMap<string, readonly Part[]>> {
  const parts = new Map<string, Part[]>();
  for (const { dataset, parts: own } of await readManifests(new FileStore(processed))) {
    parts.set(dataset, [...(parts.get(dataset) ?? []), ...own]);
  }
  return parts;
}

/** dbt in an environment of its own: its pins and those of the tests' peers would not agree. */
async function dbtProgram() {
  say('making .venv-bench with dbt (once)');
  const venv = await ensureVenv({
    requirements: join(repository, 'scripts', 'bench', 'requirements.txt'),
    home: join(repository, '.venv-bench'),
    probe:
      "from importlib.metadata import version as v; print(f\"dbt-core {v('dbt-core')}, dbt-duckdb {v('dbt-duckdb')}\")",
  });
  if (venv.reason !== undefined) return { reason: venv.reason };
  return { reason: undefined, program: join(dirname(venv.python), 'dbt'), version: venv.probed };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function print(text: string | readonly string[]): void {
  process.stdout.write(`${typeof text === 'string' ? text : text.join('\n')}\n`);
}

await main(process.argv.slice(2));
