import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../../../scripts/rehearse/free-port.ts';

/** An S3 that runs on this machine: moto's server, spoken to over HTTP by the real SDK. */
export interface S3StandIn {
  readonly client: S3Client;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** @param python one that has `moto[server]` */
export async function startS3StandIn(python: string): Promise<S3StandIn> {
  const port = await freePort();
  const server = spawn(python, [join(import.meta.dirname, 'stand-in.py'), String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (
    !(await fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null || Date.now() > deadline) throw new TypeError('the S3 stand-in did not start');
    await sleep(100);
  }
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    endpoint,
    async stop() {
      client.destroy();
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    },
  };
}
