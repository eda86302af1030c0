import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the stand-in got. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  /** Path of the page after this one. */
  readonly next?: string;
}

/** The part of GitHub's API that a test is about, over real HTTP on this machine. */
export interface GitHubStandIn {
  /** What GITHUB_API_URL is to be. */
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** @param answer undefined: 404, as GitHub answers what it doesn't have */
export async function startGitHub(answer: (asked: Asked) => Answer | undefined): Promise<GitHubStandIn> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one: Asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: text === '' ? undefined : JSON.parse(text),
      };
      asked.push(one);
      const { status = 200, body, next } = answer(one) ?? { status: 404, body: { message: 'Not Found' } };
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      response.writeHead(status, next === undefined ? headers : { ...headers, link: `<${url}${next}>; rel="next"` });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
