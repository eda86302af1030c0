import type { Effects } from '../cli/effects.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import { inOrder, printFindings } from '../cli/print-findings.ts';
import { createProgress } from '../cli/progress.ts';
import { findProject } from '../lake/project.ts';
import { selectTargets } from './select-targets.ts';
import { type Verdict, validate } from './validate.ts';

export const help = `Judge datasets, tables and dashboards without building the lake.

Usage: npx sluice validate [PATH...] [--json]

PATH is a dataset, one of its files, a table, a dashboard, a folder above them, or a definition file from anywhere; none means
everything. Nothing is written. Every finding has its place: file:line:column: what was expected, what came, what to do [code].

Quarantined rows within a dataset's tolerance are warnings, one a reason and column, at the first such row.

  --json      {findings, files, datasets, tables, cases, dashboards} on stdout, and nothing else

Exit codes: 0 no error, 1 an error was found, 2 used wrongly.
`;

/** `sluice validate`. @throws CommandError for wrong use */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('validate', args, { json: { type: 'boolean', default: false } });
  const project = findProject(effects.cwd);
  const targets = selectTargets(project, positionals, effects.cwd);
  const progress = createProgress(effects);
  const verdict = await validate(project, targets, progress);
  progress.clear();
  if (values.json) effects.stdout.write(`${JSON.stringify(inJson(verdict), undefined, 2)}\n`);
  else {
    printFindings(verdict.findings, effects, 'stdout');
    effects.stderr.write(`${summary(verdict)}\n`);
  }
  return verdict.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
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
