/** A table that the crawler made, as far as it is compared. */
export interface DiscoveredTable {
  readonly name: string;
  /** `s3://bucket/prefix/`: names of tables that would collide get a suffix, so only this says where rows are. */
  readonly location: string;
  /** Names in lower case and types as Glue guesses them: bigint, double, string, boolean, date, timestamp. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Where a discovered table's rows are. */
export interface Origin {
  readonly bucket: 'raw' | 'processed';
  /** The first folder of the location; `''` for files that are in none. */
  readonly dataset: string;
}

/**
 * Finds the bucket and the dataset of a location.
 * @param buckets names of the environment's buckets
 * @returns undefined for a location elsewhere
 */
export function originOf(location: string, buckets: Readonly<Record<Origin['bucket'], string>>): Origin | undefined {
  const [, bucket, path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(location) ?? [];
  const use = bucket === buckets.raw ? 'raw' : bucket === buckets.processed ? 'processed' : undefined;
  if (use === undefined) return undefined;
  // A folder's location ends in a slash; without one, what has no folder is a file of the bucket itself.
  const [dataset = '', ...below] = path.split('/');
  return { bucket: use, dataset: below.length === 0 ? '' : dataset };
}
