/** Marks the version of an object in a bucket that keeps no versions, or no more (`null`): there its ETag stands in for one. */
export const etagMark = 'etag:';

/** What S3 says of an object, as a version. */
export const versionOf = ({
  VersionId: id,
  ETag: tag,
}: {
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
}): string => (id === undefined || id === 'null' ? `${etagMark}${tag ?? ''}` : id);
