import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Control, controlMethods, controlPath } from './control.ts';
import { localControl } from './local-control.ts';
import { type Delivery, QuickSight, type Setting } from './quick-sight.ts';
import { emptyState } from './state/state.ts';
import { stateFile } from './state/state-file.ts';
import { largestBody } from './wire/read-input.ts';

/** A QuickSight that runs in this process. */
export interface QuickSightStandIn {
  /** For the SDK's `endpoint`. */
  readonly endpoint: string;
  readonly control: Control;
  stop(): Promise<void>;
}

export interface StandInOptions extends Partial<Setting> {
  /** 0, the default: any that is free. */
  readonly port?: number;
  /** Absolute path where the state outlives the process; none: it does not. */
  readonly stateFolder?: string;
}

/** Starts it on 127.0.0.1. Without options: account 123456789012 in us-east-1, Enterprise, one poll until work is done. */
export async function startQuickSight(options: StandInOptions = {}): Promise<QuickSightStandIn> {
  const { port = 0, stateFolder, region = 'us-east-1' } = options;
  const file = stateFolder === undefined ? undefined : stateFile(stateFolder);
  const state = file?.read() ?? emptyState();
  const save = () => file?.write(state);
  const quickSight = new QuickSight(
    {
      account: options.account ?? '123456789012',
      region,
      identityRegion: options.identityRegion ?? region,
      edition: options.edition ?? 'ENTERPRISE',
      pace: options.pace ?? { polls: 1, milliseconds: 0 },
      clock: options.clock ?? Date.now,
    },
    state,
  );
  const control = localControl(quickSight, save);
  const server = createServer((request, response) => {
    serve(request, response, quickSight, control, save).catch((error: unknown) => {
      // A bug of the stand-in: the client sees why, as far as one can.
      if (!response.headersSent) response.writeHead(500, { 'x-amzn-errortype': 'InternalFailureException' });
      response.end(JSON.stringify({ Message: error instanceof Error ? error.stack : String(error) }));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new RangeError('expected a port, got none');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    control,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  quickSight: QuickSight,
  control: Control,
  save: () => void,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { 'x-amzn-errortype': 'RequestEntityTooLargeException' }).end('{}');
    return;
  }
  if (url.startsWith(controlPath)) {
    await serveControl(url.slice(controlPath.length), body, response, control);
    return;
  }
  const delivery = quickSight.answer({ method, target: url, authorization: headers.authorization, body });
  if (delivery.wrote) save();
  await deliver(delivery, request, response);
}

async function deliver(
  { answer, delay, cut }: Delivery,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (delay > 0) await sleep(delay);
  if (cut && answer.status === 0) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  if (cut) {
    response.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => request.socket.destroy());
    return;
  }
  response.end(answer.body);
}

async function serveControl(name: string, body: string, response: ServerResponse, control: Control): Promise<void> {
  const method = controlMethods.find((known) => known === name);
  const reply = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? null));
  if (method === undefined) return void reply(404, `expected one of ${controlMethods.join(', ')}, got ${name}`);
  try {
    const argument = JSON.parse(body === '' ? 'null' : body);
    const call: (argument: never) => Promise<unknown> = control[method];
    reply(200, await call(argument as never));
  } catch (error) {
    reply(400, error instanceof Error ? error.message : String(error));
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks).toString('utf8');
}
