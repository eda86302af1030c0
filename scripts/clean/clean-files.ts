import type { Token } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../lambda/schema/file-format.ts';
import type { Effects } from '../cli/effects.ts';
import { printFindings } from '../cli/print-findings.ts';
import { type CleanedFile, cleanOneFile } from './clean-one-file.ts';
import { createFileProgress } from './file-progress.ts';
import type { PlannedFile } from './plan-outputs.ts';
import { jsonLine } from './show-result.ts';

/** How the files of one run are cleaned. */
export interface CleanRun {
  readonly token: Token;
  /** Each file is told on stdout, by a line of JSON. */
  readonly json: boolean;
  readonly effects: Effects;
}

/** Files whose outputs are put in their places while the next ones are cleaned: a busy disk lets each of them wait. */
const mostPlacing = 8;

/** The schema as it holds for a file: one and the same object for all files of a format, since what is compiled of it is kept by it. */
function schemaByFile(schema: DatasetSchema): (file: string) => DatasetSchema {
  const known = new Map<DatasetSchema['format'], DatasetSchema>();
  return (file) => {
    const own = schemaForFile(schema, file);
    const before = known.get(own.format) ?? own;
    known.set(own.format, before);
    return before;
  };
}

/**
 * Cleans one file after the other, and tells of each, in that order, once its outputs are in their places.
 * @param sizes in bytes, by path
 * @throws CommandError when a file can't be read or written; files before it are told, those behind it are not begun but for a few
 */
export async function cleanFiles(
  planned: readonly PlannedFile[],
  sizes: ReadonlyMap<string, number>,
  schema: DatasetSchema,
  { token, json, effects }: CleanRun,
): Promise<CleanedFile[]> {
  const schemaOf = schemaByFile(schema);
  const known = planned.every(({ path }) => sizes.has(path));
  const all = planned.reduce((sum, { path }) => sum + (sizes.get(path) ?? 0), 0);
  const progress = createFileProgress(effects, planned.length, known ? all : undefined);
  const cleaned: CleanedFile[] = [];
  const placing: Promise<CleanedFile>[] = [];

  function tell(file: CleanedFile): void {
    cleaned.push(file);
    if (json || file.result.findings.length > 0) progress.clear();
    printFindings(file.result.findings, effects);
    if (json) effects.stdout.write(`${jsonLine(file, effects.cwd)}\n`);
  }
  async function tellPlaced(most: number): Promise<void> {
    while (placing.length > most) {
      const file = await placing.shift();
      if (file !== undefined) tell(file);
    }
  }

  try {
    for (const one of planned) {
      const size = sizes.get(one.path);
      const { placed } = await cleanOneFile(one, { schema: schemaOf(one.file), size, token, progress, effects });
      // Whoever waits for it gets the error; until then nobody may have.
      placed.catch(() => undefined);
      placing.push(placed);
      await tellPlaced(mostPlacing);
    }
    await tellPlaced(0);
  } finally {
    for (const late of await Promise.allSettled(placing)) if (late.status === 'fulfilled') tell(late.value);
    progress.clear();
  }
  return cleaned;
}
