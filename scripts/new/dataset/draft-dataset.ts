import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { colour } from '../../cli/colour.ts';
import { exitCodes } from '../../cli/command-error.ts';
import { formatSchema } from '../../infer/format-schema.ts';
import { type Inferred, inferDataset } from '../../infer/infer-dataset.ts';
import { remarksOf } from '../../infer/remarks-of.ts';
import { settleSchema } from '../../infer/settle-schema.ts';
import { type NewFile, writeNewFolder } from '../new-folder.ts';
import { askOrder } from './ask-order.ts';
import type { DatasetTask } from './dataset-task.ts';
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
      metaSchema: '../../lambda/schema/dataset.schema.json',
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
  const copies = personal.source === 'upload' ? [] : files;
  if (!dryRun) await write(task, formatSchema(schema), copies);
  if (json) effects.stdout.write(`${JSON.stringify(asJson(inferred, schema, task), undefined, 2)}\n`);
  else sayWhatNext(task, inferred, copies.length, relative(project.root, folder));
  return exitCodes.fine;
}

async function write(
  { folder, project, options }: DatasetTask,
  schema: string,
  files: DatasetTask['files'],
): Promise<void> {
  if (existsSync(folder)) {
    // Its files are there; a schema.json that came meanwhile stays.
    await writeFile(join(folder, 'schema.json'), schema, { flag: 'wx' });
    return;
  }
  const made: NewFile[] = [{ path: 'schema.json', text: schema }];
  for (const { target, path } of files) made.push({ path: target, copyOf: path });
  await writeNewFolder(project.datasets, options.name, made);
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
  copied: number,
  shown: string,
): void {
  const what = `${columns.length} columns, ${rows} rows in ${files.length === 1 ? '1 file' : `${files.length} files`}`;
  const { stderr } = effects;
  if (options.dryRun) {
    stderr.write(`${what}; nothing was written (--dry-run)\n`);
    return;
  }
  stderr.write(`${colour('green', 'made', effects)} ${shown}: ${what}\n`);
  if (copied === 0 && options.upload)
    stderr.write(`the files stay where they are: upload them to raw, ${options.name}/\n`);
  stderr.write(
    `now fill in owner, licence and descriptions in ${shown}/schema.json; npx sluice validate ${shown}, npx sluice new table NAME --from ${options.name}\n`,
  );
}
