import type { DescribedObject, TaggedObject } from '../../lambda/store/tagged-store.ts';
import type { CleanedFiles } from '../pipeline/cleaned.ts';
import type { Side, SyncManifest } from './sync-manifest.ts';

/** What was looked at more closely, since the manifest did not say enough. */
export interface Closer {
  /** Undefined: gone by the time that it was looked at. */
  readonly object: DescribedObject | undefined;
  /** By its metadata, where sync has put it. */
  readonly own: string | undefined;
  /** Of the content: sync's own word, or read where the size is the wanted one's. */
  readonly sha256: string | undefined;
}

type BySide<T> = Readonly<Record<Side, ReadonlyMap<string, T>>>;

/** The lake as a sync finds it. Maps are by key. */
export interface Seen {
  readonly manifest: SyncManifest;
  /** Of the manifest's object; null: there is none. */
  readonly etag: string | null;
  /** What lies in raw, and below `_schemas/` of processed. */
  readonly there: BySide<TaggedObject>;
  readonly closer: BySide<Closer>;
  readonly cleaned: CleanedFiles;
}
