import { S3ServiceException } from '@aws-sdk/client-s3';
import { StoreError } from './object-store.ts';
import { conflict, denied, notFound, unavailable } from './store-errors.ts';

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Whether S3 says that there is no such object: a missing bucket is something else. */
export const isAbsent = (error: unknown): boolean =>
  nameOf(error) !== 'NoSuchBucket' && (statusOf(error) === 404 || ['NotFound', 'NoSuchKey'].includes(nameOf(error)));

/**
 * What S3 or the way to it said, as our own error. 405 is what S3 answers when the version asked for is a delete marker, 400 with
 * `Invalid version id` when it never was one; 409 is a conditional write that met another.
 * @param action completes "expected to …"
 */
export function fromS3Error(error: unknown, store: string, key: string, action: string): StoreError {
  if (error instanceof StoreError) return error;
  const status = statusOf(error);
  const badVersion = error instanceof Error && status === 400 && /version/i.test(error.message);
  if (isAbsent(error) || nameOf(error) === 'NoSuchVersion' || status === 405 || badVersion) {
    return notFound(store, key, undefined, error);
  }
  if (status === 412 || nameOf(error) === 'ConditionalRequestConflict') return conflict(store, key, undefined, error);
  if (status === 401 || status === 403) return denied(store, key, action, error);
  return unavailable(store, key, action, error);
}
