import process from 'node:process';
import type { S3Client } from '@aws-sdk/client-s3';
import { createS3Client } from '../../../lambda/store/s3-client.ts';

/** S3 of a region, or of the stand-in that AWS_ENDPOINT_URL names: one has no names for buckets. */
export function connectS3(region: string): S3Client {
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
  return createS3Client({ region, forcePathStyle: endpoint !== undefined });
}
