import process from 'node:process';
import { createS3Client } from '../s3-client.ts';
import { S3Store } from '../s3-store.ts';

/**
 * A process that uploads objects and says after each what memory it has taken at most, in bytes. Arguments: the endpoint, and sizes in
 * MiB.
 */
const [endpoint = '', ...sizes] = process.argv.slice(2);
const client = createS3Client({
  ...{ endpoint, region: 'us-east-1', forcePathStyle: true },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const store = new S3Store('bucket', client);

async function* body(mebibytes: number): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < mebibytes * 4; chunk++) yield new Uint8Array(256 * 1024).fill(chunk);
}

const peaks: number[] = [process.resourceUsage().maxRSS * 1024];
for (const size of sizes) {
  await store.write('key', body(Number(size)));
  peaks.push(process.resourceUsage().maxRSS * 1024);
}
client.destroy();
process.send?.(peaks);
process.disconnect();
