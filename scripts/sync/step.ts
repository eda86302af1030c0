import type { TaggedObject } from '../../lambda/store/tagged-store.ts';
import type { StaleReason } from '../pipeline/find-stale.ts';
import type { Side } from './sync-manifest.ts';
import type { Wanted } from './tree-object.ts';

/** Why an object is put. `cut`: a sync that was cut has put an older content. */
export type PutReason = 'new' | 'changed' | 'replaced-by-hand' | 'removed-by-hand' | 'cut';

/** One thing that a sync does. Keys are of raw for files, of processed for schemas. */
export type Step =
  /** `over`: ETag of the object that it takes the place of; null: there is none. */
  | {
      readonly do: 'put';
      readonly side: Side;
      readonly wanted: Wanted;
      readonly why: PutReason;
      readonly over: string | null;
    }
  /** The content is there already, and the manifest takes note of it. */
  | { readonly do: 'adopt'; readonly side: Side; readonly wanted: Wanted; readonly object: TaggedObject }
  | { readonly do: 'remove'; readonly side: Side; readonly key: string; readonly object: TaggedObject }
  /** The manifest forgets an object that is not ours any more, or not there. */
  | { readonly do: 'forget'; readonly side: Side; readonly key: string }
  | { readonly do: 'clean'; readonly key: string; readonly reasons: readonly StaleReason[] };
