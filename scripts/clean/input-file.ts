import { closeSync, createReadStream, openSync, readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import type { PlannedFile } from './plan-outputs.ts';
import { standardInput } from './standard-input.ts';

/** Files up to this size are read at once: opening a stream for each would take longer than cleaning it. */
const smallFile = 256 * 1024;

/**
 * Looks at every input, so that a slip in the last name shows before the first file is cleaned. Pipes are left alone: what is read
 * of them is gone.
 * @returns their sizes in bytes, by path; none for the standard input and for pipes
 * @throws CommandError for a file that is not there or can't be read
 */
export function checkInputs(inputs: readonly Pick<PlannedFile, 'file' | 'path'>[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { file, path } of inputs) {
    if (path === standardInput.path) continue;
    try {
      const found = statSync(path);
      if (found.isDirectory()) throw Object.assign(new TypeError(path), { syscall: 'read', code: 'EISDIR' });
      if (!found.isFile()) continue;
      closeSync(openSync(path, 'r'));
      sizes.set(path, found.size);
    } catch (error) {
      throw unreadable(file, error);
    }
  }
  return sizes;
}

/**
 * An input's bytes, in chunks.
 * @param size in bytes, when it is known
 * @throws CommandError when reading fails
 */
export async function* readInput(
  { file, path }: Pick<PlannedFile, 'file' | 'path'>,
  size: number | undefined,
  { stdin }: Pick<Effects, 'stdin'>,
): AsyncGenerator<Uint8Array> {
  try {
    if (path === standardInput.path) yield* stdin ?? process.stdin;
    else if (size !== undefined && size <= smallFile) yield readFileSync(path);
    else yield* createReadStream(path, { highWaterMark: 256 * 1024 });
  } catch (error) {
    throw unreadable(file, error);
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
