import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { readRequest } from './read-request.ts';
import { S3InMemory } from './s3-in-memory.ts';

/** Buckets in memory behind HTTP, fast enough to time who asks. */
export interface S3Server {
  readonly endpoint: string;
  /** Made by the first request for it. */
  bucket(name: string): S3InMemory;
  /** Requests since it was last asked, by method (s3-in-memory.ts). */
  takeCalls(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startS3Server(): Promise<S3Server> {
  const buckets = new Map<string, S3InMemory>();
  let calls = new Map<string, number>();
  const bucket = (name: string): S3InMemory => {
    const found = buckets.get(name) ?? new S3InMemory();
    buckets.set(name, found);
    return found;
  };
  const server = createServer(async (message, response) => {
    const [, name = ''] = /^\/([^/?]+)/.exec(message.url ?? '') ?? [];
    const request = readRequest(message);
    calls.set(request.method, (calls.get(request.method) ?? 0) + 1);
    const { status, headers, body = '' } = bucket(name).reply(request, await buffer(message));
    const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { ...headers, ...length }).end(request.method === 'HEAD' ? undefined : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    takeCalls() {
      const taken = calls;
      calls = new Map();
      return taken;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
