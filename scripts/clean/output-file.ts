import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** A file that appears whole or not at all: bytes go beside it, and `publish` renames. */
export interface OutputFile {
  readonly path: string;
  write(chunk: Uint8Array): Promise<void>;
  /** Puts the file in its place. */
  publish(): Promise<void>;
  /** Removes what was written; nothing after `publish`. */
  discard(): Promise<void>;
}

/**
 * Opens a file for writing beside its place.
 * @param path absolute
 * @param mode permission bits, less the umask
 * @throws the system's error when the folder can't be written
 */
export async function openOutputFile(path: string, mode: number): Promise<OutputFile> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  let handle: FileHandle | undefined = await open(temporary, 'wx', mode);
  const close = async (): Promise<void> => {
    await handle?.close();
    handle = undefined;
  };
  return {
    path,
    async write(chunk) {
      await handle?.writeFile(chunk);
    },
    async publish() {
      await close();
      await rename(temporary, path);
    },
    async discard() {
      await close();
      await rm(temporary, { force: true });
    },
  };
}
