import process from 'node:process';
import {
  describeFailure,
  type FuzzPlan,
  type FuzzTally,
  fuzzTiers,
} from '../../../lambda/clean/testing/fuzz/fuzz-tiers.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { textTable } from '../../cli/text-table.ts';

export const summary = 'compare the tiers of clean on random schemas and dirty files';
export const help = `npm run bench -- fuzz [--schemas N] [--records N] [--seed N] [--format csv|ndjson|json] [--failures N]

Makes random schemas, and for each random files with dirt of every kind; cleans each by the byte tier, the string tier and the
reference, in chunks of different sizes, and compares every byte of clean, quarantine and rejects, and the whole report.

  --schemas N    how many schemas (200)
  --records N    how many records in all their files, about (1000000)
  --seed N       the first schema's seed; the next has the next one (1)
  --format F     only files of this format
  --failures N   how many disagreements to find before it stops (1)

A disagreement is made as small as it can be and shown with its seed: \`--seed <it> --schemas 1\` finds it again. Exit code 1 then.
`;

const options = {
  schemas: { type: 'string', default: '200' },
  records: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: '1' },
  failures: { type: 'string', default: '1' },
  format: { type: 'string' },
} as const;

const formats = ['csv', 'ndjson', 'json'] as const;

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw usageError('bench', `--${option} to be a whole number of at least ${least}`, `"${text}"`);
}

function readPlan(args: readonly string[]): FuzzPlan {
  const { values } = parseArguments('bench', args, options);
  const format = formats.find((one) => one === values.format);
  if (values.format !== undefined && format === undefined)
    throw usageError('bench', formats.join(', '), `"${values.format}"`);
  const schemas = wholeNumber('schemas', values.schemas, 1);
  return {
    schemas,
    format,
    records: wholeNumber('records', values.records, schemas),
    seed: wholeNumber('seed', values.seed, 0),
    mostFailures: wholeNumber('failures', values.failures, 1),
  };
}

const figure = (value: number): string => value.toLocaleString('en');
const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** Kinds with their counts, most frequent first. */
function countTable(title: string, counts: ReadonlyMap<string, number>): string[] {
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, times]) => [kind, figure(times)]);
  return textTable([{ title }, { title: 'times', align: 'right' }], rows);
}

function summaryOf(tally: FuzzTally, seconds: number): string[] {
  const { schemas, files, records, clean, quarantined, failedFiles } = tally;
  return [
    `${figure(schemas)} schemas, ${figure(files)} files, ${figure(records)} records in ${seconds.toFixed(0)} s`,
    `clean ${figure(clean)} (${share(clean, records)}), quarantined ${figure(quarantined)}, files refused ${figure(failedFiles)}`,
    ...[...tally.accepted].map(
      ([tier, rows]) => `accepted by ${tier}: ${figure(rows)} (${share(rows, clean)} of the clean ones)`,
    ),
    '',
    ...countTable('dirt put into the files', tally.dirt.counts),
    '',
    ...countTable('reasons given', tally.reasons),
    '',
    ...countTable('findings of whole files', tally.findings),
  ];
}

/** Says where it stands: on a terminal in one line that is rewritten, elsewhere a line for every tenth of the schemas. */
function progressOf(plan: FuzzPlan): (tally: FuzzTally) => void {
  const step = Math.max(1, Math.floor(plan.schemas / 10));
  const terminal = process.stderr.isTTY === true;
  return ({ schemas, records }) => {
    const text = `schema ${schemas} of ${plan.schemas}, ${figure(records)} records`;
    if (terminal) process.stderr.write(`\r\u001b[2K${text}${schemas === plan.schemas ? '\n' : ''}`);
    else if (schemas % step === 0) process.stderr.write(`${text}\n`);
  };
}

/** Runs the long fuzz. @returns 1 when tiers disagree, otherwise 0 */
export async function run(args: readonly string[]): Promise<number> {
  const plan = readPlan(args);
  const begin = performance.now();
  const { tally, failures } = await fuzzTiers({ ...plan, progress: progressOf(plan) });
  process.stdout.write(`${summaryOf(tally, (performance.now() - begin) / 1000).join('\n')}\n`);
  for (const failure of failures) process.stdout.write(`\n${describeFailure(failure)}\n`);
  process.stdout.write(failures.length === 0 ? '\nThe tiers agree.\n' : '');
  return failures.length === 0 ? 0 : 1;
}
