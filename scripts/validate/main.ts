import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readChanges } from '../changes/read-changes.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { createProgress, type Progress } from '../cli/progress.ts';
import { findProject, type Project } from '../lake/project.ts';
import { baseTargets } from './base-targets.ts';
import type { Fixed } from './fix/fix-files.ts';
import { printFixes } from './fix/print-fixes.ts';
import { printVerdict } from './print-verdict.ts';
import { readSeverities } from './read-severities.ts';
import { selectTargets, type Targets } from './select-targets.ts';
import { validate } from './validate.ts';
import { validateBase } from './validate-base.ts';

export const help = `Judge datasets, tables and dashboards without building the lake.

Usage: npx sluice validate [PATH... | --base REF] [--fix [--plan]] [--data-sets DIR] [--severity CODE=LEVEL] [--json]

PATH is a dataset, one of its files, a table, a dashboard, a folder above them, or a definition file from anywhere; none means
everything. Nothing is written without --fix. Every finding has its place: file:line:column: what was expected, what came, what to do [code].

Quarantined rows within a dataset's tolerance are warnings, one a reason and column, at the first such row.

A definition from anywhere is a DashboardVersionDefinition (or an analysis's or a template's), alone or as describe-*-definition gives it
and create-* takes it, or an asset bundle (.qs) of start-asset-bundle-export-job, or a file out of one. Its columns are checked where its data
sets are known: a bundle has its own.

  --base REF             judge what changed since the commit that the working tree and REF (such as main) both come from, and what that
                         touches; and what a changed schema or output contract breaks, down to the visual: dropping or retyping what a
                         dashboard of the base reads is an error
  --fix                  first mend CSV files where it is certain what was meant: a byte order mark, CRLF and CR line ends, another delimiter
                         than the schema's, a slip in a column whose values are listed ("enum"). Nothing else in a file changes, and rows that were
                         clean stay as they are. What is left, because a record can't be told from the next one or a clean row would change,
                         is told with its line. See it with git diff; git checkout -- PATH takes it back
  --plan                 with --fix: say what would be mended, and change and judge nothing
  --data-sets DIR        for definitions from anywhere: their data sets, as QuickSight exports them (describe-data-set, create-data-set
                         input, a bundle's dataset/) or as dashboards/ holds them; found by ARN, id, file name or name
  --severity CODE=LEVEL  what a finding of a dashboard is in this run: off, warn or error; may be given again
  --json                 {findings, files, datasets, tables, cases, dashboards, definitions, drafts} on stdout, and nothing else; with --base also
                         {base, schemaChanges}, with --fix also {fixes, unmended}

For data without a schema a draft is made, as sluice new dataset makes it: in --json as drafts, in a workflow in the job's summary.

In a workflow findings are also annotations beside the lines (ten errors and ten warnings, which is all that GitHub shows) and the job's summary.

Exit codes: 0 no error, 1 an error was found, 2 used wrongly, 3 git or the clone can't tell what changed.
`;

/** `sluice validate`. @throws CommandError for wrong use */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('validate', args, {
    json: { type: 'boolean', default: false },
    base: { type: 'string' },
    fix: { type: 'boolean', default: false },
    plan: { type: 'boolean', default: false },
    'data-sets': { type: 'string' },
    severity: { type: 'string', multiple: true, default: [] },
  });
  const { base } = values;
  if (base === '' || (base !== undefined && positionals.length > 0)) {
    throw usageError('validate', '--base REF without paths', base === '' ? 'no REF' : `"${positionals[0]}" beside it`);
  }
  if (values.plan && !values.fix) throw usageError('validate', '--plan beside --fix', '--plan alone');
  const project = findProject(effects.cwd);
  const targets = selectTargets(project, positionals, effects.cwd);
  const dataSets = dataSetsFolder(values['data-sets'], effects.cwd);
  if (dataSets !== undefined && targets.definitions.length === 0) {
    throw usageError('validate', '--data-sets beside a definition file from anywhere', 'none');
  }
  const options = { dataSets, severities: readSeverities(values.severity) };
  const progress = createProgress(effects);
  const { json } = values;
  const fixed = values.fix ? await fix(project, targets, base, !values.plan, progress) : undefined;
  progress.clear();
  if (fixed !== undefined) printFixes(fixed, { json, plan: values.plan }, effects);
  if (values.plan) return 0;
  const verdict =
    base === undefined
      ? await validate(project, targets, progress, options)
      : await validateBase(project, base, progress, options);
  progress.clear();
  const command = `npx sluice validate${base === undefined ? '' : ` --base ${base}`}`;
  await printVerdict({ ...verdict, ...fixed }, project, { json, command }, effects);
  return verdict.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function fix(
  project: Project,
  chosen: Targets,
  base: string | undefined,
  write: boolean,
  progress: Progress,
): Promise<Fixed> {
  const targets = base === undefined ? chosen : await baseTargets(project, await readChanges(project, { base }));
  const { fixFiles } = await import('./fix/fix-files.ts');
  return await fixFiles(project, targets, progress, write);
}

/** @throws CommandError `no-such-path` */
function dataSetsFolder(given: string | undefined, cwd: string): string | undefined {
  if (given === undefined) return undefined;
  const folder = resolve(cwd, given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new CommandError('no-such-path', 'usage', `sluice validate: expected a folder as --data-sets, got "${given}"`);
}
