import { StoreError } from '../../lambda/store/object-store.ts';
import type { TaggedObject, TaggedStore } from '../../lambda/store/tagged-store.ts';
import { CommandError } from '../cli/command-error.ts';
import type { CleanedFiles } from '../pipeline/cleaned.ts';
import {
  parseSyncManifest,
  type Side,
  type SyncEntry,
  type SyncManifest,
  syncManifestKey,
  writeSyncManifest,
} from './sync-manifest.ts';

type Records<T> = Record<Side, Record<string, T>>;

/** Milliseconds between writes while objects are put: what a cut sync put is told by the objects themselves, so this only spares looking at them. */
const between = 10_000;

/**
 * The manifest of a sync under way. Each write is on condition that nobody wrote it since: of two syncs at once, the one that writes second stops
 * there.
 */
export class ManifestWriter {
  readonly #processed: TaggedStore;
  readonly #writer: string;
  readonly #entries: Records<SyncEntry>;
  readonly #begun: Records<string>;
  #cleaned: SyncManifest['cleaned'];
  #etag: string | null;
  #turn: Promise<void> = Promise.resolve();
  #saved = performance.now();

  /**
   * @param last the manifest as it was read, and its object's ETag; null: there was none
   * @param writer a name that no other sync has
   */
  constructor(
    processed: TaggedStore,
    last: { readonly manifest: SyncManifest; readonly etag: string | null },
    writer: string,
  ) {
    const { files, schemas, begun, cleaned } = last.manifest;
    this.#processed = processed;
    this.#writer = writer;
    this.#entries = { files: { ...files }, schemas: { ...schemas } };
    this.#begun = { files: { ...begun.files }, schemas: { ...begun.schemas } };
    this.#cleaned = cleaned;
    this.#etag = last.etag;
  }

  /** About to put an object of this content. */
  begin(side: Side, key: string, sha256: string): void {
    this.#begun[side][key] = sha256;
  }

  /** The object lies there now. */
  note(side: Side, key: string, entry: SyncEntry): void {
    this.#entries[side][key] = entry;
    delete this.#begun[side][key];
  }

  forget(side: Side, key: string): void {
    delete this.#entries[side][key];
    delete this.#begun[side][key];
  }

  /** @returns whether that was news */
  noteCleaned(cleaned: CleanedFiles): boolean {
    const known = this.#cleaned;
    const isNews =
      cleaned.size !== Object.keys(known).length || [...cleaned].some(([key, { etag }]) => known[key]?.etag !== etag);
    this.#cleaned = Object.fromEntries(cleaned);
    return isNews;
  }

  /** Writes it, if that was not done a moment ago. */
  async saveNowAndThen(): Promise<void> {
    if (performance.now() - this.#saved < between) return;
    await this.save();
  }

  /** @throws CommandError `another-sync`; StoreError */
  async save(): Promise<void> {
    this.#saved = performance.now();
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#write());
    return this.#turn;
  }

  async #write(): Promise<void> {
    const [entries, writer] = [this.#entries, this.#writer];
    const manifest = { format: 1, writer, ...entries, begun: this.#begun, cleaned: this.#cleaned } as const;
    const body = writeSyncManifest(manifest);
    try {
      this.#etag = (await this.#processed.put(syncManifestKey, body, { ifETag: this.#etag })).etag;
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'conflict')) throw error;
      this.#etag = (await this.#own(body))?.etag ?? anotherSync(this.#processed.name, error);
    }
  }

  /** A write whose answer was lost and that was sent again meets itself. */
  async #own(body: Uint8Array): Promise<TaggedObject | undefined> {
    const got = await this.#processed.get(syncManifestKey);
    const isOwn = got !== undefined && parseSyncManifest(got.body.toString('utf8'))?.writer === this.#writer;
    return isOwn && got.body.equals(body) ? got.object : undefined;
  }
}

function anotherSync(name: string, cause: unknown): never {
  const message = `${name}${syncManifestKey}: expected to be the one sync of this lake, got a manifest that another one wrote meanwhile; wait for it to end, then run this again`;
  throw new CommandError('another-sync', 'environment', message, { cause });
}
