import { parseManifest } from '../../lambda/reconcile/read-manifests.ts';
import type { TaggedStore } from '../../lambda/store/tagged-store.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';
import { type Cleaned, type CleanedFiles, cleanedBy } from './cleaned.ts';

const prefix = '_manifests/';
/** Reads under way at once: each waits for the network. */
const atOnce = 32;

/**
 * The manifests of processed as they are now: one listing, and a read of each that is not known at its ETag.
 * @param known of an earlier look
 * @returns by raw key; an object there that is no manifest counts as none
 */
export async function readCleaned(processed: TaggedStore, known: CleanedFiles = new Map()): Promise<CleanedFiles> {
  const found: [string, Cleaned][] = [];
  const unknown: string[] = [];
  for await (const { key, etag } of processed.listTags(prefix)) {
    if (!key.endsWith('.json')) continue;
    const file = key.slice(prefix.length, -'.json'.length);
    const last = known.get(file);
    if (last?.etag === etag) found.push([file, last]);
    else unknown.push(file);
  }
  const read = await fewAtOnce(unknown, atOnce, async (file): Promise<[string, Cleaned][]> => {
    // One that is gone by now was retired between the two requests.
    const got = await processed.get(`${prefix}${file}.json`);
    const manifest = got === undefined ? undefined : parseManifest(got.body.toString('utf8'));
    return got === undefined || manifest === undefined ? [] : [[file, cleanedBy(manifest, got.object.etag)]];
  });
  return new Map([...found, ...read.flat()]);
}
