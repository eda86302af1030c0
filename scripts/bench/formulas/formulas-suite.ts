import { loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { measureCommand } from '../measure/measure-command.ts';
import { corePin } from '../measure/pin-core.ts';
import { spreadOf } from '../measure/spread.ts';
import type { SuiteContext, SuiteReport } from '../suite.ts';
import type { JudgingTimes } from './judge-many.ts';

const count = 2_000;

/** Judging 2,000 calculated fields of one data set: processor time within the process, cold and warm. */
export async function run({ root, runs, say }: SuiteContext): Promise<SuiteReport> {
  const { pin, said } = corePin();
  const command = pin({
    program: process.execPath,
    args: [join(root, 'scripts/bench/formulas/judge-many.ts'), String(count)],
    cwd: root,
  });
  const times: JudgingTimes[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const { stdout } = await measureCommand(command);
    const measured: JudgingTimes = JSON.parse(stdout);
    if (run > 0) times.push(measured);
    say(`formulas: ${run} of ${runs}`);
  }
  const characters = times[0]?.characters ?? 0;
  const figures = {
    characters,
    first: spreadOf(times.map(({ first }) => first)),
    later: spreadOf(times.map(({ later }) => later)),
  };
  const row = (name: string, { minimum, median, maximum }: typeof figures.first) => [
    name,
    ...[minimum, median, maximum].map((time) => `${time.toFixed(0)} ms`),
  ];
  return {
    suite: 'formulas',
    title: `Judging ${count.toLocaleString('en')} formulas of ${Math.round(characters / count)} characters: processor time`,
    lines: [`${said}; load ${loadavg()[0]?.toFixed(1)}`, 'Aim: 100 ms, the compiler of JavaScript included.'],
    tables: [
      {
        columns: [
          { title: `of ${runs} processes` },
          ...['least', 'median', 'most'].map((title) => ({ title, align: 'right' as const })),
        ],
        rows: [row('the first time in a process', figures.first), row('from then on', figures.later)],
      },
    ],
    figures,
  };
}
