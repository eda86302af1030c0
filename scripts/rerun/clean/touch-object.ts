import { CopyObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { StoreError } from '../../../lambda/store/object-store.ts';
import { fromS3Error } from '../../../lambda/store/s3-error.ts';

/**
 * Gives an object a new version with the same bytes and metadata, in S3 itself: its event has the file cleaned although nothing differs. Whoever
 * replaces it meanwhile wins. S3 refuses a copy onto itself that changes nothing, and takes one that says its metadata again:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 * @returns false when the object is not the one that was looked at any more
 * @throws StoreError
 */
export async function touchObject(client: S3Client, Bucket: string, Key: string): Promise<boolean> {
  const at = { Bucket, Key };
  try {
    const { ETag, Metadata, ContentType, ContentEncoding } = await client.send(new HeadObjectCommand(at));
    const same = { MetadataDirective: 'REPLACE', Metadata, ContentType, ContentEncoding } as const;
    const CopySource = [Bucket, ...Key.split('/')].map(encodeURIComponent).join('/');
    await client.send(new CopyObjectCommand({ ...at, ...same, CopySource, CopySourceIfMatch: ETag, IfMatch: ETag }));
    return true;
  } catch (cause) {
    const error = fromS3Error(cause, `s3://${Bucket}/`, Key, 'copy');
    if (error instanceof StoreError && (error.code === 'conflict' || error.code === 'not-found')) return false;
    throw error;
  }
}
