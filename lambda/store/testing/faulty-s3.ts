import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { createS3Client } from '../s3-client.ts';
import { readRequest } from './read-request.ts';
import { type Reply, type Request, refusal, S3InMemory } from './s3-in-memory.ts';

/** What goes wrong with one answer. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code: string }
  /** The socket is gone before an answer; what was asked for is not done. */
  | { readonly kind: 'hang-up' }
  /** What was asked for is done, and the socket is gone before the answer. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The socket is gone after so many bytes of a body whose announced length is the whole. */
  | { readonly kind: 'cut'; readonly after: number }
  /** After so many bytes nothing comes any more. */
  | { readonly kind: 'stall'; readonly after: number }
  /** A byte is another, the length is right. */
  | { readonly kind: 'corrupt'; readonly at: number }
  /** Shorter than the object, and the announced length with it. */
  | { readonly kind: 'short'; readonly length: number }
  /** The object is replaced before this answer. */
  | { readonly kind: 'replaced'; readonly by: Uint8Array };

/** A request as faults are chosen by. */
export interface Asked extends Request {
  /** Of this method and key so far, from 1. */
  readonly time: number;
  readonly range: string | undefined;
}

export interface FaultyS3 {
  readonly client: S3Client;
  readonly bucket: S3InMemory;
  readonly asked: readonly Asked[];
  /** The most requests that were under way at a time. */
  mostAtOnce(): number;
  stop(): Promise<void>;
}

function bodyOf(reply: Reply, fault: Fault | undefined): Buffer {
  const whole = Buffer.from(reply.body ?? '');
  if (fault?.kind === 'short') return whole.subarray(0, fault.length);
  if (fault?.kind === 'corrupt') whole[fault.at] = (whole[fault.at] ?? 0) ^ 1;
  return whole;
}

function send(reply: Reply, method: string, response: ServerResponse, fault: Fault | undefined): void {
  const body = bodyOf(reply, fault);
  const length = reply.status === 204 ? {} : { 'content-length': body.length };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  if (fault?.kind === 'cut') response.write(body.subarray(0, fault.after), () => response.destroy());
  else if (fault?.kind === 'stall') response.write(body.subarray(0, fault.after));
  else response.end(method === 'HEAD' ? undefined : body);
}

/**
 * An S3 on this machine that stumbles, lies and hangs up where it is told to.
 * @param faultOf what goes wrong with a request; undefined: nothing
 * @param silence milliseconds after which the client takes a socket that says nothing for broken; as in production, where nothing is silent for long
 */
export async function startFaultyS3(faultOf: (asked: Asked) => Fault | undefined, silence = 30_000): Promise<FaultyS3> {
  const bucket = new S3InMemory();
  const asked: Asked[] = [];
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = readRequest(message);
    const { method, key } = request;
    const time = asked.filter((one) => one.method === method && one.key === key).length + 1;
    const one = { ...request, time, range: message.headers.range };
    asked.push(one);
    const fault = faultOf(one);
    const body = await buffer(message);
    if (fault?.kind === 'slow') await sleep(fault.milliseconds, undefined, { ref: false });
    if (fault?.kind === 'replaced') bucket.objects.set(key, Buffer.from(fault.by));
    const refused = fault?.kind === 'status' ? refusal(fault.status, fault.code) : undefined;
    if (fault?.kind === 'hang-up') message.socket.destroy();
    else {
      const reply = refused ?? bucket.reply(request, body);
      if (fault?.kind === 'lost') message.socket.destroy();
      else send(reply, method, response, fault);
    }
  };
  let [now, most] = [0, 0];
  const server = createServer((message, response) => {
    most = Math.max(most, ++now);
    response.once('close', () => now--);
    // A client that went away.
    answer(message, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = createS3Client({
    ...{ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { connectionTimeout: 3_000, socketTimeout: silence },
  });
  return {
    ...{ client, bucket, asked },
    mostAtOnce: () => most,
    async stop() {
      client.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
