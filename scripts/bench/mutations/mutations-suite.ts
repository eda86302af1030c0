import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { textTable } from '../../cli/text-table.ts';
import { checkDashboard } from '../../dashboards/check-dashboard.ts';
import type { ReadDashboard, Tables } from '../../dashboards/dashboard.ts';
import { readDashboard } from '../../dashboards/read-dashboard.ts';
import { readDefinitionFile } from '../../dashboards/read-definition-file.ts';
import { type MutationKind, mutationKinds } from '../../dashboards/testing/mutations/mutation.ts';
import { type MutationTally, runMutations } from '../../dashboards/testing/mutations/run-mutations.ts';
import { repositoryTables } from '../../dashboards/testing/repository-tables.ts';

export const help = `npm run bench -- mutations [FILE|FOLDER...] [--data-sets DIR] [--most N] [--seed N] [--missed]

Breaks the repository's dashboards, and every definition file that is named, in one place at a time, and counts what is found.

  FILE, FOLDER     definitions from anywhere (*.json)
  --data-sets DIR  their data sets; without them, columns of those files are not judged
  --most N         mutations of each kind and file (100)
  --seed N         which ones (6)
  --missed         show what was not found

Exit code 1 when a renamed required key, or more than 2 % of dangling ids, went unfound.
`;

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the mutations. @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments('bench', args, {
    'data-sets': { type: 'string' },
    most: { type: 'string', default: '100' },
    seed: { type: 'string', default: '6' },
    missed: { type: 'boolean', default: false },
  });
  const plan = { most: wholeNumber('most', values.most), seed: wholeNumber('seed', values.seed) };
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const tables = await repositoryTables();
  const names = await readdir(join(root, 'dashboards'), { withFileTypes: true });
  const subjects: [string, ReadDashboard][] = [];
  for (const { name } of names.filter((entry) => entry.isDirectory()))
    subjects.push([`dashboards/${name}`, await readDashboard(`dashboards/${name}`, tables, root)]);
  for (const file of await definitionsOf(positionals, cwd))
    subjects.push([file, await readDefinitionFile(file, tables, cwd, values['data-sets'])]);
  const sums = new Map<MutationKind, MutationTally>(
    mutationKinds.map((kind) => [kind, { made: 0, caught: 0, missed: [] }]),
  );
  for (const [name, read] of subjects) await addSubject(name, read, tables, plan, sums);
  const lines = textTable(
    [{ title: 'broken' }, ...['made', 'found', 'share'].map((title) => ({ title, align: 'right' as const }))],
    [...sums].map(([kind, { made, caught }]) => [kind, String(made), String(caught), share(caught, made)]),
  );
  say(`\n${lines.join('\n')}`);
  if (values.missed)
    for (const [kind, { missed }] of sums) for (const each of missed) say(`not found: ${kind}: ${each}`);
  const required = sums.get('renamed required key');
  const ids = sums.get('dangling id');
  const bad = required?.made !== required?.caught || (ids?.caught ?? 0) < 0.98 * (ids?.made ?? 0);
  return bad ? 1 : 0;
}

async function addSubject(
  name: string,
  read: ReadDashboard,
  tables: Tables,
  plan: { most: number; seed: number },
  sums: ReadonlyMap<MutationKind, MutationTally>,
): Promise<void> {
  if ('findings' in read) {
    say(`${name}: not read\n${read.findings.map(formatFinding).join('\n')}`);
    return;
  }
  const { dashboard } = read;
  const before = checkDashboard(dashboard, tables).length;
  const judged = dashboard.dataSets.size > 0;
  let [made, caught] = [0, 0];
  for (const [kind, tally] of await runMutations(dashboard, tables, plan)) {
    if (kind === 'wrong column' && !judged) continue;
    const sum = sums.get(kind);
    if (sum === undefined) continue;
    sum.made += tally.made;
    sum.caught += tally.caught;
    sum.missed.push(...tally.missed.map((each) => `${name}: ${each}`));
    made += tally.made;
    caught += tally.caught;
  }
  const columns = judged ? '' : '; no data sets, so wrong columns are not counted';
  say(`${name}: ${before} findings before; ${caught} of ${made} mutations found${columns}`);
}

async function definitionsOf(paths: readonly string[], cwd: string): Promise<string[]> {
  const found = paths.map(async (path) => {
    if (path.endsWith('.json')) return [resolve(cwd, path)];
    const names = await readdir(resolve(cwd, path)).catch(() => {
      throw usageError('bench', 'a definition file or a folder of some', `"${path}"`);
    });
    return names.filter((name) => name.endsWith('.json')).map((name) => resolve(cwd, path, name));
  });
  return (await Promise.all(found)).flat();
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw usageError('bench', `--${option} to be a whole number of at least 1`, `"${text}"`);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
