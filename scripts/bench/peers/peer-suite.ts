import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Input, writeInput } from '../input/write-input.ts';
import { type Measurement, measureInTurn } from '../measure/measure-in-turn.ts';
import { corePin } from '../measure/pin-core.ts';
import { shellLine } from '../measure/shell-line.ts';
import type { ReportTable, SuiteContext, SuiteReport } from '../suite.ts';
import { type BenchPython, benchPython } from './bench-python.ts';
import { type Agreement, checkOutputs } from './check-outputs.ts';
import { peerEngines, sluiceEngine } from './clean-commands.ts';

/** A suite that cleans one generated file by Sluice and by every peer. */
export interface PeerSuiteSpec {
  readonly suite: string;
  readonly title: string;
  readonly input: Input;
  /** Its size where nobody asks for another, in millions of bytes. */
  readonly megabytes: number;
  /** Below scripts/bench. */
  readonly schema: string;
}

/** Cleans one file with each engine in turn, holds the peers' outputs to ours, and sets the medians beside each other. */
export async function runPeerSuite(spec: PeerSuiteSpec, context: SuiteContext): Promise<SuiteReport> {
  const { root, folder, cache, runs, say } = context;
  const python = await benchPython(root, say);
  say('writing the input (once)');
  const input = await writeInput(spec.input, context.megabytes ?? spec.megabytes, cache);
  const task = { root, input, schema: join('scripts', 'bench', spec.schema), out: join(folder, spec.suite) };
  const ours = sluiceEngine(task);
  const peers = peerEngines(task, python.reason === undefined ? python.python : undefined);
  const pin = corePin();
  const agreements = new Map<string, Agreement>();
  const contenders = peers.map(({ name, command, outputs }) => ({
    name,
    command,
    check: async () => {
      const agreement = await checkOutputs(ours.outputs, outputs);
      agreements.set(name, agreement);
      return noteOf(agreement);
    },
  }));
  const measurements = await measureInTurn([ours, ...contenders], { runs, pin: pin.pin, say });
  const { size } = await stat(input);
  const rows = [...agreements.values()][0];
  return {
    suite: spec.suite,
    title: `${spec.title}, ${(size / 1e6).toFixed(0)} MB, ${runs} runs in turn`,
    lines: [
      pin.said,
      versionsOf(python),
      ...[ours, ...peers].map(({ command }) => `$ ${shellLine(pin.pin(command), root)}`),
      ...(rows === undefined
        ? []
        : [`${rows.clean} rows clean, ${rows.quarantined} quarantined by each; clean files hold the same text`]),
      ...notesOf(agreements),
    ],
    tables: [measurementTable(measurements, size)],
    figures: { bytes: size, measurements, agreements: Object.fromEntries(agreements) },
  };
}

const versionsOf = (python: BenchPython): string =>
  python.reason === undefined ? python.versions : `the Python peers are left out: ${python.reason}`;

function noteOf({ quarantined, sameReasons }: Agreement): string {
  return sameReasons === quarantined ? 'same' : `${((100 * sameReasons) / Math.max(1, quarantined)).toFixed(1)} %`;
}

/** Reasons that a peer words otherwise, since it can't tell. */
function notesOf(agreements: ReadonlyMap<string, Agreement>): string[] {
  return [...agreements].flatMap(([name, { otherReasons }]) =>
    otherReasons.slice(0, 3).map(([change, count]) => `${name}: ${count} rows with other reasons: ${change}`),
  );
}

/** Medians; "times" is the median over ours, of wall time and of processor time, which a busy machine disturbs less. */
export function measurementTable(measurements: readonly Measurement[], bytes: number): ReportTable {
  const own = measurements[0]?.seconds.median ?? Number.NaN;
  const ownCpu = measurements[0]?.cpuSeconds.median ?? Number.NaN;
  const titles = ['s', 'min', 'max', 'MB/s', 'times', 'CPU s', 'CPU times', 'peak MiB', 'same reasons'];
  return {
    columns: [{ title: 'whole process, median of' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    rows: measurements.map(({ name, seconds, cpuSeconds, peakBytes, note }) => [
      name,
      seconds.median.toFixed(2),
      seconds.minimum.toFixed(2),
      seconds.maximum.toFixed(2),
      (bytes / 1e6 / seconds.median).toFixed(1),
      (seconds.median / own).toFixed(1),
      cpuSeconds.median.toFixed(2),
      (cpuSeconds.median / ownCpu).toFixed(1),
      (peakBytes.maximum / 2 ** 20).toFixed(0),
      note ?? '',
    ]),
  };
}
