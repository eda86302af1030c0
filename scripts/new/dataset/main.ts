import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCodes } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { usageError } from '../../cli/parse-arguments.ts';
import { printFindings } from '../../cli/print-findings.ts';
import { createProgress } from '../../cli/progress.ts';
import { findProject } from '../../lake/project.ts';
import { expectNewName } from '../new-folder.ts';
import type { DatasetTask } from './dataset-task.ts';
import { draftDataset } from './draft-dataset.ts';
import { readOptions } from './options.ts';
import { dataFilesIn, placeFiles } from './place-files.ts';
import { widenDataset } from './widen-dataset.ts';

export const help = `Draft a dataset: read whole files and write a schema that accepts them.

Usage: npx sluice new dataset NAME FILE... [options]
       npx sluice new dataset NAME              a folder that holds files and no schema yet
       npx sluice new dataset NAME FILE... --apply   NAME exists: widen its schema by what the new files need

Every value of every file is read with the engine that cleans, and the draft is proven by cleaning the files with it. One line a column says what it
is and what that rests on; lines that begin with look say what a person should look at. Without --apply nothing of an existing dataset is changed.

  --dry-run            only say what would be drafted
  --apply              widen the existing schema, and copy the files beside it
  --date-order ORDER   dmy, mdy or ymd, where a file leaves it open; asked for on a terminal, otherwise such a column stays text
  --time-zone ZONE     IANA zone of times that carry none; UTC where nothing is said
  --declared WHY       public or synthetic: why files with personal columns may be committed
  --source upload      the files stay out of the repository, and are uploaded to raw
  --not-personal NAME  a column that looks personal and is not; may come several times
  --owner TEXT, --licence TEXT
  --json               {dataset, rows, columns, key, partition, lookAt, schema, files} on stdout, and nothing else

Exit codes: 0 drafted, 1 a file can't be read as a table, or NAME needs a wider schema and --apply was not given, 2 used wrongly, 3 the surroundings failed.
`;

/** `sluice new dataset`. @throws CommandError for wrong use, and for what the surroundings lack */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const options = readOptions(args);
  const project = findProject(effects.cwd);
  const folder = join(project.datasets, options.name);
  const hasSchema = existsSync(join(folder, 'schema.json'));
  const isOpen = existsSync(folder) && !hasSchema;
  const rooms = existsSync(folder) ? [] : [project.datasets, project.tables];
  await expectNewName('dataset', options.name, rooms);
  const inFolder = existsSync(folder) ? dataFilesIn(folder) : [];
  const named =
    options.files.length > 0 || !isOpen ? options.files : inFolder.map((path) => relative(effects.cwd, path));
  if (named.length === 0) throw usageError('new dataset', 'at least one FILE', 'none');
  const taken = new Set(inFolder.map((path) => relative(folder, path)));
  const files = placeFiles(named, folder, taken, { upload: options.upload, effects });
  const progress = createProgress(effects);
  const task: DatasetTask = { options, project, folder, files, effects, progress };
  const came = await (hasSchema ? widenDataset(task) : draftDataset(task)).finally(() => progress.clear());
  if (typeof came === 'number') return came;
  printFindings(came.findings, effects, options.json ? 'stderr' : 'stdout');
  return exitCodes.data;
}
