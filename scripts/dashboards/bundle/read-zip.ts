// zip.js: kept up, no dependencies of its own, checks checksums, overlaps and sizes; fflate checks no checksum.
import { configure, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';

/** A file within an archive. */
export interface ZipEntry {
  /** With slashes, as the archive has it. It is shown and compared, and never becomes a path of the disk. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How much is unpacked at most. A definition has 3 MB; an archive of a few kB may claim terabytes. */
export interface ZipLimits {
  readonly entries: number;
  readonly bytes: number;
}

// A bundle is small: a thread of its own would take longer to start.
configure({ useWebWorkers: false });

/**
 * The files of a zip archive in the order of its directory; folders are left out.
 * @returns what is wrong with the archive, as a message has it, when there is anything
 */
export async function readZip(
  archive: Uint8Array,
  limits: ZipLimits = { entries: 2_000, bytes: 256 * 1024 * 1024 },
): Promise<{ readonly entries: readonly ZipEntry[] } | { readonly problem: string }> {
  const reader = new ZipReader(new Uint8ArrayReader(archive), { checkSignature: true, checkOverlappingEntry: true });
  let at = '';
  try {
    const listed = await reader.getEntries();
    if (listed.length > limits.entries) return { problem: `${listed.length} files, more than ${limits.entries}` };
    const entries: ZipEntry[] = [];
    let left = limits.bytes;
    for (const entry of listed) {
      if (entry.directory) continue;
      at = `, at ${entry.filename}`;
      if (entry.encrypted) return { problem: `an encrypted file, ${entry.filename}` };
      if (entry.uncompressedSize > left) return { problem: 'more than is unpacked of a bundle' };
      const bytes = await unpack(entry);
      left -= bytes.length;
      entries.push({ name: entry.filename, bytes });
    }
    return { entries };
  } catch (error) {
    // Whatever the library finds at fault is the archive's: it reads nothing else.
    if (error instanceof Error) return { problem: `what can't be read as a zip archive${at} (${error.message})` };
    throw error;
  } finally {
    await reader.close();
  }
}

/** @throws Error when there is more than the directory says, whatever the data unpacks to */
async function unpack(entry: FileEntry): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize);
  let filled = 0;
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      if (filled + chunk.length > bytes.length) throw new RangeError('more data than its directory says');
      bytes.set(chunk, filled);
      filled += chunk.length;
    },
  });
  await entry.getData(writable);
  if (filled < bytes.length) throw new RangeError('less data than its directory says');
  return bytes;
}
