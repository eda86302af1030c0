import type { Part } from '../clean/manifest.ts';

/** QuickSight takes no more: https://docs.aws.amazon.com/quicksight/latest/user/supported-manifest-file-format.html */
export const mostFiles = 1000;

/** Where a dataset's manifest is in processed. It ends in .json, as QuickSight asks. Nothing below `_manifests/`: it asks for no run. */
export const s3ManifestFolder = '_quicksight/';
export const s3ManifestKey = (dataset: string): string => `${s3ManifestFolder}${dataset}/manifest.json`;

/** How processed files are written: RFC 4180, UTF-8 without a mark, a header. */
const globalUploadSettings = { format: 'CSV', delimiter: ',', textqualifier: '"', containsHeader: 'true' } as const;

/** A manifest for QuickSight, or why there is none. */
export type S3ManifestPlan = { readonly text: string } | { readonly withheld: 'no-rows' | 'too-many-files' };

/**
 * Writes the manifest with which QuickSight reads a dataset's clean files from S3. It names what the dataset's own manifests name, in
 * code-point order, and nothing else: the same files, the same bytes. Half of the files would be a wrong number without a word, so more than
 * QuickSight takes are none.
 * @param parts of all the dataset's manifests @param bucket the name of processed
 */
export function planS3Manifest(parts: readonly Part[], bucket: string): S3ManifestPlan {
  const keys = [...new Set(parts.filter(({ rows }) => rows > 0).map(({ key }) => key))].sort();
  if (keys.length === 0) return { withheld: 'no-rows' };
  if (keys.length > mostFiles) return { withheld: 'too-many-files' };
  const fileLocations = [{ URIs: keys.map((key) => `s3://${bucket}/${key}`) }];
  return { text: `${JSON.stringify({ fileLocations, globalUploadSettings }, null, 2)}\n` };
}
