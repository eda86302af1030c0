import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Names } from '../../../infra/names/names.ts';
import type { RunLedger } from '../../../lambda/pipeline/run-ledger.ts';
import { type RunRecord, recordKey } from '../../../lambda/pipeline/run-record.ts';
import { reconcileKey } from '../../../lambda/reconcile/reconcile-key.ts';
import { storedSchemas } from '../../../lambda/reconcile/stored-schemas.ts';
import { filesWithOutputs } from '../../../lambda/reconcile/sweep-outputs.ts';
import { developmentToken } from '../../../lambda/reconcile/token.ts';
import { S3Store } from '../../../lambda/store/s3-store.ts';

/** What works in a lake. */
export interface Works {
  readonly names: Names;
  readonly s3: S3Client;
  readonly ledger: RunLedger;
  readonly tables: RunRecord['tables'];
}

/** Has every key of raw reconciled again and again, as events would, and every run that is owed happen. @returns what stops it */
export function startWork({ names, s3, ledger, tables }: Works): () => Promise<void> {
  const bucket = (use: 'raw' | 'processed' | 'quarantine' | 'final') => new S3Store(names.bucket(use), s3);
  const [raw, processed, quarantine, final] = [
    bucket('raw'),
    bucket('processed'),
    bucket('quarantine'),
    bucket('final'),
  ];
  const buckets = { raw, processed, quarantine };
  const surroundings = {
    ...buckets,
    schemaOf: storedSchemas(processed),
    token: developmentToken,
    now: () => new Date(0),
  };
  let [isStopped, runs] = [false, 0];

  const clean = async (): Promise<void> => {
    const keys = new Set(await filesWithOutputs(buckets));
    for await (const key of raw.keys('')) keys.add(key);
    for (const key of keys) await reconcileKey(key, surroundings);
  };
  const run = async (): Promise<void> => {
    const name = `run-${runs + 1}`;
    const now = Date.now();
    if (!(await ledger.take(name, { now, until: now + 60_000, notBefore: now }))) return;
    runs++;
    await ledger.begin(name, now + 60_000);
    await sleep(2500);
    const record: RunRecord = { format: 1, run: name, tables };
    await final.write(recordKey(name), new TextEncoder().encode(JSON.stringify(record)));
    await ledger.finish(name);
  };
  const work = (async () => {
    while (!isStopped) {
      await clean();
      await run();
      await sleep(100);
    }
  })();
  return async () => {
    isStopped = true;
    await work;
  };
}
