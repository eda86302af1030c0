import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { StoreError } from '../../lambda/store/object-store.ts';

/** One version of one object, or a marker that it was removed. */
export interface ObjectVersion {
  readonly key: string;
  readonly version: string;
  /** Readers without a version get this one. */
  readonly isLatest: boolean;
  readonly isMarker: boolean;
}

/** All versions of the keys that begin with the prefix, of a page those of objects before markers. */
export async function listVersions(client: S3Client, Bucket: string, Prefix: string): Promise<ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  let from: { readonly KeyMarker?: string | undefined; readonly VersionIdMarker?: string | undefined } | undefined = {};
  while (from !== undefined) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix, ...from }),
    );
    for (const [list, isMarker] of [
      [page.Versions ?? [], false],
      [page.DeleteMarkers ?? [], true],
    ] as const)
      for (const { Key: key = '', VersionId: version = 'null', IsLatest: isLatest = false } of list)
        found.push({ key, version, isLatest, isMarker });
    from =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
  }
  return found;
}

/** What one request may remove: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const atOnce = 1000;

/**
 * Removes versions for good.
 * @throws StoreError `denied` for one that S3 does not remove
 */
export async function removeVersions(
  client: S3Client,
  Bucket: string,
  versions: readonly Pick<ObjectVersion, 'key' | 'version'>[],
): Promise<void> {
  for (let from = 0; from < versions.length; from += atOnce) {
    const Objects = versions.slice(from, from + atOnce).map(({ key, version }) => ({ Key: key, VersionId: version }));
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [first] = Errors;
    if (first === undefined) continue;
    const { Key = '', Code = 'an error' } = first;
    const message = `s3://${Bucket}/${Key}: expected permission to remove a version of it, got ${Code}; take the role erase`;
    throw new StoreError('denied', Key, message);
  }
}

/** Of these versions, those that only a request with a version's id still gets: replaced ones, and markers with all behind them. */
export const replacedVersions = (versions: readonly ObjectVersion[]): ObjectVersion[] =>
  versions.filter(({ isLatest, isMarker }) => !isLatest || isMarker);
