import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Names } from '../../infra/names/names.ts';
import { dynamoLedger } from '../../lambda/pipeline/dynamo-ledger.ts';
import { outputPlaces } from '../../lambda/reconcile/output-keys.ts';
import { readManifest, readManifests } from '../../lambda/reconcile/read-manifests.ts';
import { findOutputs, namedOutputs } from '../../lambda/reconcile/sweep-outputs.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { S3Store } from '../../lambda/store/s3-store.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Condition } from './conditions.ts';
import { findRows } from './find-rows.ts';
import { type ErasureAction, type ErasurePlan, planErasure, type SeenVersion, unsearchable } from './plan-erasure.ts';
import { listVersions, removeVersions, replacedVersions } from './versions.ts';
import { withoutRows } from './without-rows.ts';

export interface ErasureInAws {
  readonly names: Names;
  readonly s3: S3Client;
  readonly items: DynamoDBClient;
  readonly schema: DatasetSchema;
  readonly conditions: readonly Condition[];
  /** Final tables that read the dataset, directly or not. */
  readonly tables: readonly string[];
  readonly now: () => Date;
  readonly say: (text: string) => void;
  /** Seconds to wait for cleaning, and again for the run of the tables. */
  readonly patience: number;
}

/** Where the job looks for what has to expire at once: glue/spark/sluice_tables/erasures.py. */
export const erasureKey = (id: string): string => `_erasures/${id}.json`;

/** Reads every version of every raw file of the dataset. */
export async function planInAws(erasure: ErasureInAws): Promise<ErasurePlan> {
  const { names, s3, schema, conditions, say } = erasure;
  const raw = new S3Store(names.bucket('raw'), s3);
  const seen: SeenVersion[] = [];
  let mentions = 0;
  for (const { key, version, isLatest, isMarker } of await listVersions(s3, names.bucket('raw'), `${schema.name}/`)) {
    if (isMarker) continue;
    say(`reading ${key}`);
    const found = await findRows(key, () => raw.read(key, version), schema, conditions);
    if (isLatest) mentions += found.mentions;
    seen.push({ key, version, isLatest, found });
  }
  const manifests = await readManifests(new S3Store(names.bucket('processed'), s3), schema.name);
  const stale = new Set(manifests.flatMap((manifest) => (manifest.stale ? [manifest.file] : [])));
  return { actions: planErasure(seen, stale), mentions, unsearchable: unsearchable(seen) };
}

/**
 * Does it. Whoever dies on the way leaves the versions of raw that hold the person: they go last of all, so that the next one finds them and
 * does everything again that was not done.
 * @throws CommandError `not-cleaned`, `not-rebuilt` when the lake did not follow in time
 */
export async function applyInAws(erasure: ErasureInAws, actions: readonly ErasureAction[]): Promise<void> {
  const { names, s3, say, tables } = erasure;
  const files = [...new Set(actions.map(({ key }) => key))];
  for (const action of actions) await changeRaw(erasure, action);
  for (const file of files) {
    say(`waiting until ${file} is cleaned`);
    await untilCleaned(erasure, file);
  }
  for (const file of files) await removeReplacedOutputs(erasure, file);
  await expireSnapshots(erasure);
  for (const table of tables) {
    for (const prefix of [`${table}/`, `_tables/${table}.json`])
      await removeVersions(
        s3,
        names.bucket('final'),
        replacedVersions(await listVersions(s3, names.bucket('final'), prefix)),
      );
  }
  const versions = actions.filter((action) => action.do === 'delete-version');
  await removeVersions(s3, names.bucket('raw'), versions);
}

/** What stands now, on condition that it still does. */
async function changeRaw({ names, s3, schema, conditions }: ErasureInAws, action: ErasureAction): Promise<void> {
  const raw = new S3Store(names.bucket('raw'), s3);
  if (action.do === 'remove') await raw.remove(action.key);
  if (action.do !== 'rewrite') return;
  const { key, version, rows } = action;
  const read = () => raw.read(key, version);
  const { report } = await findRows(key, read, schema, conditions);
  await checkRewritten(
    key,
    () => withoutRows(key, read(), rows, report),
    schema,
    conditions,
    action.rowsIn - rows.length,
  );
  await raw.write(key, withoutRows(key, read(), rows, report), { ifVersion: version });
}

/**
 * Reads what would be written before it is: no row of the person, and every other one.
 * @throws CommandError `not-rewritable`
 */
export async function checkRewritten(
  key: string,
  read: () => AsyncIterable<Uint8Array>,
  schema: DatasetSchema,
  conditions: readonly Condition[],
  expected: number,
): Promise<void> {
  const { holds, rowsIn } = await findRows(key, read, schema, conditions);
  if (holds === 'nothing' && rowsIn === expected) return;
  throw new CommandError(
    'not-rewritable',
    'environment',
    `${key}: expected ${expected} rows without the person's, got ${rowsIn}; nothing was changed: remove the rows by hand`,
  );
}

/** Asks until it is so. @throws what `late` gives when the time is up */
async function until(seconds: number, ask: () => Promise<boolean>, late: () => CommandError): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw late();
    await sleep(1000);
  }
}

/** The event of raw is on its way to the clean function: its manifest is of today's version, and nothing else of the file is left. */
async function untilCleaned({ names, s3, patience }: ErasureInAws, file: string): Promise<void> {
  const bucket = (use: 'raw' | 'processed' | 'quarantine') => new S3Store(names.bucket(use), s3);
  const buckets = { raw: bucket('raw'), processed: bucket('processed'), quarantine: bucket('quarantine') };
  const isClean = async (): Promise<boolean> => {
    const [object, read] = [await buckets.raw.head(file), await readManifest(buckets.processed, file)];
    if (object?.version !== read?.manifest?.rawVersion) return false;
    const [found, named] = [await findOutputs(buckets, file), namedOutputs(read?.manifest)];
    return (['processed', 'quarantine'] as const).every((use) => found[use].every((key) => named[use].includes(key)));
  };
  const message = `${file}: expected it cleaned within ${patience} s, got no manifest of its new version; see the queue ${names.named('clean-dead')}, then run this again`;
  await until(patience, isClean, () => new CommandError('not-cleaned', 'environment', message));
}

async function removeReplacedOutputs({ names, s3 }: ErasureInAws, file: string): Promise<void> {
  const places = outputPlaces(file);
  const prefixes = {
    // Manifests hold keys and counts, and removing a version of one would ask for a run.
    processed: places.processed.map(({ prefix }) => prefix),
    quarantine: places.quarantine.map(({ prefix }) => prefix),
  };
  for (const use of ['processed', 'quarantine'] as const) {
    for (const prefix of prefixes[use])
      await removeVersions(s3, names.bucket(use), replacedVersions(await listVersions(s3, names.bucket(use), prefix)));
  }
}

/** The next run expires every replaced snapshot, and takes the wish away when all tables were built from what is left. */
async function expireSnapshots({ names, s3, items, now, schema, say, patience }: ErasureInAws): Promise<void> {
  const final = new S3Store(names.bucket('final'), s3);
  const at = now().toISOString();
  const key = erasureKey(`${schema.name}-${at.replaceAll(/\D/g, '')}`);
  const wish = { format: 1, dataset: schema.name, requestedAt: at };
  await final.write(key, new TextEncoder().encode(`${JSON.stringify(wish, undefined, 2)}\n`));
  await dynamoLedger(items, names.named('runs')).request({ atOnce: true });
  say('waiting for a run of the tables that expires their snapshots');
  const message = `${names.named('run')}: expected a run to expire snapshots within ${patience} s, got none that built every table; mend what its notice says, then run this again`;
  const isGone = async () => (await final.head(key)) === undefined;
  await until(patience, isGone, () => new CommandError('not-rebuilt', 'environment', message));
}
