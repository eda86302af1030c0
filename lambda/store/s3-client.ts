import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * The client of AWS. What S3 answers with 5xx or `SlowDown`, and a connection that breaks before an answer, is asked again by the SDK:
 * five times in all, with growing random pauses (`standard`: the mode `adaptive` would slow down every request for one busy prefix).
 * A socket that says nothing for half a minute counts as broken.
 * @param more overrides and adds; AWS needs nothing
 */
export const createS3Client = (more: S3ClientConfig = {}): S3Client =>
  new S3Client({
    retryMode: 'standard',
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 30_000 },
    ...more,
  });
