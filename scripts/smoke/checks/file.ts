import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { manifestKey } from '../../../lambda/reconcile/output-keys.ts';
import { readManifest } from '../../../lambda/reconcile/read-manifests.ts';
import { S3Store } from '../../../lambda/store/s3-store.ts';
import { waitUntil } from '../../aws/wait-until.ts';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** The file goes up as people upload, and comes out clean. */
export const file: Check = {
  name: 'file',
  expects: 'a file that is uploaded to be clean in processed, its bad row in quarantine, with exact counts',
  needs: [],
  async run(smoke) {
    const { aws, names, plan, state, timeout, signal } = smoke;
    const uploader = await smoke.as('upload');
    // From here on there may be something to take away, whatever becomes of the answer.
    state.uploaded = true;
    await uploader.s3.send(new PutObjectCommand({ Bucket: names.bucket('raw'), Key: plan.key, Body: plan.body }));
    smoke.say(`waiting for ${manifestKey(plan.key)}`);
    const processed = new S3Store(names.bucket('processed'), aws.s3);
    const most = Math.min(timeout, 600);
    const read = await waitUntil(async () => (await readManifest(processed, plan.key))?.manifest, { most, signal });
    if (read === undefined) {
      const got = `nothing after ${most} s`;
      return { says: plan.key, findings: [findings.timedOut(plan.key, 'its manifest in processed', got)] };
    }
    const at = { Bucket: names.bucket('processed'), Key: manifestKey(plan.key) };
    state.cleanedAt = (await aws.s3.send(new HeadObjectCommand(at))).LastModified;
    state.manifest = read;
    const says = `${plan.key}: ${read.rowsIn} rows in, ${read.rowsClean} clean, ${read.rowsQuarantined} quarantined`;
    return { says, findings: await judge(smoke) };
  },
};

async function judge({ aws, names, plan, state }: Smoke): Promise<SmokeFinding[]> {
  const { manifest } = state;
  if (manifest === undefined) return [];
  const found: SmokeFinding[] = [];
  const expect = (subject: string, expected: string | number, got: string | number) => {
    if (expected !== got) found.push(findings.fileNotClean(plan.key, subject, String(expected), String(got)));
  };
  expect('status', 'clean', manifest.status);
  expect('rows in', plan.rows.clean + plan.rows.quarantined, manifest.rowsIn);
  expect('clean rows', plan.rows.clean, manifest.rowsClean);
  expect('quarantined rows', plan.rows.quarantined, manifest.rowsQuarantined);
  for (const { key, rows } of manifest.parts) {
    const text = await readText(aws.s3, names.bucket('processed'), key);
    expect(`rows of ${key}`, rows, text.trimEnd().split('\n').length - 1);
  }
  const { quarantine } = manifest;
  if (plan.rows.quarantined > 0 && quarantine !== undefined) {
    const text = await readText(aws.s3, names.bucket('quarantine'), quarantine.key);
    expect('records in quarantine', plan.rows.quarantined, text.trimEnd().split('\n').length);
  } else expect('quarantine', plan.rows.quarantined > 0 ? 'an object' : 'none', quarantine?.key ?? 'none');
  return found;
}

async function readText(client: Smoke['aws']['s3'], Bucket: string, Key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}
