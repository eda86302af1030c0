import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { toColumnName } from '../../../lambda/schema/column-name.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { readInput } from '../../clean/input-file.ts';
import { exitCodes } from '../../cli/command-error.ts';
import { findings as inferFindings } from '../../infer/findings.ts';
import { inferDataset } from '../../infer/infer-dataset.ts';
import type { InputFile } from '../../infer/input-file.ts';
import { isJsonObject } from '../../infer/widen/json-values.ts';
import { proveWidening } from '../../infer/widen/prove-widening.ts';
import { rewriteSchema } from '../../infer/widen/rewrite-schema.ts';
import { type Widened, widenSchema } from '../../infer/widen/widen-schema.ts';
import { applyWidening } from './apply-widening.ts';
import { type DatasetTask, metaSchema } from './dataset-task.ts';
import { dataFilesIn } from './place-files.ts';
import { printApplied, printWidening, type ShownWidening } from './print-widening.ts';
import { declareFiles, settleNewColumns } from './settle-new-columns.ts';
import { expectColumns } from './settle-personal.ts';

type Refused = { readonly findings: readonly Finding[] };

/** Widens the schema of a dataset that is there, by what new files need. @returns the exit code, or why no wider schema takes them */
export async function widenDataset(task: DatasetTask): Promise<number | Refused> {
  const { options, files, folder, effects, progress, project } = task;
  const path = join(folder, 'schema.json');
  const shown = relative(project.root, path).replaceAll('\\', '/');
  const text = await readFile(path, 'utf8');
  const known = parseDatasetSchema(text, { name: options.name, file: shown });
  if ('findings' in known) return known;
  const inputs = files.map(({ input }) => input);
  const read = await inferDataset(inputs, {
    name: options.name,
    metaSchema,
    dateOrder: options.dateOrder,
    timeZone: options.timeZone,
    say: progress.step,
  });
  if ('findings' in read) return read;
  expectColumns(options, read.inferred.columns);
  const strangers = read.inferred.columns.map(({ name }) => name);
  if (known.schema.dialect.header !== false && !haveInCommon(known.schema, strangers))
    return { findings: [inferFindings.headerDiffers(inputs[0]?.name ?? '', shown, strangers)] };
  const given = new Set(files.map((file) => file.path));
  const others = filesIn(task, (one) => !given.has(one));
  const personal = await settleNewColumns(task, known.schema, read.inferred.columns, others);
  progress.step('widening the schema');
  const wider = await widenSchema(text, options.name, inputs, personal.columns);
  if ('findings' in wider) return wider;
  const declared = declareFiles(options.dropKey ? withoutKey(wider.text) : wider.text, personal);
  const changes = [...wider.changes, ...(options.dropKey ? keyChange(known.schema) : []), ...declared.changes];
  const widened: Widened = { ...wider, text: declared.text, changes };
  const after = parseDatasetSchema(widened.text, { name: options.name, file: shown });
  if ('findings' in after) return after;
  progress.step('cleaning the files before by the wider schema');
  const proof = await proveWidening({
    before: known.schema,
    after: after.schema,
    old: filesIn(task, () => true),
    others,
    files: inputs,
    verdicts: widened.verdicts,
  });
  progress.clear();
  const shownWidening = { before: text, widened, remarks: [...personal.remarks, ...proof.remarks], shown };
  if (!options.json) printWidening(shownWidening, effects);
  if (proof.findings.length > 0) return proof;
  const copies = personal.source === 'upload' ? [] : files.filter(({ isInPlace }) => !isInPlace);
  const isApplied = options.apply && !options.dryRun;
  if (isApplied) await applyWidening(task, { before: text, after: widened.text }, copies);
  if (options.json) writeJson(task, shownWidening, isApplied);
  else if (isApplied)
    printApplied(
      shownWidening,
      copies.map(({ target }) => join(shown, '..', target).replaceAll('\\', '/')),
      effects,
    );
  else effects.stderr.write(howToApply(widened, copies.length));
  return isApplied || options.dryRun || widened.changes.length === 0 ? exitCodes.fine : exitCodes.data;
}

/** Whether some drafted column is one of the schema's, by its name or an alias. */
function haveInCommon({ columns }: DatasetSchema, drafted: readonly string[]): boolean {
  const names = new Set(columns.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => toColumnName(alias))]));
  return drafted.some((name) => names.has(name));
}

/** The dataset's files that are here and chosen. */
function filesIn({ folder, effects }: DatasetTask, isChosen: (path: string) => boolean): InputFile[] {
  return dataFilesIn(folder)
    .filter(isChosen)
    .map((path) => ({
      name: relative(effects.cwd, path).replaceAll('\\', '/'),
      open: () => readInput({ file: path, path }, undefined, effects),
    }));
}

function withoutKey(text: string): string {
  const before: unknown = JSON.parse(text);
  const after: unknown = JSON.parse(text);
  const own = isJsonObject(after) ? after['x-sluice'] : undefined;
  if (!isJsonObject(before) || !isJsonObject(after) || !isJsonObject(own)) return text;
  delete own['primaryKey'];
  delete own['onDuplicate'];
  return rewriteSchema(text, before, after);
}

const keyChange = ({ primaryKey }: DatasetSchema): string[] =>
  primaryKey.length === 0 ? [] : [`${primaryKey.join(', ')} is no key: tables see every row of every file`];

function howToApply({ changes }: Widened, copied: number): string {
  const files = copied === 0 ? '' : `${changes.length === 0 ? '' : ' and '}copies the files`;
  const what = `${changes.length === 0 ? '' : 'widens the schema'}${files}`;
  return what === '' ? 'nothing is to be written\n' : `nothing was written; --apply ${what}\n`;
}

function writeJson({ options, effects }: DatasetTask, { widened, remarks }: ShownWidening, applied: boolean): void {
  const { text, changes, kept, verdict } = widened;
  const { rows, quarantined } = verdict;
  const schema: unknown = JSON.parse(text);
  const said = { dataset: options.name, rows, quarantined, changes, lookAt: [...remarks, ...kept], schema, applied };
  effects.stdout.write(`${JSON.stringify(said, undefined, 2)}\n`);
}
