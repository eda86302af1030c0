import { type CleanResult, cleanFile } from '../../lambda/clean/clean-file.ts';
import type { Token } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import type { FileProgress } from './file-progress.ts';
import { readInput } from './input-file.ts';
import { lastRow } from './last-row.ts';
import { openOutputFile } from './output-file.ts';
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

/**
 * Cleans one file into its outputs, all of which appear at the end or not at all. A file that is refused as a whole gets its
 * quarantine and its report, which say why, and no clean file; one of an earlier run stays.
 * @throws CommandError when the file can't be read or the outputs can't be written
 */
export async function cleanOneFile(planned: PlannedFile, options: CleanOptions): Promise<CleanedFile> {
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
    const published = result.status === 'failed' ? [quarantine, report] : outputs;
    for (const output of published) await output.publish();
    progress.row(result.rowsIn);
    progress.end();
    const seconds = (effects.now().getTime() - started) / 1000;
    return { planned, result, written: published.map(({ path }) => path), seconds };
  } catch (error) {
    throw unwritable(planned.clean, error);
  } finally {
    await Promise.all(outputs.map((output) => output.discard()));
  }
}
