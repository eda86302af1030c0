import type { FileReport } from '../../../lambda/clean/file-report.ts';
import { manifestKey } from '../../../lambda/reconcile/output-keys.ts';
import { parseManifest } from '../../../lambda/reconcile/read-manifests.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import type { TaggedStore } from '../../../lambda/store/tagged-store.ts';
import { fewAtOnce } from '../../lake/few-at-once.ts';
import type { CleanedFiles } from '../../pipeline/cleaned.ts';
import { findings, type RerunFinding } from '../findings.ts';

/** What became of one file. */
export interface FileOutcome {
  readonly file: string;
  /** `removed`: its raw object is gone, and now what was clean of it. */
  readonly outcome: 'clean' | 'failed' | 'removed';
  readonly rows: number;
  readonly quarantined: number;
}

/** @param keys of raw, in the order of the answer @param cleaned manifests as they are now */
export const outcomesOf = (keys: readonly string[], cleaned: CleanedFiles): FileOutcome[] =>
  keys.map((file) => {
    const now = cleaned.get(file);
    if (now === undefined) return { file, outcome: 'removed', rows: 0, quarantined: 0 };
    return { file, outcome: now.status, rows: now.rowsClean, quarantined: now.rowsQuarantined };
  });

/**
 * A finding for each file that was refused as a whole, with what its report says.
 * @throws StoreError
 */
export async function failuresOf(processed: TaggedStore, outcomes: readonly FileOutcome[]): Promise<RerunFinding[]> {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  return await fewAtOnce(failed, 16, async ({ file }) => {
    const got = await processed.get(manifestKey(file));
    const manifest = got === undefined ? undefined : parseManifest(got.body.toString('utf8'));
    const report = manifest === undefined ? undefined : await processed.get(manifest.report);
    return findings.fileFailed(file, report === undefined ? [] : reasonsIn(report.body), manifest?.stale === true);
  });
}

/** The report is ours: lambda/clean wrote it, without a value of a sensitive column. */
const reasonsIn = (body: Buffer): string[] =>
  (JSON.parse(body.toString('utf8')) as FileReport).findings.map(formatFinding);
