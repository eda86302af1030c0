import type { Seen } from './seen.ts';
import type { Side } from './sync-manifest.ts';
import type { Wanted } from './tree-object.ts';

/** An object of which only its metadata, or its content, can tell whose it is. */
export interface Unclear {
  readonly key: string;
  /** Of the committed file or schema that it may already be; undefined where there is none. */
  readonly size: number | undefined;
}

/**
 * Pure: which objects have to be looked at more closely. Those that lie where a committed file or schema goes, or where sync has put or was about to
 * put one, and that are not as the manifest has them.
 */
export function findUnclear(
  side: Side,
  wanted: ReadonlyMap<string, Wanted>,
  { manifest, there }: Pick<Seen, 'manifest' | 'there'>,
): readonly Unclear[] {
  const entries = manifest[side];
  const keys = new Set([...wanted.keys(), ...Object.keys(entries), ...Object.keys(manifest.begun[side])]);
  return [...keys].flatMap((key) => {
    const object = there[side].get(key);
    const isKnown = object === undefined || object.etag === entries[key]?.etag;
    return isKnown ? [] : [{ key, size: wanted.get(key)?.size }];
  });
}
