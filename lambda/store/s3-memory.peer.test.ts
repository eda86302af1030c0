import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';

/** A server that takes everything and keeps nothing: what memory costs is the sender's. */
async function startSink() {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
    });
    request.on('end', () => {
      response.setHeader('etag', '"e"');
      // Longer than a piece takes to be made: pieces queue up.
      const answer = request.method === 'POST' ? '<R><UploadId>u</UploadId><ETag>"e"</ETag></R>' : '';
      setTimeout(() => response.end(answer), 50);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, endpoint: `http://127.0.0.1:${port}`, bytes: () => bytes };
}

it('uploads 1 GiB in the memory of 256 MiB', async () => {
  const sink = await startSink();
  const sizes = ['256', '1024'];
  const child = fork(join(import.meta.dirname, 'testing', 'upload-much.ts'), [sink.endpoint, ...sizes], {
    env: { PATH: process.env['PATH'] },
  });
  const [[start, small, big]] = await once(child, 'message');
  sink.server.close();
  expect(sink.bytes()).toBeGreaterThan((256 + 1024) * 1024 ** 2);
  // Three pieces of 8 MiB under way, one in the making, and what was not collected yet.
  expect(small - start).toBeLessThan(128 * 1024 ** 2);
  expect(big - small).toBeLessThan(32 * 1024 ** 2);
});
