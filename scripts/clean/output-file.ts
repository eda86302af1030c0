import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** A file that appears whole or not at all: bytes go beside it, and `publish` renames. */
export interface OutputFile {
  readonly path: string;
  /** Takes the next bytes and copies them: the caller may use the chunk again at once. */
  write(chunk: Uint8Array): Promise<void> | void;
  /** Puts the file in its place. */
  publish(): Promise<void>;
  /** Removes what was written; nothing after `publish`. */
  discard(): Promise<void>;
}

/** Bytes of a buffer: at first, so that a thousand small files are cheap, and at most, so that large ones take few calls. */
const firstSize = 16 * 1024;
const mostSize = 512 * 1024;

/** Names of temporary files: no other process has the same, and none of this one. */
const ownName = randomBytes(4).toString('hex');
let opened = 0;

/** Writes a file that is small enough for one call: handing it to a thread would take longer. */
function writeAtOnce(path: string, mode: number, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
}

/** Two buffers: one is filled while the other is on its way to the disk. */
class BufferedFile implements OutputFile {
  readonly path: string;
  readonly #temporary: string;
  readonly #mode: number;
  #filling: Buffer = Buffer.alloc(0);
  #length = 0;
  #spare: Buffer | undefined;
  #handle: FileHandle | undefined;
  #writing: Promise<void> | undefined;
  #done = false;

  constructor(path: string, mode: number) {
    this.path = path;
    this.#temporary = `${path}.${ownName}-${++opened}.tmp`;
    this.#mode = mode;
  }

  write(chunk: Uint8Array): Promise<void> | void {
    if (this.#length + chunk.length > mostSize) return this.#writeThrough(chunk);
    this.#add(chunk);
  }

  async publish(): Promise<void> {
    const rest = this.#filling.subarray(0, this.#length);
    if (this.#writing === undefined) writeAtOnce(this.#temporary, this.#mode, rest);
    else {
      await this.#writing;
      await this.#handle?.writeFile(rest);
      await this.#close();
    }
    await rename(this.#temporary, this.path);
    this.#done = true;
  }

  async discard(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    // What went wrong with it was told to whoever waited for it.
    await this.#writing?.catch(() => undefined);
    await this.#close();
    await rm(this.#temporary, { force: true });
  }

  #add(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#filling.length) {
      const size = Math.min(mostSize, Math.max(firstSize, needed, this.#filling.length * 2));
      const larger = Buffer.allocUnsafe(size);
      larger.set(this.#filling.subarray(0, this.#length));
      this.#filling = larger;
    }
    this.#filling.set(chunk, this.#length);
    this.#length = needed;
  }

  async #writeThrough(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const end = Math.min(chunk.length, at + mostSize - this.#length);
      this.#add(chunk.subarray(at, end));
      at = end;
      if (this.#length === mostSize) await this.#swap();
    }
  }

  async #swap(): Promise<void> {
    await this.#writing;
    const full = this.#filling;
    this.#filling = this.#spare ?? Buffer.allocUnsafe(mostSize);
    this.#spare = full;
    this.#length = 0;
    this.#writing = this.#writeOut(full);
    // The next one to wait for it gets the error; until then nobody may have.
    this.#writing.catch(() => undefined);
  }

  async #writeOut(bytes: Uint8Array): Promise<void> {
    this.#handle ??= await open(this.#temporary, 'wx', this.#mode);
    await this.#handle.writeFile(bytes);
  }

  async #close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}

/**
 * Makes a file that is written beside its place.
 * @param path absolute
 * @param mode permission bits, less the umask
 * @returns the file; its `write` and `publish` throw the system's error when it can't be written
 */
export const openOutputFile = (path: string, mode: number): OutputFile => new BufferedFile(path, mode);
