import type { CleanResult } from '../clean/clean-file.ts';
import type { Manifest, Part, Provenance } from '../clean/manifest.ts';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { Finding } from '../schema/finding.ts';
import { type ObjectStore, type StoredObject, StoreError } from '../store/object-store.ts';
import { stoppedAt } from './deadline-error.ts';
import { type OutputKeys, outputId, outputKeys } from './output-keys.ts';
import { createPartWriter, type PartWriter } from './part-writer.ts';
import { writeRun } from './run-row.ts';
import type { Surroundings } from './surroundings.ts';

/** One version of one raw object, to be cleaned. */
export interface Job {
  readonly file: string;
  readonly object: StoredObject;
  readonly schema: DatasetSchema;
  readonly provenance: Provenance;
  /** Parts that stay when this version is refused as a whole. */
  readonly lastGood: readonly Part[];
}

/** Parts at most so big that Spark can share the work. */
const defaultPartBytes = 128 * 1024 ** 2;

interface Writers {
  readonly clean: PartWriter;
  readonly rejects: PartWriter;
  readonly quarantine: PartWriter;
}

function openWriters(keys: OutputKeys, surroundings: Surroundings): Writers {
  const { processed, quarantine, signal, partBytes = defaultPartBytes } = surroundings;
  const whole = (store: ObjectStore, key: string, format: 'csv' | 'ndjson') =>
    createPartWriter({ store, keyOf: () => key, partBytes: Number.POSITIVE_INFINITY, format, empty: 'none', signal });
  return {
    clean: createPartWriter({ store: processed, keyOf: keys.part, partBytes, format: 'csv', empty: 'header', signal }),
    rejects: whole(processed, keys.rejects, 'csv'),
    quarantine: whole(quarantine, keys.quarantine, 'ndjson'),
  };
}

interface Outputs {
  readonly result: CleanResult;
  readonly parts: readonly Part[];
  readonly rejects: Part | undefined;
  readonly quarantine: Part | undefined;
}

const cutShort = (file: string, read: number, size: number): StoreError =>
  new StoreError('unavailable', file, `${file}: expected ${size} bytes, got ${read} and then the end; try again`);

/** Runs the engine into the three outputs; when anything fails, none of them stays half open. */
async function runEngine(job: Job, writers: Writers, surroundings: Surroundings): Promise<Outputs> {
  const { file, object, schema } = job;
  const { signal, mostBytes } = surroundings;
  let read = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of surroundings.raw.read(file, object.version, { signal })) {
      signal?.throwIfAborted();
      read += chunk.length;
      yield chunk;
    }
    // Whatever lies between us and the bucket: an end that comes early is no end.
    if (read !== object.size) throw cutShort(file, read, object.size);
  }
  // Loaded when there is something to clean: most starts find nothing changed.
  const cleanFile = surroundings.cleanFile ?? (await import('../clean/clean-file.ts')).cleanFile;
  const { clean, rejects, quarantine } = writers;
  const { inflatedBytes = Number.POSITIVE_INFINITY } = schema.limits;
  const limits = mostBytes === undefined ? {} : { inflatedBytes: Math.min(inflatedBytes, mostBytes) };
  try {
    const result = await cleanFile(
      { file, bytes: bytes(), size: object.size, mostBytes, schema, token: surroundings.token, limits },
      {
        clean: (chunk) => clean.sink(chunk),
        rejects: (chunk) => rejects.sink(chunk),
        quarantine: (chunk) => quarantine.sink(chunk),
      },
    );
    const parts = await clean.finish();
    const [rejected] = await rejects.finish();
    const [quarantined] = await quarantine.finish();
    return { result, parts, rejects: rejected, quarantine: quarantined };
  } catch (error) {
    await Promise.all([clean, rejects, quarantine].map((writer) => writer.abandon()));
    throw signal?.aborted === true ? stoppedAt(file, read, object.size, error) : error;
  }
}

/** The engine's count and the count of what was written differ: a bug, and rows would be lost without a word. */
export class MiscountError extends Error {
  override readonly name = 'MiscountError';
}

function checkCounts(
  file: string,
  { rowsIn, rowsClean, rowsQuarantined, status }: CleanResult,
  parts: readonly Part[],
): void {
  const written = parts.reduce((sum, { rows }) => sum + rows, 0);
  const sound = rowsIn === rowsClean + rowsQuarantined && (status === 'failed' || written === rowsClean);
  if (sound) return;
  const got = `${rowsIn} in, ${rowsClean} clean, ${rowsQuarantined} quarantined, ${written} written`;
  throw new MiscountError(`${file}: expected rows in = clean + quarantined and every clean row written, got ${got}`);
}

const toBytes = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** What cleaning one version gave; everything but the manifest is written. */
export interface Cleaned {
  readonly manifest: Manifest;
  /** Keys of the clean parts that were written, named by the manifest or not. */
  readonly written: readonly string[];
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/**
 * Cleans one version of a raw object and writes everything but the manifest. Of a file that is refused as a whole, what says why
 * is kept (rejects, quarantine, report), and the manifest goes on naming the last good parts.
 * @throws MiscountError when the engine lost or made a row; DeadlineError when the signal aborted before the last byte was cleaned.
 *   Later, what is left is little, and is done
 */
export async function cleanObject(job: Job, surroundings: Surroundings): Promise<Cleaned> {
  const { processed, now } = surroundings;
  const { file, schema, provenance } = job;
  const keys = outputKeys(file, outputId(provenance));
  const started = now();
  const writers = openWriters(keys, surroundings);
  const { result, parts, rejects, quarantine } = await runEngine(job, writers, surroundings);
  checkCounts(file, result, parts);
  await processed.write(keys.report, toBytes(result.report));

  const cleanedAt = now();
  const seconds = (cleanedAt.getTime() - started.getTime()) / 1000;
  const { status, rowsIn, rowsClean, rowsQuarantined } = result;
  const stale = status === 'failed';
  const facts = { dataset: schema.name, file, ...provenance, status, stale, rowsIn, rowsClean, rowsQuarantined };
  const run = writeRun({ ...facts, bytes: job.object.size, cleanedAt, seconds }, keys.run);
  await processed.write(keys.run, run.body);
  const manifest: Manifest = {
    format: 1,
    ...facts,
    parts: stale ? job.lastGood : parts,
    rejects,
    run: run.part,
    quarantine: quarantine === undefined ? undefined : { key: quarantine.key, rows: rowsQuarantined },
    report: keys.report,
  };
  return { manifest, written: parts.map(({ key }) => key), findings: result.findings, seconds };
}
