import { createHash } from 'node:crypto';
import type { TaggedObject, TaggedStore } from '../../lambda/store/tagged-store.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';
import { type CleanBuckets, listRaw } from '../pipeline/find-stale.ts';
import { readCleaned } from '../pipeline/read-cleaned.ts';
import { findUnclear, type Unclear } from './find-unclear.ts';
import type { Tree } from './read-tree.ts';
import type { Closer, Seen } from './seen.ts';
import { emptyManifest, parseSyncManifest, type Side, syncManifestKey } from './sync-manifest.ts';
import { ownSha256, wantedOf } from './tree-object.ts';

const atOnce = 32;

/**
 * Looks at the lake. Of a tree that was synced already: one read, of the manifest, and listings of raw, of schemas and of clean's manifests.
 * @throws StoreError
 */
export async function look({ raw, processed }: CleanBuckets, tree: Tree): Promise<Seen> {
  const [got, files, schemas] = await Promise.all([
    processed.get(syncManifestKey),
    listRaw(raw),
    listSchemas(processed),
  ]);
  const manifest = (got === undefined ? undefined : parseSyncManifest(got.body.toString('utf8'))) ?? emptyManifest;
  const there = { files: byKey(files), schemas: byKey(schemas) };
  const closerAt = async (side: Side, store: TaggedStore) => {
    const unclear = findUnclear(side, wantedOf(tree, side), { manifest, there });
    return new Map(await fewAtOnce(unclear, atOnce, (one) => lookCloser(side, store, one)));
  };
  const [cleaned, closerFiles, closerSchemas] = await Promise.all([
    readCleaned(processed, new Map(Object.entries(manifest.cleaned))),
    closerAt('files', raw),
    closerAt('schemas', processed),
  ]);
  const closer = { files: closerFiles, schemas: closerSchemas };
  return { manifest, etag: got?.object.etag ?? null, there, closer, cleaned };
}

const byKey = <T extends { readonly key: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((one) => [one.key, one]));

async function listSchemas(processed: TaggedStore): Promise<TaggedObject[]> {
  const found: TaggedObject[] = [];
  for await (const object of processed.list('_schemas/')) found.push(object);
  return found;
}

async function lookCloser(side: Side, store: TaggedStore, { key, size }: Unclear): Promise<[string, Closer]> {
  const object = await store.describe(key);
  const own = object === undefined ? undefined : ownSha256(side, key, object.metadata);
  if (object === undefined || own !== undefined || object.size !== size) return [key, { object, own, sha256: own }];
  const digest = createHash('sha256');
  for await (const chunk of store.read(key, object.etag)) digest.update(chunk);
  return [key, { object, own, sha256: digest.digest('hex') }];
}
