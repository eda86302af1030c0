import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkKey } from './check-key.ts';
import { ContentVersions } from './content-version.ts';
import {
  type ObjectStore,
  type ReadOptions,
  type StoredObject,
  StoreError,
  type WriteOptions,
} from './object-store.ts';
import { conflict, denied, illegalKey, notFound, unavailable } from './store-errors.ts';
import { sweepLeftovers, temporaryFolder, temporaryName } from './sweep-leftovers.ts';

export interface FileStoreOptions {
  /** Permission bits of new files; 0o600 keeps a quarantine from other users of the machine. Default 0o644, less the umask. */
  readonly mode?: number;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
const absent = new Set<unknown>(['ENOENT', 'ENOTDIR', 'EISDIR']);
const forbidden = new Set<unknown>(['EACCES', 'EPERM', 'EROFS']);

/**
 * A bucket in a folder. A version is the sha256 (hex) of the content, and only the newest is kept. Objects are written beside and
 * renamed, so that a reader, or a kill, never meets half of one; a power cut may. Conditions hold among the writers of one
 * process: who lets several processes write locks the folder.
 */
export class FileStore implements ObjectStore {
  readonly #root: string;
  readonly #mode: number;
  readonly #versions = new ContentVersions();
  /** The last conditional step on each key: the next one waits for it. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #prepared: Promise<unknown> | undefined;

  /** @param root the folder; it is made by the first write */
  constructor(root: string, { mode = 0o644 }: FileStoreOptions = {}) {
    this.#root = resolve(root);
    this.#mode = mode;
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const path = this.#path(key);
    const handle = await open(path).catch((error) => this.#absent(error, key, 'read'));
    if (handle === undefined) return undefined;
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return undefined;
      return { key, version: await this.#versions.of(path, handle), size: stats.size };
    } catch (error) {
      throw this.#failure(error, key, 'read');
    } finally {
      await handle.close();
    }
  }

  async *read(key: string, version?: string, { signal }: ReadOptions = {}): AsyncIterable<Uint8Array> {
    const path = this.#path(key);
    const handle = await open(path).catch((error) => this.#absent(error, key, 'read'));
    if (handle === undefined) throw notFound(this.#name, key, version);
    try {
      if (!(await handle.stat()).isFile()) throw notFound(this.#name, key, version);
      if (version !== undefined && (await this.#versions.of(path, handle)) !== version) {
        throw notFound(this.#name, key, version);
      }
      for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 })) {
        signal?.throwIfAborted();
        yield chunk;
      }
    } catch (error) {
      throw this.#failure(error, key, 'read');
    } finally {
      await handle.close();
    }
  }

  async write(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    options: WriteOptions = {},
  ): Promise<StoredObject> {
    const path = this.#path(key);
    const temporary = join(this.#root, temporaryFolder, temporaryName(randomBytes(8).toString('hex')));
    try {
      await this.#prepare();
      const { version, size } = await this.#spool(temporary, body, options.signal);
      await this.#inTurn(key, async () => {
        await this.#checkCondition(key, options.ifVersion);
        await this.#publish(temporary, path, key, options.ifVersion === null);
        this.#versions.note(path, await stat(path, { bigint: true }), version);
      });
      return { key, version, size };
    } catch (error) {
      await rm(temporary, { force: true });
      throw this.#failure(error, key, 'write');
    }
  }

  async remove(key: string): Promise<void> {
    const path = this.#path(key);
    try {
      await this.#inTurn(key, () => rm(path, { force: true }));
      this.#versions.forget(path);
      await this.#removeEmptyFolders(dirname(path));
    } catch (error) {
      throw this.#failure(error, key, 'remove');
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    for await (const key of this.keys(prefix)) {
      const object = await this.head(key);
      if (object !== undefined) yield object;
    }
  }

  async *keys(prefix: string): AsyncIterable<string> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '') checkKey(folder.slice(0, -1));
    for await (const key of this.#walk(folder)) if (key.startsWith(prefix)) yield key;
  }

  get #name(): string {
    return `${this.#root}/`.replaceAll('\\', '/');
  }

  #path(key: string): string {
    const names = checkKey(key);
    if (names[0] === temporaryFolder) throw illegalKey(key, temporaryFolder);
    return join(this.#root, ...names);
  }

  /** @returns undefined when there is no such file; anything else is thrown, as our own error. */
  #absent(error: unknown, key: string, action: string): undefined {
    if (!absent.has(codeOf(error))) throw this.#failure(error, key, action);
    return undefined;
  }

  #failure(error: unknown, key: string, action: string): unknown {
    // What is not from the system comes from the body, and is the writer's own.
    if (error instanceof StoreError || !(error instanceof Error && 'syscall' in error)) return error;
    if (forbidden.has(codeOf(error))) return denied(this.#name, key, action, error);
    return unavailable(this.#name, key, action, error);
  }

  /** Once: makes the folder of temporary files, and removes those of writers that are gone. */
  #prepare(): Promise<unknown> {
    this.#prepared ??= mkdir(join(this.#root, temporaryFolder), { recursive: true }).then(() =>
      sweepLeftovers(join(this.#root, temporaryFolder)),
    );
    return this.#prepared;
  }

  /** Writes the body to a temporary file. Chunks go out one by one: memory holds one. */
  async #spool(
    temporary: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<{ version: string; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    const handle = await open(temporary, 'wx', this.#mode);
    try {
      for await (const chunk of body instanceof Uint8Array ? [body] : body) {
        signal?.throwIfAborted();
        hash.update(chunk);
        size += chunk.length;
        await handle.writeFile(chunk);
      }
    } finally {
      await handle.close();
    }
    return { version: hash.digest('hex'), size };
  }

  async #checkCondition(key: string, expected: string | null | undefined): Promise<void> {
    if (expected === undefined) return;
    const current = await this.head(key);
    if ((current?.version ?? null) !== expected) throw conflict(this.#name, key, expected);
  }

  /** Puts the finished file in its place: by a link where none may stand there, which no other process can slip past. */
  async #publish(temporary: string, path: string, key: string, exclusive: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        if (!exclusive) return await rename(temporary, path);
        await link(temporary, path);
        return await rm(temporary);
      } catch (error) {
        if (codeOf(error) === 'EEXIST') throw conflict(this.#name, key, null, error);
        // The folder is not there yet, or was empty and a `remove` took it away.
        if (codeOf(error) !== 'ENOENT' || attempt === 5) throw error;
        await mkdir(dirname(path), { recursive: true });
      }
    }
  }

  async #inTurn<Result>(key: string, step: () => Promise<Result>): Promise<Result> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    const turn = before.then(step, step);
    this.#turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }

  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let current = folder; current.length > this.#root.length; current = dirname(current)) {
      try {
        await rmdir(current);
      } catch {
        // Not empty, or gone: either way there is nothing to tidy.
        return;
      }
    }
  }

  async *#walk(folder: string): AsyncGenerator<string> {
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch((error) =>
      this.#absent(error, folder, 'list'),
    );
    // A folder sorts as its keys do: `a.csv` comes before `a/b`.
    const named = (entries ?? []).map((entry) => ({
      entry,
      sort: entry.isDirectory() ? `${entry.name}/` : entry.name,
    }));
    named.sort((left, right) => (left.sort < right.sort ? -1 : 1));
    for (const { entry, sort } of named) {
      if (folder === '' && entry.name === temporaryFolder) continue;
      if (entry.isDirectory()) yield* this.#walk(`${folder}${sort}`);
      else if (entry.isFile()) yield `${folder}${sort}`;
    }
  }
}
