import type { TaggedObject } from '../../lambda/store/tagged-store.ts';
import { findings, type SyncFinding } from './findings.ts';
import type { Closer } from './seen.ts';
import type { PutReason, Step } from './step.ts';
import type { Side, SyncEntry } from './sync-manifest.ts';
import type { Wanted } from './tree-object.ts';

/** What is to be done about one key; neither: it is as it should be. */
export interface Judged {
  readonly step?: Step | undefined;
  readonly finding?: SyncFinding | undefined;
}

/** All that is known of a key. */
export interface Known {
  readonly side: Side;
  /** In the manifest. */
  readonly entry: SyncEntry | undefined;
  /** In the listing. */
  readonly object: TaggedObject | undefined;
  /** Where the two disagree. */
  readonly closer: Closer | undefined;
  /** `s3://…` */
  readonly shown: string;
}

/** Pure: what to do at the key of a committed file or schema. */
export function judgeWanted(wanted: Wanted, { side, entry, object, closer, shown }: Known): Judged {
  const put = (why: PutReason, over: string | null): Step => ({ do: 'put', side, wanted, why, over });
  const isThere = closer === undefined ? object !== undefined : closer.object !== undefined;
  if (!isThere || object === undefined) {
    if (entry === undefined) return { step: put('new', null) };
    return { step: put('removed-by-hand', null), finding: findings.removedByHand(wanted.name, shown) };
  }
  if (closer?.object === undefined) {
    // As the manifest has it; in a bucket whose ETags tell the content, somebody may have put the same again.
    if (entry?.sha256 !== wanted.sha256) return { step: put('changed', object.etag) };
    return entry.version === object.version ? {} : { step: { do: 'adopt', side, wanted, object } };
  }
  if (closer.sha256 === wanted.sha256) return { step: { do: 'adopt', side, wanted, object: closer.object } };
  const over = closer.object.etag;
  if (closer.own !== undefined) return { step: put('cut', over) };
  // Nobody but sync puts schemas: one without a mark is of a time before it.
  if (entry === undefined && side === 'schemas') return { step: put('changed', over) };
  if (entry === undefined) return { finding: findings.keyTaken(wanted.name, shown) };
  return { step: put('replaced-by-hand', over), finding: findings.replacedByHand(wanted.name, shown) };
}

/** Pure: what to do at a key that sync has put, or was about to, and for which nothing is committed any more. */
export function judgeGone(key: string, { side, entry, object, closer, shown }: Known): Judged {
  const forget: Step = { do: 'forget', side, key };
  // What a cut sync was about to put may come yet, if it lives after all: it stays noted.
  if (object === undefined) return entry === undefined ? {} : { step: forget };
  if (closer === undefined) return { step: { do: 'remove', side, key, object } };
  if (closer.object === undefined) return { step: forget };
  if (closer.own !== undefined) return { step: { do: 'remove', side, key, object: closer.object } };
  return { step: forget, ...(entry === undefined ? {} : { finding: findings.changedByHandAndGone(shown) }) };
}
