import { buffer } from 'node:stream/consumers';
import { engineVersion } from '../clean/engine-version.ts';
import type { FileReport } from '../clean/file-report.ts';
import type { Manifest, Provenance } from '../clean/manifest.ts';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import { schemaForFile } from '../schema/file-format.ts';
import type { Finding } from '../schema/finding.ts';
import { type StoredObject, StoreError } from '../store/object-store.ts';
import { cleanObject } from './clean-object.ts';
import { unknownDataset } from './findings.ts';
import { manifestKey } from './output-keys.ts';
import { readManifest, writeManifest } from './read-manifests.ts';
import type { Surroundings } from './surroundings.ts';
import { findOutputs, isComplete, sweepOutputs } from './sweep-outputs.ts';

/** What came of reconciling one key. */
export interface Reconciled {
  readonly file: string;
  /** `ignored`: the key belongs to no dataset; what is clean of it stays. `removed`: the raw object is gone, and so are its outputs. */
  readonly outcome: 'unchanged' | 'clean' | 'failed' | 'removed' | 'ignored';
  /** As it stands now; undefined for a key without outputs. */
  readonly manifest: Manifest | undefined;
  /** What concerns the whole file. */
  readonly findings: readonly Finding[];
  /** Size of the raw object that was cleaned; 0 when nothing was cleaned. */
  readonly bytes: number;
  /** Spent on cleaning; 0 when nothing was cleaned. */
  readonly seconds: number;
}

/** How often a key is tried again when somebody else changed it meanwhile. */
const mostTries = 5;

/** The four values that say whether an output is still today's. A dataset without tokens does not depend on the token's key. */
function provenanceOf(object: StoredObject, schema: DatasetSchema, surroundings: Surroundings): Provenance {
  const { token } = surroundings;
  const tokens = schema.columns.some(({ sensitive }) => sensitive === 'tokenise');
  return {
    rawVersion: object.version,
    schemaHash: schema.hash,
    engineVersion: surroundings.engineVersion ?? engineVersion,
    tokenKeyId: tokens ? token.id : 'none',
  };
}

const sameProvenance = (left: Provenance, right: Provenance): boolean =>
  left.rawVersion === right.rawVersion &&
  left.schemaHash === right.schemaHash &&
  left.engineVersion === right.engineVersion &&
  left.tokenKeyId === right.tokenKeyId;

/** The raw object is gone: first the manifest goes, so that no reader counts what is about to go. */
async function retire(file: string, surroundings: Surroundings): Promise<Reconciled> {
  const { processed } = surroundings;
  const current = await readManifest(processed, file);
  await processed.remove(manifestKey(file));
  await sweepOutputs(surroundings, await findOutputs(surroundings, file), undefined);
  const outcome = current === undefined ? 'unchanged' : 'removed';
  return { file, outcome, manifest: undefined, findings: [], bytes: 0, seconds: 0 };
}

/** What was found wrong when this version was refused: told again each time, until it is mended. */
async function findingsOf(manifest: Manifest, { processed }: Surroundings): Promise<readonly Finding[]> {
  if (manifest.status === 'clean') return [];
  const report: unknown = JSON.parse((await buffer(processed.read(manifest.report))).toString('utf8'));
  // The report is ours: lambda/clean wrote it in the form of FileReport.
  return (report as FileReport).findings;
}

/** One try. @throws StoreError `conflict` or `not-found` when the key changed under it */
async function tryOnce(
  file: string,
  schema: DatasetSchema | undefined,
  surroundings: Surroundings,
): Promise<Reconciled> {
  const { raw, processed } = surroundings;
  // The manifest is read first: whoever writes one after this moment makes our own conditional write fail.
  const current = await readManifest(processed, file);
  const object = await raw.head(file);
  if (object === undefined) return retire(file, surroundings);
  const last = current?.manifest;
  if (schema === undefined || schema.source === 'lake') {
    return { file, outcome: 'ignored', manifest: last, findings: [unknownDataset(file)], bytes: 0, seconds: 0 };
  }
  const provenance = provenanceOf(object, schema, surroundings);
  const found = await findOutputs(surroundings, file);
  if (last !== undefined && sameProvenance(last, provenance) && isComplete(last, found)) {
    await sweepOutputs(surroundings, found, last);
    const findings = await findingsOf(last, surroundings);
    return { file, outcome: 'unchanged', manifest: last, findings, bytes: 0, seconds: 0 };
  }
  // Last good parts that somebody deleted are no longer to be had.
  const lastGood = last?.parts.every(({ key }) => found.processed.includes(key)) === true ? last.parts : [];
  const cleaned = await cleanObject({ file, object, schema, provenance, lastGood }, surroundings);
  await processed.write(manifestKey(file), writeManifest(cleaned.manifest), { ifVersion: current?.version ?? null });
  // Only what stood there before the manifest was written, and what a refused file left of its own: anything else may be
  // another writer's next version.
  const after = await findOutputs(surroundings, file);
  const left = after.processed.filter((key) => cleaned.written.includes(key));
  await sweepOutputs(surroundings, { ...found, processed: [...found.processed, ...left] }, cleaned.manifest);
  // A slower writer's sweep took what we had written: clean again.
  if (!isComplete(cleaned.manifest, after)) return tryOnce(file, schema, surroundings);
  const { manifest, findings, seconds } = cleaned;
  return { file, outcome: manifest.status, manifest, findings, bytes: object.size, seconds };
}

/**
 * Makes processed and quarantine agree with one raw key: cleans it when the manifest's four values are not today's, removes its
 * outputs when it is gone, and does nothing otherwise. Repeats, any order, and a crash at any write end in the same state: the
 * manifest is written last and only if nobody wrote it meanwhile, older outputs are removed after it.
 * @param file the raw key, `<dataset>/<path>`
 * @throws StoreError when a bucket can't be read or written, DeadlineError when time is short; what was there stays
 */
export async function reconcileKey(file: string, surroundings: Surroundings): Promise<Reconciled> {
  const dataset = file.slice(0, file.indexOf('/'));
  const schema = dataset === '' ? undefined : await surroundings.schemaOf(dataset);
  for (let tries = 1; ; tries++) {
    try {
      return await tryOnce(file, schema === undefined ? undefined : schemaForFile(schema, file), surroundings);
    } catch (error) {
      const changed = error instanceof StoreError && (error.code === 'conflict' || error.code === 'not-found');
      if (!changed || tries === mostTries) throw error;
    }
  }
}
