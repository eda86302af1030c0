import type { Manifest } from '../clean/manifest.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { outputPlaces } from './output-keys.ts';

/** What a raw key has given, whole or half: found by listing, whatever the manifest says. */
export interface FoundOutputs {
  readonly processed: readonly string[];
  readonly quarantine: readonly string[];
}

interface Buckets {
  readonly processed: ObjectStore;
  readonly quarantine: ObjectStore;
}

async function listPlace(
  store: ObjectStore,
  { prefix, pattern }: { prefix: string; pattern: RegExp },
): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.keys(prefix)) if (pattern.test(key.slice(prefix.length))) keys.push(key);
  return keys;
}

/** Lists all parts, reports, rejects, runs and quarantines of a raw key. */
export async function findOutputs(buckets: Buckets, file: string): Promise<FoundOutputs> {
  const places = outputPlaces(file);
  const [processed, quarantine] = await Promise.all([
    Promise.all(places.processed.map((place) => listPlace(buckets.processed, place))),
    Promise.all(places.quarantine.map((place) => listPlace(buckets.quarantine, place))),
  ]);
  return { processed: processed.flat(), quarantine: quarantine.flat() };
}

/** The keys that a manifest names, by bucket. */
export function namedOutputs(manifest: Manifest | undefined): FoundOutputs {
  if (manifest === undefined) return { processed: [], quarantine: [] };
  const { parts, rejects, run, report, quarantine } = manifest;
  return {
    processed: [report, ...[...parts, ...(rejects === undefined ? [] : [rejects]), run].map(({ key }) => key)],
    quarantine: quarantine === undefined ? [] : [quarantine.key],
  };
}

/** Whether all that the manifest names was found. */
export function isComplete(manifest: Manifest, found: FoundOutputs): boolean {
  const named = namedOutputs(manifest);
  return (
    named.processed.every((key) => found.processed.includes(key)) &&
    named.quarantine.every((key) => found.quarantine.includes(key))
  );
}

/** Removes what was found and the manifest does not name. */
export async function sweepOutputs(
  buckets: Buckets,
  found: FoundOutputs,
  manifest: Manifest | undefined,
): Promise<void> {
  const named = namedOutputs(manifest);
  for (const bucket of ['processed', 'quarantine'] as const) {
    for (const key of found[bucket]) if (!named[bucket].includes(key)) await buckets[bucket].remove(key);
  }
}

/**
 * The raw keys that something was made of, by what lies in the buckets: also those whose removal was cut short after the manifest
 * went, which nothing else names any more. Reconciling them finishes the removal.
 */
export async function filesWithOutputs(buckets: Buckets): Promise<string[]> {
  const patterns = {
    processed: [
      /^_manifests\/(.+)\.json$/,
      /^_(?:rejects|runs)\/(.+)\/[0-9a-f]{16}\.csv$/,
      /^_reports\/(.+)\/[0-9a-f]{16}\.json$/,
      /^([^_].*)\/[0-9a-f]{16}\/part-\d{5}\.csv$/,
    ],
    quarantine: [/^(.+)\/[0-9a-f]{16}\.ndjson$/],
  };
  const files = new Set<string>();
  for (const bucket of ['processed', 'quarantine'] as const) {
    for await (const key of buckets[bucket].keys('')) {
      for (const pattern of patterns[bucket]) {
        const file = pattern.exec(key)?.[1];
        if (file !== undefined) files.add(file);
      }
    }
  }
  return [...files].sort();
}
