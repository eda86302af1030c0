import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/**
 * Remembers the sha256 of files that it has read, by what changes when a file is written: inode, size and times in nanoseconds.
 * A file that changes without changing one of them does not exist on the file systems that Node runs on.
 */
export class ContentVersions {
  readonly #known = new Map<string, { stamp: string; version: string }>();

  /** The version of an open file; it is read only when it is not known. The handle's position does not move. */
  async of(path: string, handle: FileHandle): Promise<string> {
    const stamp = stampOf(await handle.stat({ bigint: true }));
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.version;
    const hash = createHash('sha256');
    for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) hash.update(chunk);
    const version = hash.digest('hex');
    this.#known.set(path, { stamp, version });
    return version;
  }

  /** Notes a version that the writer knows. */
  note(path: string, stats: BigIntStats, version: string): void {
    this.#known.set(path, { stamp: stampOf(stats), version });
  }

  forget(path: string): void {
    this.#known.delete(path);
  }
}

const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ');
