import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { CleanResult } from '../../lambda/clean/clean-file.ts';
import type { Token } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../lambda/schema/file-format.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Progress } from '../cli/progress.ts';
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
  readonly token: Token;
  readonly progress: Progress;
  readonly now: () => Date;
}

/** An input's bytes; progress says how far it is. */
async function* readInput({ file, path }: PlannedFile, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    const { size } = await stat(path);
    let read = 0;
    let shown = -1;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      read += chunk.length;
      const percent = size === 0 ? 100 : Math.floor((read / size) * 100);
      if (percent !== shown) progress.step(`${file}: ${percent} %`);
      shown = percent;
      yield chunk;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Opens every input once, so that a slip in the last name shows before the first file is cleaned. @throws CommandError */
export async function checkInputs(inputs: readonly PlannedFile[]): Promise<void> {
  for (const { file, path } of inputs) {
    try {
      await using handle = await open(path);
      // A folder opens, and says only when it is read that it is one.
      await handle.read(Buffer.alloc(1), 0, 1, 0);
    } catch (error) {
      throw unreadable(file, error);
    }
  }
}

/** What the system says about a path, as a message. */
export function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  const fix =
    code === 'ENOENT' ? 'check the path' : code === 'EISDIR' ? 'name the files in it' : 'check its permissions';
  const kind = code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' ? 'usage' : 'environment';
  return new CommandError('unreadable-file', kind, `${file}: expected a file that can be read, got ${code}; ${fix}`, {
    cause: error,
  });
}

async function openOutputs(planned: PlannedFile, sensitive: boolean): Promise<[OutputFile, OutputFile, OutputFile]> {
  const opened: OutputFile[] = [];
  try {
    const clean = await openOutputFile(planned.clean, 0o644);
    opened.push(clean);
    const quarantine = await openOutputFile(planned.quarantine, sensitive ? 0o600 : 0o644);
    opened.push(quarantine);
    return [clean, quarantine, await openOutputFile(planned.report, 0o644)];
  } catch (error) {
    await Promise.all(opened.map((file) => file.discard()));
    throw unwritable(planned.clean, error);
  }
}

function unwritable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  return new CommandError(
    'unwritable-folder',
    'environment',
    `${path}: expected a place to write to, got ${code}; choose another --out`,
    {
      cause: error,
    },
  );
}

/**
 * Cleans one file into its outputs, all of which appear at the end or not at all. A file that is refused as a whole gets its
 * quarantine and its report, which say why, and no clean file; one of an earlier run stays.
 * @throws CommandError when the file can't be read or the outputs can't be written
 */
export async function cleanOneFile(planned: PlannedFile, options: CleanOptions): Promise<CleanedFile> {
  const { cleanFile } = await import('../../lambda/clean/clean-file.ts');
  const { token, progress, now } = options;
  const started = now().getTime();
  const schema = schemaForFile(options.schema, planned.file);
  const sensitive = schema.columns.some((column) => column.sensitive !== undefined);
  const outputs = await openOutputs(planned, sensitive);
  const [clean, quarantine, report] = outputs;
  try {
    const result = await cleanFile(
      { file: planned.file, bytes: readInput(planned, progress), schema, token },
      {
        clean: (chunk) => clean.write(chunk),
        quarantine: (chunk) => quarantine.write(chunk),
        rejects: () => undefined,
      },
    );
    await report.write(Buffer.from(`${JSON.stringify(result.report, null, 2)}\n`));
    const published = result.status === 'failed' ? [quarantine, report] : outputs;
    for (const output of published) await output.publish();
    const seconds = (now().getTime() - started) / 1000;
    return { planned, result, written: published.map(({ path }) => path), seconds };
  } catch (error) {
    throw unwritable(planned.clean, error);
  } finally {
    await Promise.all(outputs.map((output) => output.discard()));
  }
}

/** A path as a message shows it: relative where that is shorter. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path).replaceAll('\\', '/');
  return short !== '' && short.length < path.length ? short : path;
}
