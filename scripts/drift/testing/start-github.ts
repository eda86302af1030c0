import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** An issue as the API gives it, as far as it matters here. */
export interface StandInIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: { readonly name: string }[];
  readonly user: { readonly type: 'Bot' | 'User' };
  readonly comments: string[];
  readonly pull_request?: object;
}

export interface StandInGitHub {
  readonly endpoint: string;
  readonly issues: StandInIssue[];
  /** Methods and paths of what was written, since the last time. */
  writes(): string[];
  /** Refuses what is written from now on. */
  forbid(): void;
  close(): Promise<void>;
}

interface Given {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  readonly labels?: readonly string[];
}

/** Issues of one repository by GitHub's API, in memory: pages, labels, states, and its limit of a body's length. */
export async function startGitHub(): Promise<StandInGitHub> {
  const issues: StandInIssue[] = [];
  let written: string[] = [];
  let isForbidden = false;

  function list(url: URL): { readonly status: number; readonly body: unknown; readonly link?: string } {
    const [state, labels] = [url.searchParams.get('state') ?? 'open', url.searchParams.get('labels')];
    const [size, page] = [Number(url.searchParams.get('per_page') ?? 30), Number(url.searchParams.get('page') ?? 1)];
    const found = issues
      .filter((one) => state === 'all' || one.state === state)
      .filter((one) => labels === null || one.labels.some(({ name }) => name === labels))
      .sort((a, b) => b.number - a.number);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const link = page * size < found.length ? { link: `<${next}>; rel="next"` } : {};
    return { status: 200, body: found.slice((page - 1) * size, page * size), ...link };
  }

  function write(method: string, path: string, given: Given): { readonly status: number; readonly body: unknown } {
    if (isForbidden) return { status: 403, body: { message: 'Resource not accessible by integration' } };
    if ((given.body ?? '').length > 65_536) return { status: 422, body: { message: 'body is too long' } };
    if (path === 'issues' && method === 'POST') {
      const { title = '', body = '', labels = [] } = given;
      const number = Math.max(0, ...issues.map((one) => one.number)) + 1;
      const made: StandInIssue = {
        ...{ number, title, body, state: 'open', labels: labels.map((name) => ({ name })) },
        ...{ user: { type: 'Bot' }, comments: [] },
      };
      issues.push(made);
      return { status: 201, body: made };
    }
    const [, number, more] = /^issues\/(\d+)(\/comments)?$/.exec(path) ?? [];
    const issue = issues.find((one) => one.number === Number(number));
    if (issue === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (more === undefined) {
      const { labels, ...rest } = given;
      Object.assign(issue, rest, labels === undefined ? {} : { labels: labels.map((name) => ({ name })) });
    } else issue.comments.push(given.body ?? '');
    return { status: more === undefined ? 200 : 201, body: issue };
  }

  async function answer(request: IncomingMessage) {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const path = url.pathname.replace('/repos/example/sluice/', '');
    if (request.method === 'GET') return list(url);
    const body = await text(request);
    written.push(`${request.method} ${path}`);
    const given: Given = body === '' ? {} : JSON.parse(body);
    return write(request.method ?? '', path, given);
  }

  const server = createServer(async (request, response) => {
    const { status, body, ...more } = await answer(request);
    const link = 'link' in more && typeof more.link === 'string' ? { link: more.link } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...link }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    issues,
    writes() {
      const done = written;
      written = [];
      return done;
    },
    forbid() {
      isForbidden = true;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
