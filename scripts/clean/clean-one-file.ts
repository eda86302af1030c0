import { type CleanResult, cleanFile } from '../../lambda/clean/clean-file.ts';
import type { Token } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import type { FileProgress } from './file-progress.ts';
import { readInput } from './input-file.ts';
import { lastRow } from './last-row.ts';
import { type OutputFile, openOutputFile } from './output-file.ts';
import type { PlannedFile } from './plan-outputs.ts';

/** What came of one file, and how long it took. */
export interface CleanedFile {
  readonly planned: PlannedFile;
  readonly result: CleanResult;
  /** The files that were written. */
  readonly written: readonly string[];
  readonly seconds: number;
}

export interface CleanOptions {
  readonly schema: DatasetSchema;
  /** The input's size in bytes, when it is known. */
  readonly size: number | undefined;
  readonly token: Token;
  readonly progress: FileProgress;
  readonly effects: Effects;
}

async function* counted(bytes: AsyncIterable<Uint8Array>, progress: FileProgress): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    progress.read(chunk.length);
    yield chunk;
  }
}

function unwritable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  const message = `${path}: expected a place to write to, got ${code}; choose another --out`;
  return new CommandError('unwritable-folder', 'environment', message, { cause: error });
}

const discardAll = (outputs: readonly OutputFile[]): Promise<unknown> =>
  Promise.all(outputs.map((output) => output.discard()));

async function place(cleaned: CleanedFile, outputs: readonly OutputFile[]): Promise<CleanedFile> {
  try {
    for (const output of outputs) if (cleaned.written.includes(output.path)) await output.publish();
    return cleaned;
  } catch (error) {
    throw unwritable(cleaned.planned.clean, error);
  } finally {
    await discardAll(outputs);
  }
}

/**
 * Cleans one file into its outputs, all of which appear at the end or not at all. A file that is refused as a whole gets its
 * quarantine and its report, which say why, and no clean file; one of an earlier run stays.
 * @returns once it is cleaned; `placed` is there once the outputs are in their places, for which a busy disk may take its time
 * @throws CommandError when the file can't be read or the outputs can't be written; `placed` rejects with the same
 */
export async function cleanOneFile(
  planned: PlannedFile,
  options: CleanOptions,
): Promise<{ readonly placed: Promise<CleanedFile> }> {
  const { schema, size, token, progress, effects } = options;
  const started = effects.now().getTime();
  const sensitive = schema.columns.some((column) => column.sensitive !== undefined);
  const clean = openOutputFile(planned.clean, 0o644);
  const quarantine = openOutputFile(planned.quarantine, sensitive ? 0o600 : 0o644);
  const report = openOutputFile(planned.report, 0o644);
  const outputs = [clean, quarantine, report];
  progress.begin(planned.file);
  try {
    const bytes = counted(readInput(planned, size, effects), progress);
    const result = await cleanFile(
      { file: planned.file, bytes, schema, token },
      {
        clean(chunk) {
          progress.row(lastRow(chunk) ?? 0);
          return clean.write(chunk);
        },
        quarantine: (chunk) => quarantine.write(chunk),
        rejects: () => undefined,
      },
    );
    await report.write(Buffer.from(`${JSON.stringify(result.report, null, 2)}\n`));
    progress.row(result.rowsIn);
    progress.end();
    const seconds = (effects.now().getTime() - started) / 1000;
    const written = (result.status === 'failed' ? [quarantine, report] : outputs).map(({ path }) => path);
    return { placed: place({ planned, result, written, seconds }, outputs) };
  } catch (error) {
    await discardAll(outputs);
    throw unwritable(planned.clean, error);
  }
}
