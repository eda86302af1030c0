import type { TaggedObject } from '../../../lambda/store/tagged-store.ts';
import type { Tree, TreeFile } from '../../sync/read-tree.ts';
import type { SyncEntry, SyncManifest } from '../../sync/sync-manifest.ts';
import { type DriftFinding, findings } from '../findings.ts';

/** Which lake: for messages. */
interface Place {
  readonly environment: string;
  /** `s3://bucket/` of raw. */
  readonly raw: string;
}

const datasetOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** Datasets whose objects in raw are the repository's: those with committed files, and those of which sync has put some that are gone. */
export function comparedDatasets(tree: Tree, manifest: Pick<SyncManifest, 'files'>): string[] {
  const known = [...tree.datasets, ...Object.keys(manifest.files).map(datasetOf)];
  return [...new Set(known)].filter((dataset) => !tree.heldDatasets.has(dataset)).sort();
}

/**
 * Committed files beside the objects of raw, without reading one: what sync noted says which content an object has, for as long as nobody else wrote it
 * (under a KMS key its ETag says nothing of the content). Pure.
 * @param there objects of the compared datasets
 */
export function compareRaw(
  tree: Tree,
  manifest: Pick<SyncManifest, 'files'>,
  there: readonly TaggedObject[],
  place: Place,
): DriftFinding[] {
  const objects = new Map(there.map((object) => [object.key, object]));
  const compared = new Set(comparedDatasets(tree, manifest));
  const extra = there
    .filter(({ key }) => compared.has(datasetOf(key)) && !tree.files.has(key) && !tree.heldKeys.has(key))
    .map(({ key, etag }) =>
      findings.objectExtra(
        ...([datasetOf(key), `${place.raw}${key}`, manifest.files[key]?.etag === etag, place.environment] as const),
      ),
    );
  const committed = [...tree.files.values()].flatMap((file) =>
    compareFile(file, objects.get(file.key), manifest.files[file.key], place),
  );
  return [...committed, ...extra];
}

function compareFile(
  { name, bytes, sha256 }: TreeFile,
  object: TaggedObject | undefined,
  entry: SyncEntry | undefined,
  { environment }: Place,
): DriftFinding[] {
  if (object === undefined) return [findings.objectMissing(name, environment)];
  if (object.size !== bytes)
    return [findings.objectDiffers(name, `${bytes} bytes in raw`, `${object.size} bytes`, environment)];
  if (entry === undefined) return [findings.objectUnknown(name, bytes, environment)];
  if (entry.etag !== object.etag)
    return [
      findings.objectDiffers(
        name,
        `the object of ${bytes} bytes that sync put into raw`,
        'one of the same size that somebody has written since',
        environment,
      ),
    ];
  if (entry.sha256 === sha256) return [];
  const got = `the content of commit ${entry.commit} (sha256 ${entry.sha256.slice(0, 12)})`;
  return [
    findings.objectDiffers(name, `the content of today (sha256 ${sha256.slice(0, 12)}) in raw`, got, environment),
  ];
}
