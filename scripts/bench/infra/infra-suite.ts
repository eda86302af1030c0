import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { namesOf } from '../../../infra/names/names.ts';
import { coldStart, coldStartEnv } from '../../../lambda/handler/testing/cold-start.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import { measureCommand } from '../measure/measure-command.ts';
import { measureInTurn } from '../measure/measure-in-turn.ts';
import { corePin } from '../measure/pin-core.ts';
import { spreadOf } from '../measure/spread.ts';
import { BenchError } from '../measure/time-command.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';

/** How soon the clean function's bundle is ready, and how long the CDK app takes to write its templates. */
export async function run({ root, folder, runs, say }: SuiteContext): Promise<SuiteReport> {
  const environment = findEnvironment('bench', 'rehearsal');
  const assembly = join(folder, 'cdk.out');
  const synth = {
    ...{ program: process.execPath, args: [join(root, 'infra', 'app.ts')], cwd: root },
    env: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ environment: environment.name }) },
  };
  const [synthesized] = await measureInTurn([{ name: 'synth', command: synth }], { runs, pin: (one) => one, say });
  if (synthesized === undefined) throw new BenchError('synth: expected a measurement, got none');
  const names = namesOf(environment);
  const template = JSON.parse(await readFile(join(assembly, `${names.stack('lake')}.template.json`), 'utf8'));
  const bundle = join(assembly, assetOf(template, names.named('clean')), 'index.mjs');
  const script = join(folder, 'cold-start.mjs');
  await writeFile(script, coldStart);
  const { pin, said } = corePin();
  const command = pin({ program: process.execPath, args: [script, bundle], cwd: folder, env: coldStartEnv });
  const ready: number[] = [];
  for (let start = 0; start <= runs; start += 1) {
    const { milliseconds } = readReady((await measureCommand(command)).stdout);
    say(`${start === 0 ? 'warm-up' : `start ${start} of ${runs}`}: ready after ${Math.round(milliseconds)} ms`);
    if (start > 0) ready.push(milliseconds);
  }
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

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Properties?: { readonly FunctionName?: string; readonly Code?: { readonly S3Key?: string } } }
    >
  >;
}

/** The folder of the assembly that is deployed as a function. @throws BenchError when there is no such function */
function assetOf(template: Template, functionName: string): string {
  for (const { Properties } of Object.values(template.Resources))
    if (Properties?.FunctionName === functionName && Properties.Code?.S3Key !== undefined)
      return `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`;
  throw new BenchError(`${functionName}: expected a function of the template, got none`);
}

/** @throws BenchError when the function did not answer */
function readReady(text: string): { readonly milliseconds: number } {
  // What the function logs stands before it.
  const value: unknown = JSON.parse(text.trim().split('\n').at(-1) ?? '');
  if (typeof value === 'object' && value !== null && 'milliseconds' in value && typeof value.milliseconds === 'number')
    return { milliseconds: value.milliseconds };
  throw new BenchError(`cold start: expected its milliseconds, got ${text.slice(0, 200)}`);
}
