import { isObject } from '../../lambda/handler/json-value.ts';
import type { Cleaned } from '../pipeline/cleaned.ts';

/**
 * Where sync keeps what it knows: in processed, for raw would tell the clean function of each write. Processed is told of below `_manifests/` alone, and the
 * crawler leaves `_sync/` out.
 */
export const syncManifestKey = '_sync/manifest.json';

/** An object that sync has put, or found with the same content, and what it was then. */
export interface SyncEntry {
  readonly sha256: string;
  readonly size: number;
  readonly etag: string;
  readonly version: string;
  /** Of the tree that it was put from; `-dirty` behind it for one that differs from the commit. */
  readonly commit: string;
  /** Of the file in the repository. */
  readonly path: string;
}

/** The two kinds of objects that sync puts: files into raw, schemas into processed. */
export const sides = ['files', 'schemas'] as const;
export type Side = (typeof sides)[number];

/** Everything that sync knows of a lake. Keys are those of objects, sorted. */
export interface SyncManifest {
  readonly format: 1;
  /** Of the sync that wrote it, by chance: it tells its own writes from others'. */
  readonly writer: string;
  readonly files: Readonly<Record<string, SyncEntry>>;
  readonly schemas: Readonly<Record<string, SyncEntry>>;
  /** Content (sha256) by key: what a sync is about to put. One that is cut leaves it here, and the next one knows which objects may be ours. */
  readonly begun: Readonly<Record<Side, Readonly<Record<string, string>>>>;
  /** What manifests of clean said at which ETag, by raw key, so that they are not read again. */
  readonly cleaned: Readonly<Record<string, Cleaned>>;
}

export const emptyManifest: SyncManifest = {
  ...{ format: 1, writer: '', files: {}, schemas: {}, begun: { files: {}, schemas: {} }, cleaned: {} },
};

/** @returns undefined for a text that is no manifest: it was damaged by hand, and what objects say of themselves takes its place */
export function parseSyncManifest(text: string): SyncManifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['format'] !== 1) return undefined;
  const begun = value['begun'];
  const parts = [
    ...['files', 'schemas', 'begun', 'cleaned'].map((name) => value[name]),
    ...sides.map((side) => (isObject(begun) ? begun[side] : undefined)),
  ];
  // Ours, and written whole: what its parts hold was checked when it was written.
  return parts.every(isObject) ? (value as unknown as SyncManifest) : undefined;
}

/** The same manifest, the same bytes. */
export function writeSyncManifest(manifest: SyncManifest): Uint8Array {
  const { format, writer, files, schemas, begun, cleaned } = manifest;
  const sorted = {
    ...{ format, writer, files: byKey(files), schemas: byKey(schemas), cleaned: byKey(cleaned) },
    begun: { files: byKey(begun.files), schemas: byKey(begun.schemas) },
  };
  return new TextEncoder().encode(`${JSON.stringify(sorted)}\n`);
}

const byKey = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
