import { StoreError } from '../../lambda/store/object-store.ts';
import type { TaggedObject } from '../../lambda/store/tagged-store.ts';
import { CommandError } from '../cli/command-error.ts';
import { fewAtOnce } from '../lake/few-at-once.ts';
import type { CleanBuckets } from '../pipeline/find-stale.ts';
import type { ManifestWriter } from './manifest-writer.ts';
import type { Tree } from './read-tree.ts';
import { bodyOf } from './read-wanted.ts';
import type { Step } from './step.ts';
import type { Side } from './sync-manifest.ts';
import { metadataOf, ownSha256, type Wanted } from './tree-object.ts';

type Put = Extract<Step, { do: 'put' }>;
type Remove = Extract<Step, { do: 'remove' }>;

/** What carrying out a plan needs. */
export interface Applying {
  readonly buckets: CleanBuckets;
  readonly tree: Tree;
  readonly commit: string;
  readonly manifest: ManifestWriter;
  /** Told of each step that is done. */
  readonly onDone: (step: Step) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Uploads under way: each waits for the network, and a large one has three pieces of its own in flight. */
const atOnce = 16;

/**
 * Carries out what changes buckets. The manifest first says what is about to be put, then, now and then and at the end, what is there: whoever is cut
 * anywhere leaves nothing that the next sync can't tell from what people uploaded.
 * @throws CommandError `another-sync`, `object-changed`, `file-changed`; StoreError. What is under way has ended by then, and the manifest knows of it
 */
export async function applySync(applying: Applying, steps: readonly Step[]): Promise<void> {
  const { manifest } = applying;
  const puts = steps.filter((step) => step.do === 'put');
  for (const { side, wanted } of puts) manifest.begin(side, wanted.key, wanted.sha256);
  if (puts.length > 0) await manifest.save();
  try {
    for (const step of steps) if (step.do === 'adopt' || step.do === 'forget') takeNote(applying, step);
    for (const side of ['schemas', 'files'] as const)
      await fewAtOnce(
        puts.filter((step) => step.side === side),
        atOnce,
        async (step) => {
          await put(applying, step);
          await manifest.saveNowAndThen();
        },
      );
    for (const side of ['files', 'schemas'] as const)
      await fewAtOnce(
        steps.filter((step) => step.do === 'remove').filter((step) => step.side === side),
        atOnce,
        (step) => remove(applying, step),
      );
  } catch (error) {
    // The error that was first says more than one of the manifest.
    await manifest.save().catch(() => undefined);
    throw error;
  }
  if (steps.some((step) => step.do !== 'clean')) await manifest.save();
}

const storeOf = ({ raw, processed }: CleanBuckets, side: Side) => (side === 'files' ? raw : processed);

function takeNote({ manifest, commit, onDone }: Applying, step: Extract<Step, { do: 'adopt' | 'forget' }>): void {
  if (step.do === 'forget') manifest.forget(step.side, step.key);
  else manifest.note(step.side, step.wanted.key, entryOf(step.wanted, step.object, commit));
  onDone(step);
}

const entryOf = ({ name, sha256 }: Wanted, { size, etag, version }: TaggedObject, commit: string) => ({
  ...{ sha256, size, etag, version, commit, path: name },
});

async function put(applying: Applying, step: Put): Promise<void> {
  const { buckets, tree, commit, manifest, onDone, signal } = applying;
  const { side, wanted, over } = step;
  const store = storeOf(buckets, side);
  const metadata = metadataOf(wanted, commit);
  const written = await store
    .put(wanted.key, bodyOf(tree, side, wanted), { ifETag: over, metadata, signal })
    .catch(async (error: unknown): Promise<TaggedObject> => {
      if (!(error instanceof StoreError && error.code === 'conflict')) throw error;
      // An upload whose answer was lost meets itself.
      const object = await store.describe(wanted.key);
      if (object !== undefined && ownSha256(side, wanted.key, object.metadata) === wanted.sha256) return object;
      throw changedMeanwhile(`${store.name}${wanted.key}`, error);
    });
  manifest.note(side, wanted.key, entryOf(wanted, written, commit));
  onDone(step);
}

/** A removal carries no condition, which LocalStack refuses: the object is looked at just before, and versions keep what is removed. */
async function remove({ buckets, manifest, onDone }: Applying, step: Remove): Promise<void> {
  const { side, key, object } = step;
  const store = storeOf(buckets, side);
  const now = await store.describe(key);
  if (now !== undefined && now.etag !== object.etag) throw changedMeanwhile(`${store.name}${key}`);
  if (now !== undefined) await store.remove(key);
  manifest.forget(side, key);
  onDone(step);
}

function changedMeanwhile(object: string, cause?: unknown): CommandError {
  const message = `${object}: expected the object that was there when the plan was made, got another one: somebody wrote it meanwhile; run this again`;
  return new CommandError('object-changed', 'environment', message, { cause });
}
