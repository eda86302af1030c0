import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CommandError } from '../../cli/command-error.ts';
import { buildPage, type PageAssets } from '../build-page.ts';
import type { DashboardModel, PageModel } from '../model.ts';
import { servedHtml, servedPolicy } from '../page-html.ts';
import { parseQueryRequest, type QueryRequest } from '../query-request.ts';
import { eventStream } from './event-stream.ts';
import { readBody } from './read-body.ts';
import { refuseForeign } from './refuse-foreign.ts';

export interface ServerOptions {
  readonly host: '127.0.0.1';
  /** 0: any free one. */
  readonly port: number;
  /** Today's model, asked for whenever a page loads. */
  getModel(): Promise<PageModel>;
  /** A dashboard at other control values. */
  query(request: QueryRequest): Promise<DashboardModel>;
}

export interface PageServer {
  readonly url: string;
  /** Open pages fetch the model again, in place. */
  refresh(): void;
  close(): Promise<void>;
}

/**
 * Serves the page to this machine alone.
 * @throws CommandError `port-in-use`, `port-refused`
 */
export async function startServer(options: ServerOptions): Promise<PageServer> {
  const assets = await buildPage();
  const events = eventStream();
  const server = createServer((request, response) => {
    const { port } = addressOf(server);
    answer({ request, response, assets, options, port, listen: () => events.add(response) }).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) send(response, 500, 'text/plain', message);
      else response.destroy();
    });
  });
  await listening(server, options);
  return {
    url: `http://${options.host}:${addressOf(server).port}/`,
    refresh: () => events.send('changed'),
    close: async () => {
      events.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly assets: PageAssets;
  readonly options: ServerOptions;
  readonly port: number;
  /** Makes the response a stream of events. */
  listen(): void;
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, assets, options, port } = exchange;
  const refused = refuseForeign(request.headers, port);
  if (refused !== undefined) return send(response, 403, 'text/plain', `refused: ${refused}`);
  const path = new URL(request.url ?? '/', 'http://page').pathname;
  switch (`${request.method} ${path}`) {
    case 'GET /':
      return send(response, 200, 'text/html', servedHtml(assets.world));
    case 'GET /page.js':
      return send(response, 200, 'text/javascript', assets.script);
    case 'GET /page.css':
      return send(response, 200, 'text/css', assets.style);
    case 'GET /model.json':
      return send(response, 200, 'application/json', JSON.stringify({ ...(await options.getModel()), mode: 'live' }));
    case 'GET /events':
      return exchange.listen();
    case 'POST /query':
      return await answerQuery(exchange);
    default:
      return send(response, 404, 'text/plain', 'not found');
  }
}

async function answerQuery({ request, response, options }: Exchange): Promise<void> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return send(response, 415, 'text/plain', 'expected content-type application/json');
  }
  const body = await readBody(request);
  const parsed = typeof body === 'string' ? body : parseQueryRequest(body.value);
  if (typeof parsed === 'string') return send(response, 400, 'text/plain', parsed);
  send(response, 200, 'application/json', JSON.stringify(await options.query(parsed)));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': servedPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  response.end(body);
}

function listening(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, port)));
    server.listen(port, host, () => resolve());
  });
}

function refusal(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    const message = `port ${port} of 127.0.0.1: expected a free port, got one that another program listens on; give another with --port N (--port 0 takes any free one)`;
    return new CommandError('port-in-use', 'environment', message, { cause: error });
  }
  if (error.code === 'EACCES') {
    const message = `port ${port} of 127.0.0.1: expected a port that you may listen on, got permission denied; give one above 1023 with --port N`;
    return new CommandError('port-refused', 'environment', message, { cause: error });
  }
  return error;
}

function addressOf(server: Server): { readonly port: number } {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address : { port: 0 };
}
