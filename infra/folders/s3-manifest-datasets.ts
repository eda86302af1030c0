import { isOpenToAll } from '../../lambda/schema/is-open-to-all.ts';
import type { Lake } from '../lake.ts';

/**
 * The datasets whose clean files QuickSight may read from S3 itself: those that the environment names, if anybody may see them. What the
 * environment names besides, `check-s3-manifests.ts` refuses; here it is left out all the same.
 */
export function s3ManifestDatasets({ environment, folders }: Pick<Lake, 'environment' | 'folders'>): readonly string[] {
  if (environment.once.quickSight === 'skip') return [];
  const asked = environment.analytics?.s3Manifests ?? [];
  const open = folders.datasets.filter(isOpenToAll).map(({ name }) => name);
  return open.filter((name) => asked.includes(name));
}
