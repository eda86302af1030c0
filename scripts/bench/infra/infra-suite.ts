import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { bundleLambda } from '../../../infra/bundle/bundle-lambda.ts';
import { coldStart, coldStartEnv } from '../../../infra/bundle/cold-start.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import { measureCommand } from '../measure/measure-command.ts';
import { measureInTurn } from '../measure/measure-in-turn.ts';
import { corePin } from '../measure/pin-core.ts';
import { spreadOf } from '../measure/spread.ts';
import { BenchError } from '../measure/time-command.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

/** How soon the clean function's bundle is ready, and how long the CDK app takes to write its templates. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const bundle = bundleLambda(join(root, 'lambda', 'handler.ts'), join(folder, 'clean'));
  const script = join(folder, 'cold-start.mjs');
  await writeFile(script, coldStart);
  const { pin, said } = corePin();
  const command = pin({
    program: process.execPath,
    args: [script, join(bundle.folder, 'index.mjs')],
    cwd: folder,
    env: coldStartEnv,
  });
  const ready: number[] = [];
  for (let start = 0; start <= runs; start += 1) {
    const { milliseconds } = readReady((await measureCommand(command)).stdout);
    say(`${start === 0 ? 'warm-up' : `start ${start} of ${runs}`}: ready after ${Math.round(milliseconds)} ms`);
    if (start > 0) ready.push(milliseconds);
  }
  const environment = findEnvironment('bench', 'rehearsal').name;
  const synth = {
    ...{ program: process.execPath, args: [join(root, 'infra', 'app.ts')], cwd: root },
    env: { CDK_OUTDIR: join(folder, 'cdk.out'), CDK_CONTEXT_JSON: JSON.stringify({ environment }) },
  };
  const [synthesized] = await measureInTurn([{ name: 'synth', command: synth }], { runs, pin: (one) => one, say });
  if (synthesized === undefined) throw new BenchError('synth: expected a measurement, got none');
  const milliseconds = spreadOf(ready);
  const row = (name: string, unit: string, { median, minimum, maximum }: typeof milliseconds, digits: number) => [
    ...[name, unit, median.toFixed(digits), minimum.toFixed(digits), maximum.toFixed(digits)],
  ];
  return {
    suite: 'infra',
    title: 'The clean function from the start of its import to its first answer, and the whole CDK app',
    lines: [said, 'Aims: ready in 250 ms, templates in 15 s.'],
    tables: [
      {
        columns: [
          { title: '' },
          { title: '' },
          { title: 'median', align: 'right' },
          { title: 'min', align: 'right' },
          { title: 'max', align: 'right' },
        ],
        rows: [
          row('clean function ready', 'ms', milliseconds, 0),
          row('cdk synth', 's', synthesized.seconds, 1),
          row('cdk synth, processor', 's', synthesized.cpuSeconds, 1),
        ],
      },
    ],
    figures: { readyMilliseconds: milliseconds, synth: synthesized },
  };
}

/** @throws BenchError when the function did not answer */
function readReady(text: string): { readonly milliseconds: number } {
  // What the function logs stands before it.
  const value: unknown = JSON.parse(text.trim().split('\n').at(-1) ?? '');
  if (typeof value === 'object' && value !== null && 'milliseconds' in value && typeof value.milliseconds === 'number')
    return { milliseconds: value.milliseconds };
  throw new BenchError(`cold start: expected its milliseconds, got ${text.slice(0, 200)}`);
}
