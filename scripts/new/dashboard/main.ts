import { join, relative, sep } from 'node:path';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import { colour } from '../../cli/colour.ts';
import { exitCodes } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { printFindings } from '../../cli/print-findings.ts';
import { printable } from '../../cli/printable.ts';
import { createProgress } from '../../cli/progress.ts';
import { foldersOf } from '../../lake/folders-of.ts';
import { findProject, type Project } from '../../lake/project.ts';
import { expectNewName, writeNewFolder } from '../new-folder.ts';
import { type DraftDashboard, draftDashboard } from './draft-dashboard.ts';
import { judgeDraft } from './judge-draft.ts';
import type { DraftTable } from './plan/draft-table.ts';
import { readTables } from './read-tables.ts';

export const help: string = `Draft a dashboard of final tables: figures, a course, bars, a map and the rows, as far as the data has them.

Usage: npx sluice new dashboard NAME --table TABLE... [--title TEXT] [--dry-run] [--json]

Builds what the tables need, looks into their rows, and writes dashboards/NAME/ with a sheet and a data set a table. It is judged as
validate judges it before it is written, and the page draws all of it. Then: npx sluice validate dashboards/NAME, npm start.

  --table TABLE  a folder of glue/tables; again, or separated by commas, for more sheets
  --title TEXT   the dashboard's title; without it the first table's
  --dry-run      say what would be drawn, and write nothing
  --json         what is drawn, the files and the remarks, as JSON on stdout

Exit codes: 0 drafted, 1 a table can't be built or the draft has findings, 2 used wrongly, 3 the surroundings failed.
`;

const verb = 'new dashboard';

/** `sluice new dashboard`. @throws CommandError `usage`, `name-taken`, `not-writable`, `lake-in-use` */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments(verb, args, {
    table: { type: 'string', multiple: true, default: [] },
    title: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw usageError(
      verb,
      'one NAME',
      more.length > 0 ? `"${positionals.join(' ')}"` : 'none',
      'give tables by --table',
    );
  if (values.title !== undefined && !/^[\s\S]{1,1024}$/.test(values.title.trim()))
    throw usageError(verb, '--title of 1 to 1,024 characters', `${values.title.trim().length}`);
  const project = findProject(effects.cwd);
  await expectNewName('dashboard', name, [project.dashboards]);
  const names = await chooseTables(values.table, project);
  const drafted = await draft(name, names, values.title?.trim(), project, effects);
  if (drafted === undefined) return exitCodes.data;
  if (!values['dry-run']) await writeNewFolder(project, project.dashboards, name, drafted.files);
  const folder = relative(effects.cwd, join(project.dashboards, name)).split(sep).join('/');
  const written = { name, folder, written: !values['dry-run'] };
  if (values.json) effects.stdout.write(`${JSON.stringify(summary(drafted, written), undefined, 2)}\n`);
  else print(drafted, written, effects);
  return exitCodes.fine;
}

/** @throws CommandError `usage` for no table, and one that there isn't */
async function chooseTables(given: readonly string[], project: Project): Promise<readonly string[]> {
  const names = [...new Set(given.flatMap((each) => each.split(',')).map((each) => each.trim()))].filter(Boolean);
  const known = await foldersOf(project.tables);
  if (names.length === 0)
    throw usageError(verb, '--table TABLE', 'none', `name one of ${known.join(', ') || 'glue/tables, which is empty'}`);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    const fix = near === undefined ? `there are ${known.join(', ') || 'none yet'}` : `did you mean ${near}?`;
    throw usageError(verb, 'a table of glue/tables', `"${name}"`, fix);
  }
  return names;
}

/** @returns undefined: a table can't be built, or the draft has findings, and stderr says why */
async function draft(
  name: string,
  names: readonly string[],
  title: string | undefined,
  project: Project,
  effects: Effects,
): Promise<DraftDashboard | undefined> {
  const { ensureBuilt } = await import('../../lake/ensure-built.ts');
  const progress = createProgress(effects);
  const built = await ensureBuilt(project, { now: effects.now, progress });
  progress.step(`looking into ${names.join(', ')}`);
  const read = await readTables(project, names, built);
  progress.clear();
  if ('failed' in read) {
    printFindings(read.findings, effects);
    const label = colour('red', 'error', effects);
    effects.stderr.write(
      `${label} ${read.failed.join(', ')}: can't be built from today's files; nothing was written\n`,
    );
    return undefined;
  }
  const [first, ...others] = read.tables;
  if (first === undefined) return undefined;
  const drafted = draftDashboard([first, ...others], { title, now: effects.now() });
  return (await isSound(name, drafted, read.tables, effects))
    ? { ...drafted, remarks: [...drafted.remarks, ...read.remarks] }
    : undefined;
}

/** Whether `validate` would let the draft pass; stderr says what it would find. */
async function isSound(
  name: string,
  drafted: DraftDashboard,
  tables: readonly DraftTable[],
  effects: Effects,
): Promise<boolean> {
  const findings = await judgeDraft(name, drafted, tables);
  printFindings(findings, effects);
  if (!findings.some(({ severity }) => severity === 'error')) return true;
  const label = colour('red', 'error', effects);
  effects.stderr.write(`${label} dashboards/${name}: the draft would not pass its checks; nothing was written\n`);
  return false;
}

interface Written {
  readonly name: string;
  readonly folder: string;
  readonly written: boolean;
}

function summary({ title, files, sheets, remarks }: DraftDashboard, { name, folder, written }: Written) {
  return {
    dashboard: name,
    title,
    folder,
    written,
    files: files.map(({ path }) => path),
    sheets: sheets.map((sheet) => ({
      table: sheet.table,
      title: sheet.title,
      visuals: sheet.rows.flatMap((row) =>
        row.visuals.map(({ visual }) => ({ kind: visual.kind, title: visual.title })),
      ),
      controls: sheet.filters.map((filter) => filter.title),
    })),
    remarks,
  };
}

function print({ files, sheets, remarks }: DraftDashboard, { name, folder, written }: Written, effects: Effects): void {
  for (const sheet of sheets) {
    effects.stdout.write(`${printable(sheet.title)} (${sheet.table})\n`);
    for (const { visuals } of sheet.rows)
      effects.stdout.write(`  ${printable(visuals.map(({ visual }) => visual.title).join(' · '))}\n`);
  }
  for (const remark of remarks) effects.stderr.write(`${colour('yellow', 'look', effects)} ${printable(remark)}\n`);
  const what = `${folder}: ${files.length} files`;
  effects.stderr.write(
    written
      ? `made ${what}; now npx sluice validate dashboards/${name}, and look at it: npm start\n`
      : `would write ${what}\n`,
  );
}
