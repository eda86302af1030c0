import type { Tree } from './read-tree.ts';
import type { Side } from './sync-manifest.ts';

/** What the tree wants at a key, whichever side. */
export interface Wanted {
  readonly key: string;
  /** In the repository. */
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** What the tree wants on a side, by key. */
export function wantedOf(tree: Tree, side: Side): ReadonlyMap<string, Wanted> {
  const wanted =
    side === 'files'
      ? [...tree.files.values()].map(({ key, name, bytes: size, sha256 }) => ({ key, name, size, sha256 }))
      : [...tree.schemas.values()].map(({ key, name, text, sha256 }) => ({ key, name, size: text.length, sha256 }));
  return new Map(wanted.map((one) => [one.key, one]));
}

/** What sync writes into an object's metadata, so that it says itself whose it is when the manifest does not. */
export const metadataOf = ({ name, sha256 }: Wanted, commit: string): Readonly<Record<string, string>> => ({
  'sluice-commit': commit,
  'sluice-path': name,
  'sluice-sha256': sha256,
});

/** The content of an object that sync put at this key; undefined for somebody else's, and for one that was copied here from another key. */
export function ownSha256(side: Side, key: string, metadata: Readonly<Record<string, string>>): string | undefined {
  const name = side === 'files' ? `datasets/${key}` : key.replace(/^_schemas\/(.*)\.json$/, 'datasets/$1/schema.json');
  return metadata['sluice-path'] === name ? metadata['sluice-sha256'] : undefined;
}
