import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import { createProgress } from '../cli/progress.ts';
import { findProject } from '../lake/project.ts';
import type { JudgedDefinition } from './judge-dashboards.ts';
import { readSeverities } from './read-severities.ts';
import { selectTargets } from './select-targets.ts';
import { type Verdict, validate } from './validate.ts';

export const help = `Judge datasets, tables and dashboards without building the lake.

Usage: npx sluice validate [PATH...] [--data-sets DIR] [--severity CODE=LEVEL] [--json]

PATH is a dataset, one of its files, a table, a dashboard, a folder above them, or a definition file from anywhere; none means
everything. Nothing is written. Every finding has its place: file:line:column: what was expected, what came, what to do [code].

Quarantined rows within a dataset's tolerance are warnings, one a reason and column, at the first such row.

A definition from anywhere is a DashboardVersionDefinition (or an analysis's or a template's), alone or as describe-*-definition gives it
and create-* takes it, or an asset bundle (.qs) of start-asset-bundle-export-job, or a file out of one. Its columns are checked where its data
sets are known: a bundle has its own.

  --data-sets DIR        for definitions from anywhere: their data sets, as QuickSight exports them (describe-data-set, create-data-set
                         input, a bundle's dataset/) or as dashboards/ holds them; found by ARN, id, file name or name
  --severity CODE=LEVEL  what a finding of a dashboard is in this run: off, warn or error; may be given again
  --json                 {findings, files, datasets, tables, cases, dashboards, definitions} on stdout, and nothing else

Exit codes: 0 no error, 1 an error was found, 2 used wrongly.
`;

/** `sluice validate`. @throws CommandError for wrong use */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('validate', args, {
    json: { type: 'boolean', default: false },
    'data-sets': { type: 'string' },
    severity: { type: 'string', multiple: true, default: [] },
  });
  const project = findProject(effects.cwd);
  const targets = selectTargets(project, positionals, effects.cwd);
  const dataSets = dataSetsFolder(values['data-sets'], effects.cwd);
  if (dataSets !== undefined && targets.definitions.length === 0) {
    throw usageError('validate', '--data-sets beside a definition file from anywhere', 'none');
  }
  const progress = createProgress(effects);
  const severities = readSeverities(values.severity);
  const verdict = await validate(project, targets, progress, { dataSets, severities });
  progress.clear();
  if (values.json) effects.stdout.write(`${JSON.stringify(inJson(verdict), undefined, 2)}\n`);
  else {
    printFindings(verdict.findings, effects, 'stdout');
    for (const definition of verdict.definitions) effects.stderr.write(`${recognition(definition)}\n`);
    effects.stderr.write(`${summary(verdict)}\n`);
  }
  return verdict.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** @throws CommandError `no-such-path` */
function dataSetsFolder(given: string | undefined, cwd: string): string | undefined {
  if (given === undefined) return undefined;
  const folder = resolve(cwd, given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new CommandError('no-such-path', 'usage', `sluice validate: expected a folder as --data-sets, got "${given}"`);
}

/** `board.json: a dashboard's definition; columns of the data sets "a", "b" were not checked`. */
function recognition({ file, recognised, columnsSkipped }: JudgedDefinition): string {
  const skipped = columnsSkipped.map((name) => JSON.stringify(name)).join(', ');
  const columns =
    columnsSkipped.length === 0 ? 'columns checked' : `columns of ${skipped} not checked: no data set tells them`;
  return printable(recognised === undefined ? `${file}: not read` : `${file}: ${recognised}; ${columns}`);
}

function inJson(verdict: Verdict): Verdict {
  return { ...verdict, findings: inOrder(verdict.findings) };
}

/** `2 errors and 14 warnings in 7 datasets (37 files), 9 tables (18 cases) and 5 dashboards`. */
function summary({ findings, datasets, files, tables, cases, dashboards }: Verdict): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const judged = [
    datasets.length > 0 && `${count(datasets.length, 'dataset')} (${count(files.length, 'file')})`,
    tables.length > 0 && `${count(tables.length, 'table')} (${count(cases, 'case')})`,
    dashboards.length > 0 && count(dashboards.length, 'dashboard'),
  ].filter((part) => part !== false);
  return `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')} in ${judged.join(', ') || 'nothing'}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
