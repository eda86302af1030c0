import type { Manifest } from '../../lambda/clean/manifest.ts';
import { readManifest } from '../../lambda/reconcile/read-manifests.ts';
import { type Reconciled, reconcileKey } from '../../lambda/reconcile/reconcile-key.ts';
import type { Surroundings } from '../../lambda/reconcile/surroundings.ts';
import { filesWithOutputs } from '../../lambda/reconcile/sweep-outputs.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { BuildResult, FileResult } from './build-result.ts';
import { fewAtOnce } from './few-at-once.ts';

/** What cleaning all of raw gave. */
export interface CleanedRaw {
  readonly files: readonly FileResult[];
  readonly removed: readonly string[];
  readonly manifests: readonly Manifest[];
  readonly findings: BuildResult['findings'];
}

/** Keys under way at once: one is computed while the other's files are read and written. More would only wait for the processor. */
const atOnce = 2;

/**
 * Reconciles every key of raw, and every key that still has outputs, whole or half: the same step that an S3 event asks for in AWS.
 * @param held whether a key can't be reconciled now, because its file or its schema can't be read: what is clean of it stays, stale
 * @param say told of each key before it is reconciled
 */
export async function cleanRaw(
  surroundings: Surroundings,
  held: (key: string) => boolean,
  say: (file: string) => void,
): Promise<CleanedRaw> {
  const keys = new Set<string>();
  for await (const key of surroundings.raw.keys('')) if (!held(key)) keys.add(key);
  const stays: Reconciled[] = [];
  for (const key of await filesWithOutputs(surroundings)) {
    if (!held(key)) keys.add(key);
    else stays.push(...kept((await readManifest(surroundings.processed, key))?.manifest));
  }
  const changed = await fewAtOnce([...keys].sort(), atOnce, (key) => {
    say(key);
    return reconcileKey(key, surroundings);
  });
  const reconciled = [...stays, ...changed].sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    files: reconciled.flatMap(fileResult),
    removed: reconciled.filter(({ outcome }) => outcome === 'removed').map(({ file }) => file),
    manifests: reconciled.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest])),
    findings: reconciled.flatMap((one) => one.findings.map(inRepository)),
  };
}

/** A raw key is the path below datasets/: findings name the file where a person mends it. */
function inRepository(finding: Finding): Finding {
  return { ...finding, place: { ...finding.place, file: `datasets/${finding.place.file}` } };
}

function kept(manifest: Manifest | undefined): Reconciled[] {
  if (manifest === undefined) return [];
  const { file } = manifest;
  return [{ file, outcome: 'unchanged', manifest: { ...manifest, stale: true }, findings: [], bytes: 0, seconds: 0 }];
}

function fileResult({ file, manifest, outcome, seconds }: Reconciled): FileResult[] {
  if (manifest === undefined) return [];
  const { status, rowsIn, rowsClean, rowsQuarantined, parts } = manifest;
  // A file that never was clean has no older version.
  const stale = manifest.stale && parts.length > 0;
  const milliseconds = outcome === 'unchanged' ? undefined : seconds * 1000;
  return [{ file, status, stale, rowsIn, rowsClean, rowsQuarantined, milliseconds }];
}
