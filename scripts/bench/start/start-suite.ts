import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Part } from '../../../lambda/clean/manifest.ts';
import { readManifests } from '../../../lambda/reconcile/read-manifests.ts';
import { FileStore } from '../../../lambda/store/file-store.ts';
import { projectAt } from '../../lake/project.ts';
import { timeCommand } from '../measure/time-command.ts';
import { benchPython } from '../peers/bench-python.ts';
import type { ReportTable, SuiteContext, SuiteReport } from '../suite.ts';
import { dbtPeer } from './dbt-peer.ts';
import { type Figure, shares, sluicePeer, timeInTurn } from './time-builds.ts';

/** The whole lake from nothing and with nothing changed, beside dbt on the same clean data. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const project = projectAt(join(folder, 'project'));
  for (const room of ['datasets', join('glue', 'tables'), 'dashboards']) {
    await cp(join(root, room), join(project.root, room), { recursive: true });
  }
  const sluice = sluicePeer(project.root, root);
  say('building the lake that dbt takes its seeds from');
  await timeCommand(sluice.command);
  const python = await benchPython(root, say);
  const peers = [sluice];
  if (python.reason === undefined) {
    const home = join(folder, 'dbt');
    await mkdir(home);
    const dbt = join(dirname(python.python), 'dbt');
    peers.push(await dbtPeer(home, dbt, project.lake.processed, await cleanParts(project.lake.processed)));
  }
  const figures = await timeInTurn(peers, runs, say);
  await sluice.reset();
  await timeCommand(sluice.command);
  const state = JSON.parse(await readFile(project.lake.state, 'utf8'));
  const steps = shares(state.result);
  return {
    suite: 'start',
    title: 'The lake, whole process, and beside it dbt with four seeds of at most 4,000 rows and eight models',
    lines: [python.reason === undefined ? python.versions : `dbt is left out: ${python.reason}`],
    tables: [figureTable(figures), stepTable(steps)],
    figures: { times: figures, steps },
  };
}

/** Medians, and how many times as long each peer takes as Sluice does for the same thing. */
function figureTable(figures: readonly Figure[]): ReportTable {
  const own = new Map(
    figures.filter(({ peer }) => peer === figures[0]?.peer).map((one) => [one.what, one.seconds.median]),
  );
  return {
    columns: [
      { title: '' },
      { title: 'median s', align: 'right' },
      { title: 'min', align: 'right' },
      { title: 'max', align: 'right' },
      { title: 'ratio', align: 'right' },
    ],
    rows: figures.map(({ peer, what, seconds }) => [
      `${peer}, ${what}`,
      seconds.median.toFixed(2),
      seconds.minimum.toFixed(2),
      seconds.maximum.toFixed(2),
      (seconds.median / (own.get(what) ?? Number.NaN)).toFixed(1),
    ]),
  };
}

/** One build from nothing, by step; npm and the start-up of Node are not in it. */
function stepTable(steps: ReturnType<typeof shares>): ReportTable {
  return {
    columns: [
      { title: 'step of a build from nothing' },
      { title: 'ms', align: 'right' },
      { title: 'share', align: 'right' },
    ],
    rows: steps.map(({ step, milliseconds, percent }) => [step, milliseconds.toFixed(0), `${percent.toFixed(0)} %`]),
  };
}

async function cleanParts(processed: string): Promise<ReadonlyMap<string, readonly Part[]>> {
  const parts = new Map<string, Part[]>();
  for (const { dataset, parts: own } of await readManifests(new FileStore(processed))) {
    parts.set(dataset, [...(parts.get(dataset) ?? []), ...own]);
  }
  return parts;
}
