import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { count } from '../../../lambda/clean/findings.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { colour } from '../../cli/colour.ts';
import { exitCodes } from '../../cli/command-error.ts';
import { printable } from '../../cli/printable.ts';
import { formatSchema } from '../../infer/format-schema.ts';
import { type Inferred, inferDataset } from '../../infer/infer-dataset.ts';
import { remarksOf } from '../../infer/remarks-of.ts';
import { settleSchema } from '../../infer/settle-schema.ts';
import { addToFolder, type NewFile, writeNewFolder } from '../new-folder.ts';
import { askOrder } from './ask-order.ts';
import { type DatasetTask, metaSchema } from './dataset-task.ts';
import { printColumns, printRemarks } from './print-draft.ts';
import { expectColumns, settlePersonal } from './settle-personal.ts';

/** Drafts a dataset that is not there yet, or has no schema. @returns the exit code, or why there can't be a draft */
export async function draftDataset(task: DatasetTask): Promise<number | { readonly findings: readonly Finding[] }> {
  const { options, files, effects, progress, project, folder } = task;
  const { name, dateOrder, timeZone, dryRun, json } = options;
  const read = await inferDataset(
    files.map(({ input }) => input),
    {
      name,
      metaSchema,
      dateOrder,
      timeZone,
      askOrder: askOrder(effects, progress),
      say: progress.step,
    },
  );
  progress.clear();
  if ('findings' in read) return read;
  const { inferred } = read;
  expectColumns(options, inferred.columns);
  if (!json) {
    printColumns(inferred, effects);
    printRemarks(remarksOf(inferred), effects);
  }
  const personal = await settlePersonal(inferred.columns, options, effects);
  const schema = settleSchema(inferred.compose(personal), options);
  const isUpload = personal.source === 'upload';
  const copies = isUpload ? [] : files.filter(({ isInPlace }) => !isInPlace);
  if (!dryRun) await write(task, formatSchema(schema), copies);
  if (json) effects.stdout.write(`${JSON.stringify(asJson(inferred, schema, task), undefined, 2)}\n`);
  else sayWhatNext(task, inferred, isUpload, relative(project.root, folder));
  return exitCodes.fine;
}

/** The files, and then the schema: what lies in the folder already stays. */
async function write(
  { folder, project, options }: DatasetTask,
  schema: string,
  copies: DatasetTask['files'],
): Promise<void> {
  const made: NewFile[] = copies.map(({ target, path }) => ({ path: target, copyOf: path }));
  made.push({ path: 'schema.json', text: schema });
  if (existsSync(folder)) await addToFolder(project, folder, made);
  else await writeNewFolder(project, project.datasets, options.name, made);
}

function asJson(inferred: Inferred, schema: object, { options, files }: DatasetTask): object {
  const { rows, columns, key, partition, verdict } = inferred;
  return {
    dataset: options.name,
    rows,
    quarantined: verdict.quarantined,
    columns: columns.map(({ facts, ...column }) => ({ ...column, ...facts })),
    key: key?.columns ?? [],
    partition: partition ?? null,
    lookAt: remarksOf(inferred),
    schema,
    files: files.map(({ target }) => target),
    written: !options.dryRun,
  };
}

function sayWhatNext(
  { options, effects, files }: DatasetTask,
  { rows, columns }: Inferred,
  isUpload: boolean,
  shown: string,
): void {
  const what = `${count(columns.length, 'column')}, ${count(rows, 'row')} in ${count(files.length, 'file')}`;
  const { stderr } = effects;
  if (options.dryRun) {
    stderr.write(`${what}; nothing was written (--dry-run)\n`);
    const asked = columns.filter(({ personal, name }) => personal !== undefined && !options.notPersonal.includes(name));
    if (asked.length > 0 && options.declared === undefined && !isUpload)
      stderr.write(
        `before it is written, ${count(asked.length, 'column')} that may be personal must be settled: on a terminal you are asked, otherwise by --declared, --source upload or --not-personal\n`,
      );
    return;
  }
  stderr.write(`${colour('green', 'made', effects)} ${shown}: ${what}\n`);
  const inPlace = files.filter(({ isInPlace }) => isInPlace).map(({ target }) => `${shown}/${target}`);
  if (isUpload && inPlace.length > 0)
    stderr.write(
      `${printable(inPlace.join(', '))} must not be committed: move it out of the repository, and upload it to raw, ${options.name}/\n`,
    );
  else if (isUpload) stderr.write(`the files stay where they are: upload them to raw, ${options.name}/\n`);
  stderr.write(
    `now fill in owner, licence and descriptions in ${shown}/schema.json; npx sluice validate ${shown}, npx sluice new table NAME --from ${options.name}\n`,
  );
}
