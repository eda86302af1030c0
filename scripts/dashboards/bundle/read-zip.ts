import { crc32, inflateRawSync } from 'node:zlib';

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

const signatures = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;
const lengths = { end: 22, central: 46, local: 30, longestComment: 0xffff } as const;
/** What a field of 16 or 32 bits holds when the true number stands in a zip64 record. */
const beyond = { short: 0xffff, long: 0xffffffff } as const;

/**
 * The files of a zip archive, stored or deflated, in the order of its directory; folders are left out. PKWARE's APPNOTE 6.3, without
 * encryption, zip64 and parts. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @returns what is wrong with the archive, as a message has it, when there is anything
 */
export function readZip(
  archive: Uint8Array,
  limits: ZipLimits = { entries: 2_000, bytes: 256 * 1024 * 1024 },
): { readonly entries: readonly ZipEntry[] } | { readonly problem: string } {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(bytes);
  if (end === undefined) return { problem: 'no zip archive, or a part of one' };
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === beyond.short || at === beyond.long) return { problem: 'a zip64 archive' };
  if (count > limits.entries) return { problem: `${count} files, more than ${limits.entries}` };
  const entries: ZipEntry[] = [];
  let left = limits.bytes;
  for (let index = 0; index < count; index += 1) {
    if (!has(bytes, at, lengths.central, signatures.central)) return { problem: 'a damaged zip archive' };
    const next = at + lengths.central + [28, 30, 32].reduce((sum, field) => sum + bytes.readUInt16LE(at + field), 0);
    const read = readEntry(bytes, at, left);
    if ('problem' in read) return read;
    if (!read.name.endsWith('/')) entries.push(read);
    left -= read.bytes.length;
    at = next;
  }
  return { entries };
}

/** Where the record stands that ends an archive: a comment of any length may follow it. */
function findEnd(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - lengths.end - lengths.longestComment);
  for (let at = bytes.length - lengths.end; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === signatures.end) return at;
  return undefined;
}

function has(bytes: Buffer, at: number, length: number, signature: number): boolean {
  return at + length <= bytes.length && bytes.readUInt32LE(at) === signature;
}

/** @param at its record in the directory; @param most bytes that it may unpack to */
function readEntry(bytes: Buffer, at: number, most: number): ZipEntry | { readonly problem: string } {
  const nameAt = at + lengths.central;
  const name = bytes.toString('utf8', nameAt, nameAt + bytes.readUInt16LE(at + 28));
  const damaged = { problem: `a damaged zip archive, at ${name}` };
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  const [packed, size, local] = [20, 24, 42].map((field) => bytes.readUInt32LE(at + field));
  if (packed === undefined || size === undefined || local === undefined) return damaged;
  if ((flags & 1) === 1) return { problem: `an encrypted file, ${name}` };
  if (packed === beyond.long || size === beyond.long || local === beyond.long) return { problem: 'a zip64 archive' };
  if (method !== 0 && method !== 8) return { problem: `a file packed by method ${method}, ${name}` };
  if (size > most) return { problem: 'more than is unpacked of a bundle' };
  if (!has(bytes, local, lengths.local, signatures.local)) return damaged;
  const start = local + lengths.local + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packed > bytes.length) return damaged;
  const data = bytes.subarray(start, start + packed);
  const unpacked = method === 0 ? data : inflated(data, size);
  if (unpacked?.length !== size || crc32(unpacked) !== bytes.readUInt32LE(at + 16)) return damaged;
  return { name, bytes: unpacked };
}

/** @returns undefined for what is no deflated data, or more than `size` */
function inflated(data: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
