import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { fromS3Error } from '../../../lambda/store/s3-error.ts';
import type { Day } from './names-day.ts';

/**
 * Keys of raw whose present version came on a day, by S3's clock, in UTC.
 * @param prefix `orders/`, or '' for all @throws StoreError
 */
export async function uploadedOn(client: S3Client, Bucket: string, prefix: string, day: Day): Promise<Set<string>> {
  const keys = new Set<string>();
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }))
      for (const { Key, LastModified } of Contents)
        if (Key !== undefined && LastModified?.toISOString().startsWith(day.text) === true) keys.add(Key);
  } catch (error) {
    throw fromS3Error(error, `s3://${Bucket}/`, prefix, 'list');
  }
  return keys;
}
