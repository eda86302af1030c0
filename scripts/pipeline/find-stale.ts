import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { TaggedObject, TaggedStore } from '../../lambda/store/tagged-store.ts';
import type { CleanedFiles } from './cleaned.ts';
import { readCleaned } from './read-cleaned.ts';

/** What outputs are made from today. */
export interface Today {
  /** By dataset. Files of one that is not in here are not judged: the function ignores them, or its schema can't be read now. */
  readonly schemas: ReadonlyMap<string, DatasetSchema>;
  /** lambda/clean/engine-version.ts of what is deployed. */
  readonly engineVersion: string;
  /** The version of the secret; undefined: not known, so that nothing is stale for it. */
  readonly tokenKeyId: string | undefined;
}

/**
 * Why what is clean of a file is not today's. `missed`: there is no manifest; `raw`, `schema`, `engine`, `token`: it was made from another one;
 * `gone`: the raw object is no more, and its manifest is.
 */
export type StaleReason = 'missed' | 'raw' | 'schema' | 'engine' | 'token' | 'gone';

export interface StaleFile {
  /** Raw key. */
  readonly key: string;
  readonly reasons: readonly StaleReason[];
}

/** Pure: compares raw as it is with what manifests say. @returns in code-point order */
export function judgeStale(raw: Iterable<TaggedObject>, cleaned: CleanedFiles, today: Today): StaleFile[] {
  const stale: StaleFile[] = [];
  const there = new Set<string>();
  for (const { key, version } of raw) {
    there.add(key);
    const schema = today.schemas.get(datasetOf(key));
    if (schema === undefined || schema.source === 'lake') continue;
    const reasons = reasonsOf(version, schema, cleaned.get(key), today);
    if (reasons.length > 0) stale.push({ key, reasons });
  }
  for (const key of cleaned.keys()) if (!there.has(key)) stale.push({ key, reasons: ['gone'] });
  return stale.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The dataset that a raw key belongs to; '' for one in no folder. */
export const datasetOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')));

function reasonsOf(
  version: string,
  schema: DatasetSchema,
  cleaned: ReturnType<CleanedFiles['get']>,
  { engineVersion, tokenKeyId }: Today,
): StaleReason[] {
  if (cleaned === undefined) return ['missed'];
  const tokens = schema.columns.some(({ sensitive }) => sensitive === 'tokenise');
  const token = tokens ? tokenKeyId : 'none';
  const reasons: StaleReason[] = [];
  if (cleaned.rawVersion !== version) reasons.push('raw');
  if (cleaned.schemaHash !== schema.hash) reasons.push('schema');
  if (cleaned.engineVersion !== engineVersion) reasons.push('engine');
  if (token !== undefined && cleaned.tokenKeyId !== token) reasons.push('token');
  return reasons;
}

/** What a look at the lake found. */
export interface Staleness {
  readonly stale: readonly StaleFile[];
  /** All manifests, to be given to the next look. */
  readonly cleaned: CleanedFiles;
  /** Raw as it is. */
  readonly raw: readonly TaggedObject[];
}

/** The two buckets that say what is clean. */
export interface CleanBuckets {
  readonly raw: TaggedStore;
  readonly processed: TaggedStore;
}

/**
 * The files, committed or uploaded, whose outputs are not today's. Costs a listing of raw, one of manifests, and a read of each manifest that
 * is not known.
 * @param known manifests of an earlier look
 * @throws StoreError
 */
export async function findStale(buckets: CleanBuckets, today: Today, known?: CleanedFiles): Promise<Staleness> {
  const [raw, cleaned] = await Promise.all([listRaw(buckets.raw), readCleaned(buckets.processed, known)]);
  return { stale: judgeStale(raw, cleaned, today), cleaned, raw };
}

/** Raw as it is. */
export async function listRaw(raw: TaggedStore): Promise<TaggedObject[]> {
  const objects: TaggedObject[] = [];
  for await (const object of raw.list('')) objects.push(object);
  return objects;
}
