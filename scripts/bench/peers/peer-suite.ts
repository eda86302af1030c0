import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Input, writeInput } from '../input/write-input.ts';
import { measureInTurn } from '../measure/measure-in-turn.ts';
import { measurementTable } from '../measure/measurement-table.ts';
import { corePin } from '../measure/pin-core.ts';
import { shellLine } from '../measure/shell-line.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';
import { benchPython } from './bench-python.ts';
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
    check: async () => void agreements.set(name, await checkOutputs(ours.outputs, outputs)),
  }));
  const measurements = await measureInTurn([ours, ...contenders], { runs, pin: pin.pin, say });
  const { size } = await stat(input);
  const rows = [...agreements.values()][0];
  return {
    suite: spec.suite,
    title: `${spec.title}, ${(size / 1e6).toFixed(0)} MB, ${runs} runs in turn`,
    lines: [
      pin.said,
      python.reason === undefined ? python.versions : `the Python peers are left out: ${python.reason}`,
      await nodeVersions(root),
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

async function nodeVersions(root: string): Promise<string> {
  const packages = ['csv-parse', 'ajv', 'csv-stringify'].map(async (name) => {
    const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return `${name} ${version}`;
  });
  return (await Promise.all(packages)).join(', ');
}

/** Reasons that a peer words otherwise, since it can't tell. */
function notesOf(agreements: ReadonlyMap<string, Agreement>): string[] {
  return [...agreements].flatMap(([name, { otherReasons }]) =>
    otherReasons.slice(0, 3).map(([change, count]) => `${name}: ${count} rows with other reasons: ${change}`),
  );
}
