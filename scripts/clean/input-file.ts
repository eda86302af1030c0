import { Buffer } from 'node:buffer';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import process from 'node:process';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import type { PlannedFile } from './plan-outputs.ts';
import { standardInput } from './standard-input.ts';

/** Files up to this size are read at once: opening a stream for each would take longer than cleaning it. */
const smallFile = 256 * 1024;
const chunkSize = 512 * 1024;

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
 * An input's bytes, in chunks. A chunk may be overwritten when the next but one is asked for, as `CleanInput` allows.
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
    else yield* readInTurn(path);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Reads into two buffers in turn, so that a large file takes no more memory than they do. */
async function* readInTurn(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    let [reading, other] = [Buffer.allocUnsafeSlow(chunkSize), Buffer.allocUnsafeSlow(chunkSize)];
    for (;;) {
      const length = await fill(file, reading);
      if (length === 0) return;
      yield reading.subarray(0, length);
      [reading, other] = [other, reading];
    }
  } finally {
    await file.close();
  }
}

/** Reads until the buffer is full or the file ends. @returns how many bytes there were */
async function fill(file: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
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
