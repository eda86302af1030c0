import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { textTable } from '../cli/text-table.ts';
import { describeMachine } from './measure/describe-machine.ts';
import { BenchError } from './measure/time-command.ts';
import type { SuiteReport } from './suite.ts';
import { checkSuites, timedSuites } from './suites.ts';

const listOf = (suites: readonly { name: string; about: string }[]): string =>
  suites.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n');

const help = `npm run bench -- [SUITE...] [--runs N] [--size MB] [--json]

Times whole processes in turn with their peers; without a SUITE, all of these:
${listOf(timedSuites)}

  --runs N   counted runs of each command (3); one more goes first, is checked and is not counted
  --size MB  size of the inputs in millions of bytes; each suite has its own
  --json     one JSON object on stdout; use npm run --silent bench -- ..., since npm prints lines of its own there

Checks that take long, each with a --help of its own: npm run bench -- CHECK [...]
${listOf(checkSuites)}

scripts/bench/README.md says what each shows, and has figures.
`;

const options = {
  runs: { type: 'string', default: '3' },
  size: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function positive(name: string, text: string, whole: boolean): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))) return value;
  throw usageError('bench', `--${name} to be a ${whole ? 'whole ' : ''}number above 0`, `"${text}"`, 'see --help');
}

function chosenSuites(names: readonly string[]) {
  const unknown = names.find((name) => !timedSuites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    const known = timedSuites.map(({ name }) => name).join(', ');
    throw usageError('bench', `one of ${known}`, `"${unknown}"`, 'see npm run bench -- --help');
  }
  return timedSuites.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** Runs suites one after the other. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const check = checkSuites.find(({ name }) => name === args[0]);
  if (check !== undefined) {
    const suite = await check.load();
    if (!args.includes('--help')) return suite.run(args.slice(1));
    process.stdout.write(suite.help);
    return 0;
  }
  const { values, positionals } = parseArguments('bench', args, options);
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
  const settings = {
    runs: positive('runs', values.runs, true),
    megabytes: values.size === undefined ? undefined : positive('size', values.size, false),
    root,
    cache: join(root, 'node_modules', '.cache', 'sluice-bench'),
  };
  const chosen = chosenSuites(positionals);
  const machine = describeMachine();
  if (!values.json) print(`On ${machine}`);
  const reports: SuiteReport[] = [];
  for (const { name, load } of chosen) {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
    try {
      const suite = await load();
      const say = (text: string) => void process.stderr.write(`${name}: ${text}\n`);
      const report = await suite.run({ ...settings, folder, say });
      reports.push(report);
      if (!values.json) printReport(report);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (values.json) print(JSON.stringify({ machine, runs: settings.runs, suites: reports }, shown, 2));
  return 0;
}

/** Tables hold what figures say. */
const shown = (key: string, value: unknown): unknown => (key === 'tables' ? undefined : value);

function printReport({ suite, title, lines, tables }: SuiteReport): void {
  print(`\n${suite}: ${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
  for (const { columns, rows } of tables) print(`\n${textTable(columns, rows).join('\n')}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError) && !(error instanceof BenchError)) throw error;
  process.stderr.write(`error ${error.message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : exitCodes.data;
}
