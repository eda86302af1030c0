import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { manifestKey, outputPlaces } from '../../lambda/reconcile/output-keys.ts';
import { S3Store } from '../../lambda/store/s3-store.ts';
import { readRunRecord } from '../aws/read-run-record.ts';
import { waitUntil } from '../aws/wait-until.ts';
import { smokePrefix } from './file/make-file.ts';
import { findings, type SmokeFinding } from './findings.ts';
import { nextRun } from './machine-runs.ts';
import type { Smoke } from './smoke-context.ts';

/** Raw keys that smokes have left, versions of removed ones among them. */
export async function findLeftovers(smoke: Smoke): Promise<string[]> {
  const keys = new Set<string>();
  for (const dataset of smoke.plan.datasets)
    for await (const { Key } of versionsOf(smoke, `${dataset}/${smokePrefix}`)) keys.add(Key);
  return [...keys].sort();
}

/**
 * Takes a file of a smoke away, with all of its versions, and waits until the lake has followed: outputs gone, and a run without its rows.
 * @returns what is left
 */
export async function takeAway(smoke: Smoke, key: string): Promise<SmokeFinding[]> {
  const { names, timeout } = smoke;
  const Bucket = names.bucket('raw');
  const hadRows = await hasManifest(smoke, key);
  smoke.say(`removing ${key}`);
  for await (const { Key, VersionId } of versionsOf(smoke, key))
    if (Key === key) await smoke.aws.s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  const most = Math.min(timeout, 600);
  const removed = await waitUntil(async () => ((await outputsOf(smoke, key)).length === 0 ? new Date() : undefined), {
    most,
  });
  if (removed === undefined) {
    const left = await outputsOf(smoke, key);
    return left.map((one) =>
      findings.leftBehind(one, 'its object', `see why the clean function has not heard of it; then aws s3 rm ${one}`),
    );
  }
  if (!hadRows) return [];
  smoke.say('waiting for a run without its rows');
  return await waitForRows(smoke, key, removed);
}

/** Milliseconds that the clocks of AWS and of this machine may differ by. */
const clocksApart = 10_000;

/** Waits for a run that read manifests without the file's: the first in which a table that showed it is not what it was. */
async function waitForRows(smoke: Smoke, key: string, removed: Date): Promise<SmokeFinding[]> {
  const { names, plan, state, timeout } = smoke;
  const invoke = `aws lambda invoke --function-name ${names.named('start-run')} --payload '{"do":"request","atOnce":true}' /dev/stdout`;
  const left = (place: string, got: string, fix: string) => findings.leftBehind(place, `rows of ${key}: ${got}`, fix);
  const shown = new Set(plan.expected.map(({ table }) => table.name));
  const past = new Set(state.run === undefined ? [] : [state.run]);
  for (;;) {
    const ended = await nextRun(smoke, new Date(removed.getTime() - clocksApart), past);
    if (ended === undefined)
      return [left(names.databases.final, `no run after ${timeout} s`, `start a run: ${invoke}`)];
    // A run fails for any table; those of the file may be published all the same.
    const record = await readRunRecord({ s3: smoke.aws.s3, names }, ended.name);
    if (record === undefined)
      return [left(names.databases.final, `${ended.name} ${ended.status}`, `mend it, and start a run: ${invoke}`)];
    const tables = record.tables.filter(({ table }) => shown.has(table));
    const held = tables.filter(({ outcome }) => outcome !== 'published' && outcome !== 'unchanged');
    if (held.length > 0) {
      const fix = "it keeps yesterday's rows until a run that its rules accept: put the data in that they ask for";
      return held.map(({ table, outcome, findings: why }) =>
        left(`${names.databases.final}.${table}`, `${outcome}: ${why[0] ?? ''}`, fix),
      );
    }
    const hasRead = ended.started >= removed.getTime() + clocksApart;
    if (tables.length === 0 || hasRead || tables.some(({ outcome }) => outcome === 'published')) return [];
    past.add(ended.name);
  }
}

/** Takes answers of Athena away; they are copies of rows. */
export async function removeAnswers({ aws, names, state }: Smoke): Promise<void> {
  const Bucket = names.bucket('results');
  for (const key of state.answers)
    for (const Key of [key, `${key}.metadata`]) await aws.s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

async function* versionsOf({ aws, names }: Smoke, Prefix: string) {
  let next: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  do {
    const page: ListObjectVersionsCommandOutput = await aws.s3.send(
      new ListObjectVersionsCommand({
        ...{ Bucket: names.bucket('raw'), Prefix },
        ...(next.NextKeyMarker === undefined ? {} : { KeyMarker: next.NextKeyMarker }),
        ...(next.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: next.NextVersionIdMarker }),
      }),
    );
    for (const { Key = '', VersionId = '' } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      yield { Key, VersionId };
    next = page.IsTruncated === true ? page : {};
  } while (next.NextKeyMarker !== undefined);
}

async function hasManifest({ aws, names }: Smoke, key: string): Promise<boolean> {
  return (await new S3Store(names.bucket('processed'), aws.s3).head(manifestKey(key))) !== undefined;
}

/** Objects of the lake that are there because of a raw key, as S3 URIs. */
async function outputsOf({ aws, names }: Smoke, key: string): Promise<string[]> {
  const places = outputPlaces(key);
  const found: string[] = [];
  for (const use of ['processed', 'quarantine'] as const) {
    const store = new S3Store(names.bucket(use), aws.s3);
    for (const { prefix } of places[use])
      for await (const one of store.keys(prefix)) found.push(`s3://${names.bucket(use)}/${one}`);
  }
  const manifest = manifestKey(key);
  if ((await new S3Store(names.bucket('processed'), aws.s3).head(manifest)) !== undefined)
    found.push(`s3://${names.bucket('processed')}/${manifest}`);
  return found;
}
