import { buffer } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Names } from '../../infra/names/names.ts';
import { parseRunRecord, type RunRecord, recordKey } from '../../lambda/pipeline/run-record.ts';
import { S3Store } from '../../lambda/store/s3-store.ts';

/** What a run left behind. @returns undefined when there is no record. @throws PipelineError for one that is damaged */
export async function readRunRecord(
  { s3, names }: { readonly s3: S3Client; readonly names: Names },
  run: string,
): Promise<RunRecord | undefined> {
  const final = new S3Store(names.bucket('final'), s3);
  const key = recordKey(run);
  if ((await final.head(key)) === undefined) return undefined;
  return parseRunRecord((await buffer(final.read(key))).toString('utf8'), run);
}
