import type { Asset } from './asset.ts';
import { contentHash } from './request/content-hash.ts';

/** Adds the hashes that tell whether a thing is as it was published last. */
export const finishAsset = <Made extends Omit<Asset, 'hash' | 'permissionsHash'>>(asset: Made) => ({
  ...asset,
  hash: contentHash(asset.body),
  permissionsHash: contentHash(asset.permissions),
});
