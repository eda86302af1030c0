import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { diff } from 'node:util';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { readInput } from '../../clean/input-file.ts';
import { colour } from '../../cli/colour.ts';
import { exitCodes } from '../../cli/command-error.ts';
import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import { inferDataset } from '../../infer/infer-dataset.ts';
import type { InputFile } from '../../infer/input-file.ts';
import { verifyDraft } from '../../infer/verify-draft.ts';
import { type Widened, widenSchema } from '../../infer/widen/widen-schema.ts';
import { refusedBySystem } from '../new-folder.ts';
import type { DatasetTask } from './dataset-task.ts';
import { dataFilesIn } from './place-files.ts';
import { declareFiles, settleNewColumns } from './settle-new-columns.ts';
import { expectColumns } from './settle-personal.ts';

/** Widens the schema of a dataset that is there, by what new files need. @returns the exit code, or why no wider schema takes them */
export async function widenDataset(task: DatasetTask): Promise<number | { readonly findings: readonly Finding[] }> {
  const { options, files, folder, effects, progress } = task;
  const path = join(folder, 'schema.json');
  const text = await readFile(path, 'utf8');
  const inputs = files.map(({ input }) => input);
  const read = await inferDataset(inputs, {
    name: options.name,
    metaSchema: '../../lambda/schema/dataset.schema.json',
    dateOrder: options.dateOrder,
    timeZone: options.timeZone,
    say: progress.step,
  });
  if ('findings' in read) return read;
  expectColumns(options, read.inferred.columns);
  const personal = await settleNewColumns(task, text, read.inferred.columns);
  progress.step('widening the schema');
  const wider = await widenSchema(text, options.name, inputs, personal.columns);
  progress.clear();
  if ('findings' in wider) return wider;
  const widened = { ...wider, text: declareFiles(wider.text, personal) };
  await expectNoLoss(task, text, widened.text);
  const shown = relative(task.project.root, path).replaceAll('\\', '/');
  say(task, text, widened, shown);
  if (!options.apply || options.dryRun)
    return widened.changes.length === 0 || options.dryRun ? exitCodes.fine : exitCodes.data;
  await apply(task, widened.text, personal.source === 'upload' ? [] : files);
  if (!options.json)
    effects.stderr.write(
      `${colour('green', 'applied', effects)} ${shown}; git diff shows it, git checkout -- ${shown} takes it back\n`,
    );
  return exitCodes.fine;
}

/** What the files before lose by the wider schema is a bug in it: it is never applied. */
async function expectNoLoss({ folder, options, effects }: DatasetTask, before: string, after: string): Promise<void> {
  const inputs = dataFilesIn(folder).map(
    (path): InputFile => ({ name: path, open: () => readInput({ file: path, path }, undefined, effects) }),
  );
  const counts: number[] = [];
  for (const text of [before, after]) {
    const parsed = parseDatasetSchema(text, { name: options.name, file: 'schema.json' });
    if ('findings' in parsed) return;
    counts.push((await verifyDraft({ ...parsed.schema, tolerance: 1 }, inputs, undefined)).quarantined);
  }
  const [old = 0, now = 0] = counts;
  if (now > old) throw new TypeError(`the wider schema refuses ${now} rows of the files before, the old one ${old}`);
}

/** Everything is beside its place before the first is put there; what can't be done leaves the dataset as it was. */
async function apply({ folder }: DatasetTask, schema: string, files: DatasetTask['files']): Promise<void> {
  const made: { readonly from: string; readonly to: string }[] = [];
  const stage = (to: string): string => {
    const from = join(folder, `.new-${made.length}`);
    made.push({ from, to: join(folder, to) });
    return from;
  };
  const placed: string[] = [];
  try {
    for (const { path, target, isInPlace } of files) if (!isInPlace) await copyFile(path, stage(target));
    await writeFile(stage('schema.json'), schema);
    for (const { from, to } of made) {
      await rename(from, to);
      placed.push(to);
    }
  } catch (error) {
    for (const to of placed) await rm(to, { force: true });
    throw refusedBySystem(error, folder);
  } finally {
    for (const { from } of made) await rm(from, { force: true });
  }
}

function say(
  { options, effects }: DatasetTask,
  before: string,
  { text, changes, verdict }: Widened,
  shown: string,
): void {
  const { rows, quarantined } = verdict;
  if (options.json) {
    const { name, apply: isApplied } = options;
    effects.stdout.write(
      `${JSON.stringify({ dataset: name, rows, quarantined, changes, schema: JSON.parse(text) as unknown, applied: isApplied && !options.dryRun }, undefined, 2)}\n`,
    );
    return;
  }
  for (const change of changes) effects.stdout.write(`${printable(change)}\n`);
  if (changes.length > 0) printDiff(before, text, shown, effects);
  for (const { file, line, message } of verdict.examples.slice(0, 5))
    effects.stdout.write(
      `${colour('yellow', 'look', effects, 'stdout')} ${printable(`${file}:${line}: ${message}`)}\n`,
    );
  const rest = quarantined === 0 ? '' : `; ${quarantined} go to quarantine all the same`;
  const what =
    changes.length === 0
      ? `the schema takes them as it is`
      : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  effects.stderr.write(`${rows} new rows: ${what}${rest}\n`);
  if (changes.length > 0 && !options.apply)
    effects.stderr.write('nothing was written; --apply widens the schema and copies the files\n');
  else if (!options.apply) effects.stderr.write('nothing was written; --apply copies the files\n');
}

const around = 1;

/** The changed lines with one line around them. */
function printDiff(before: string, after: string, shown: string, effects: Effects): void {
  const lines = diff(before.split('\n'), after.split('\n'));
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(([kind]) => kind !== 0);
  effects.stdout.write(`--- ${shown}\n+++ ${shown}\n`);
  for (const [at, [kind, line]] of lines.entries()) {
    if (!isNear(at)) continue;
    // util.diff marks with 1 what only the first has.
    const mark = kind === 0 ? ' ' : kind === 1 ? '-' : '+';
    const text = `${mark}${printable(line)}`;
    effects.stdout.write(`${kind === 0 ? text : colour(kind === 1 ? 'red' : 'green', text, effects, 'stdout')}\n`);
  }
}
