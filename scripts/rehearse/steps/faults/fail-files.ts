import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { readManifest } from '../../../../lambda/reconcile/read-manifests.ts';
import { listVersions, removeVersions } from '../../../erase/versions.ts';
import { cleanOnLaptop, countsOf, type Upload } from '../../laptop.ts';
import type { Rehearsal } from '../../rehearsal.ts';
import { readUploads } from '../../repository-uploads.ts';
import { messagesIn, messagesOfRaw, settleRaw } from '../../settle.ts';
import { until } from '../../until.ts';
import { missingObjects } from '../missing-objects.ts';
import { hideMessagesFor, redriveDeadLetters } from './dead-letters.ts';
import { faultFiles } from './fault-files.ts';

/** What S3 is said to hold: nobody can upload so much here, and the function must not read any of it. */
const hugeBytes = 60e9;
/** Longer than cleaning a file takes on a busy machine, and far shorter than half an hour. */
const hiddenSeconds = 6;
/** Deliveries before a message is given up (infra/storage/queues.ts). */
const tries = 5;
/** Of a message: five deliveries, each hidden for a while, on a machine that is busy. */
const mostSeconds = 240;

const { large, killedOnce, killedOften, unreadable, unwritable, sound } = faultFiles;
const deadFiles = [killedOften, unreadable, unwritable];

const kmsSays = (action: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/sluice-rehearsal-clean/clean is not authorized to perform: kms:${action} on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`;

/**
 * Files that go wrong on their way through the clean function: one far too large, one whose function is killed half-way, one whose function
 * is killed each time, one that may not be read and one whose outputs may not be written. What can't be cleaned ends as dead letters and is
 * whole once the cause is gone and the queue redriven.
 * @param uploads a sound file for each key
 */
export async function failFiles(rehearsal: Rehearsal, uploads: ReadonlyMap<string, Upload>) {
  const { buckets, names, standIn, clients } = rehearsal;
  const put = async (key: string) => buckets.raw.write(key, uploads.get(key)?.body ?? new Uint8Array());
  await hideMessagesFor(rehearsal, hiddenSeconds);
  standIn.faults.turn({
    sizes: { [large]: hugeBytes },
    kills: { [killedOnce]: 1, [killedOften]: tries },
    denied: [
      { operation: 'GetObject', bucket: names.bucket('raw'), prefix: unreadable, message: kmsSays('Decrypt') },
      {
        ...{ operation: 'PutObject', bucket: names.bucket('processed'), prefix: unwritable },
        message: kmsSays('GenerateDataKey'),
      },
    ],
  });
  for (const key of [large, killedOnce, ...deadFiles, sound]) await put(key);
  const given = await until(mostSeconds, async () => {
    const [left, lost] = [await messagesOfRaw(rehearsal), await messagesIn(clients.sqs, names.named('clean-dead'))];
    // A file whose invocation was killed for another's sake may come along: its work is done.
    return left === 0 && lost >= deadFiles.length ? lost : undefined;
  });
  const failures =
    given === undefined
      ? [
          `expected at least ${deadFiles.length} messages in ${names.named('clean-dead')} after ${mostSeconds} s, got fewer, or some left in the queue`,
        ]
      : [];
  failures.push(
    ...(await checkTooLarge(rehearsal)),
    ...(await checkKilled(rehearsal)),
    ...(await checkDenied(rehearsal)),
  );
  return failures;
}

/**
 * Mends everything: denials end, the object whose size S3 tells wrongly goes (it would tell it to every reader), and the dead letters come again.
 * @returns how many messages were dead before and are no longer, and what is not as on a laptop then
 */
export async function redrive(
  rehearsal: Rehearsal,
  uploads: ReadonlyMap<string, Upload>,
): Promise<{ readonly dead: number; readonly redriven: number; readonly failures: string[] }> {
  const { buckets, clients, folder, names, root, standIn } = rehearsal;
  standIn.faults.turn({ sizes: undefined, kills: undefined, denied: undefined });
  await removeVersions(clients.s3, names.bucket('raw'), await listVersions(clients.s3, names.bucket('raw'), large));
  const dead = await messagesIn(clients.sqs, names.named('clean-dead'));
  await redriveDeadLetters(rehearsal);
  await until(mostSeconds, async () =>
    (await messagesIn(clients.sqs, names.named('clean-dead'))) === 0 ? 0 : undefined,
  );
  const left = await settleRaw(rehearsal, mostSeconds);
  const lost = await messagesIn(clients.sqs, names.named('clean-dead'));
  const failures =
    left + lost === 0 ? [] : [`expected no message left after the redrive, got ${left} and ${lost} dead`];
  const whole = [killedOnce, ...deadFiles, sound].flatMap((key) => uploads.get(key) ?? []);
  const expected = await cleanOnLaptop(join(folder, 'laptop-faults'), (await readUploads(root)).schemas, whole);
  for (const { key } of whole) {
    const manifest = (await readManifest(buckets.processed, key))?.manifest;
    const [here, there] = [expected.get(key), manifest === undefined ? undefined : countsOf(manifest)];
    if (!isDeepStrictEqual(here, there))
      failures.push(`${key}: expected ${JSON.stringify(here)} as on a laptop, got ${JSON.stringify(there)}`);
    if (manifest === undefined) continue;
    failures.push(...(await missingObjects(buckets, [manifest])));
    const named = manifest.parts.map((part) => part.key);
    for await (const part of buckets.processed.keys(`${key}/`))
      if (!named.includes(part)) failures.push(`${part}: expected only what the manifest names, got this too`);
  }
  await hideMessagesFor(rehearsal, 6 * rehearsal.environment.clean.timeoutSeconds);
  return { dead, redriven: dead - lost, failures };
}

/** Refused unread, with how to split it; what was clean of it stays, stale, and the metric counts it. */
async function checkTooLarge({ buckets, standIn }: Rehearsal): Promise<string[]> {
  const manifest = (await readManifest(buckets.processed, large))?.manifest;
  if (manifest === undefined) return [`${large}: expected its refusal in a manifest, got none`];
  const text = async (key: string) => (await buffer(buckets.processed.read(key))).toString('utf8');
  const [report, rejects] = [await text(manifest.report), manifest.rejects && (await text(manifest.rejects.key))];
  const read = standIn.faults
    .lines()
    .some((line) => 'key' in line && line.operation === 'GetObject' && line.key === large);
  const { status, stale, parts } = manifest;
  const counted = logLines(standIn.functionsLog).some(
    (line) => line.includes('"FilesFailed":1') && line.includes('iot_sensor_data'),
  );
  return [
    ...(status === 'failed' && stale && parts.length > 0
      ? []
      : [`${large}: expected it refused and its last good parts stale, got ${status}, ${parts.length} parts`]),
    ...expectText(`${large}: report`, report, `"got": "${hugeBytes}"`),
    ...expectText(`${large}: report`, report, '"fix": "split it between records into'),
    ...expectText(`${large}: _rejects`, rejects ?? '', 'file-too-large'),
    ...(read ? [`${large}: expected it refused unread, got a GetObject`] : []),
    ...(counted ? [] : [`${large}: expected the metric FilesFailed, which the alarm watches, got no line with it`]),
  ];
}

/** A function that dies after its first write leaves an object that no manifest names: no reader counts it. */
async function checkKilled({ buckets, standIn }: Rehearsal): Promise<string[]> {
  const kills = standIn.faults.lines().flatMap((line) => ('killed' in line ? [line] : []));
  const failures: string[] = [];
  for (const [file, times] of [
    [killedOnce, 1],
    // One delivery may have ended with the kill of the other.
    [killedOften, tries - 1],
  ] as const) {
    const own = kills.filter(({ killed, processes }) => killed === file && processes > 0);
    if (own.length < times) failures.push(`${file}: expected its function killed ${times} times, got ${own.length}`);
  }
  const there = (await readManifest(buckets.processed, killedOften))?.manifest;
  if (there !== undefined) failures.push(`${killedOften}: expected nothing published, got a manifest`);
  const half = kills.find(({ killed }) => killed === killedOften)?.wrote;
  if (half === undefined || (await buffer(buckets.processed.read(half))).length === 0)
    failures.push(`${killedOften}: expected the part that was written before the kill, got none`);
  const once = (await readManifest(buckets.processed, killedOnce))?.manifest;
  if (once?.status !== 'clean') failures.push(`${killedOnce}: expected it clean the second time, got ${once?.status}`);
  return failures;
}

/** Nothing is published, and the log says which permission to grant on what. */
async function checkDenied({ buckets, standIn }: Rehearsal): Promise<string[]> {
  const failures: string[] = [];
  for (const [file, words] of [
    [unreadable, ['expected permission to read it', 'kms:Decrypt', 'grant it']],
    [unwritable, ['expected permission to write it', 'kms:GenerateDataKey', 'grant it']],
  ] as const) {
    const manifest = (await readManifest(buckets.processed, file))?.manifest;
    if (manifest !== undefined) failures.push(`${file}: expected nothing published, got a manifest`);
    const told = logLines(standIn.functionsLog).filter((line) => line.includes(`"file":"${file}"`));
    for (const word of words)
      if (!told.some((line) => line.includes(word))) failures.push(`${file}: expected "${word}" in the log, got none`);
  }
  const clean = (await readManifest(buckets.processed, sound))?.manifest;
  if (clean?.status !== 'clean') failures.push(`${sound}: expected others to go on, got ${clean?.status}`);
  return failures;
}

const logLines = (path: string): string[] => readFileSync(path, 'utf8').split('\n');

const expectText = (what: string, text: string, part: string): string[] =>
  text.includes(part) ? [] : [`${what}: expected "${part}" in it, got ${JSON.stringify(text.slice(0, 300))}`];
