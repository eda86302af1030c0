import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CommandError, exitCodes } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { usageError } from '../../cli/parse-arguments.ts';
import { printFindings } from '../../cli/print-findings.ts';
import { createProgress } from '../../cli/progress.ts';
import { findProject } from '../../lake/project.ts';
import { expectNewName } from '../new-folder.ts';
import type { DatasetTask } from './dataset-task.ts';
import { draftDataset } from './draft-dataset.ts';
import { readOptions } from './options.ts';
import { dataFilesIn, howToExport, placeFiles, spreadsheetsIn } from './place-files.ts';
import { widenDataset } from './widen-dataset.ts';

export const help = `Draft a dataset: read whole files and write a schema that accepts them.

Usage: npx sluice new dataset NAME FILE... [options]
       npx sluice new dataset NAME              a folder that holds files and no schema yet
       npx sluice new dataset NAME FILE... --apply   NAME exists: widen its schema by what the new files need

Every value of every file is read with the engine that cleans, and the draft is proven by cleaning the files with it. One line a column says what it
is and what that rests on; lines that begin with look say what a person should look at. Without --apply nothing of an existing dataset is changed.

A schema that is there is only widened, and not for slips: what 1 % of a file's rows are refused for, or a single odd value, goes to quarantine. It is
not widened where the lake would lose or misread rows: where a value of the files before would be another, dates or numbers are written in two ways that
contradict each other, more rows are refused than its tolerance says, or the rows' primaryKey comes in another file with other values.

  --dry-run            only say what would be drafted
  --apply              widen the existing schema, and copy the files beside it
  --drop-key           take primaryKey out of the existing schema, where it names rows of one file only
  --date-order ORDER   dmy, mdy or ymd, where a file leaves it open; asked for on a terminal, otherwise such a column stays text
  --time-zone ZONE     IANA zone of times that carry none; UTC where nothing is said
  --declared WHY       public or synthetic: why files with personal columns may be committed
  --source upload      the files stay out of the repository, and are uploaded to raw
  --not-personal NAME  a column that looks personal and is not; may come several times
  --owner TEXT, --licence TEXT
  --json               {dataset, rows, columns, key, partition, lookAt, schema, files} on stdout, and nothing else

Exit codes: 0 drafted, 1 a file can't be read as a table, or NAME needs a wider schema and --apply was not given or no
wider schema will do, 2 used wrongly, 3 the surroundings failed.
`;

/** Whether a dataset's folder is there. @throws CommandError `name-taken` for what is no folder, or leads elsewhere */
function isFolder(folder: string, name: string): boolean {
  const room = statSync(dirname(folder));
  const entry = room.isDirectory() ? lstatSync(folder, { throwIfNoEntry: false }) : undefined;
  if (entry === undefined || entry.isDirectory()) return entry !== undefined;
  const what = entry.isSymbolicLink() ? 'a link' : 'a file';
  const message = `sluice new dataset: expected datasets/${name} to be free or a folder, got ${what}; rename it or take another name`;
  throw new CommandError('name-taken', 'usage', message);
}

/** What to do about a folder that holds nothing to draft from. */
function whyNone(folder: string, isThere: boolean): string {
  const [sheet] = isThere ? spreadsheetsIn(folder) : [];
  return sheet === undefined ? 'name it' : `${sheet} is a spreadsheet: ${howToExport}`;
}

/** `sluice new dataset`. @throws CommandError for wrong use, and for what the surroundings lack */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const options = readOptions(args);
  const project = findProject(effects.cwd);
  const folder = join(project.datasets, options.name);
  await expectNewName('dataset', options.name, []);
  const isThere = isFolder(folder, options.name);
  const hasSchema = existsSync(join(folder, 'schema.json'));
  if (!hasSchema)
    await expectNewName('dataset', options.name, [...(isThere ? [] : [project.datasets]), project.tables]);
  const inFolder = isThere ? dataFilesIn(folder) : [];
  // A schema has to fit what lies there too.
  const named = hasSchema ? options.files : [...inFolder.map((path) => relative(effects.cwd, path)), ...options.files];
  const files = placeFiles(named, folder, new Set(inFolder.map((path) => relative(folder, path))), {
    upload: options.upload,
    effects,
  });
  if (files.length === 0) throw usageError('new dataset', 'at least one FILE', 'none', whyNone(folder, isThere));
  const progress = createProgress(effects);
  const task: DatasetTask = { options, project, folder, files, effects, progress };
  const came = await (hasSchema ? widenDataset(task) : draftDataset(task)).finally(() => progress.clear());
  if (typeof came === 'number') return came;
  printFindings(came.findings, effects, options.json ? 'stderr' : 'stdout');
  return exitCodes.data;
}
