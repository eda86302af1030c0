import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { Rehearsal } from '../rehearsal.ts';

/** Objects that manifests name and that are not there. */
export async function missingObjects(
  { processed, quarantine }: Rehearsal['buckets'],
  manifests: readonly Manifest[],
): Promise<string[]> {
  const [there, kept] = [new Set<string>(), new Set<string>()];
  for await (const key of processed.keys('')) there.add(key);
  for await (const key of quarantine.keys('')) kept.add(key);
  return manifests.flatMap(({ file, parts, rejects, run, report, quarantine: held }) => {
    const named = [...parts, run, ...(rejects === undefined ? [] : [rejects])].map(({ key }) => key);
    const missing = [...named, report].filter((key) => !there.has(key));
    if (held !== undefined && !kept.has(held.key)) missing.push(held.key);
    return missing.map((key) => `${file}: expected ${key}, which its manifest names, got no such object`);
  });
}
