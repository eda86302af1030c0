import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type RunRecord, recordKey } from '../../../lambda/pipeline/run-record.ts';
import { startAthena } from '../../aws/testing/start-athena.ts';
import type { SeenTable } from '../../rehearse/answer-query.ts';

export interface TestLake {
  /** Newest first, as Step Functions lists them. */
  readonly runs: { name: string; status: string }[];
  readonly records: Map<string, RunRecord>;
  /** Roles that can't be taken. */
  readonly closed: Set<string>;
  /** Called before each listing of runs: what goes on meanwhile. */
  meanwhile: (listing: number) => void;
  readonly endpoint: string;
  /** What was asked of Athena. */
  readonly queries: string[];
  close(): Promise<void>;
}

/**
 * One endpoint for a lake's services: Athena, over Parquet, as each role sees it; Step Functions; S3's records; STS. What is asked of QuickSight goes
 * to its stand-in.
 * @param seenBy what an audience sees
 * @param quickSight the stand-in's endpoint
 */
export async function startLake(
  seenBy: ReadonlyMap<string, readonly SeenTable[]>,
  quickSight: string,
): Promise<TestLake> {
  const athena = await startAthena(seenBy);
  let listings = 0;
  const queries: string[] = [];
  const [runs, records, closed] = [[] as TestLake['runs'], new Map<string, RunRecord>(), new Set<string>()] as const;

  async function forward(to: string, request: IncomingMessage, response: ServerResponse, body: Buffer) {
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && !/^(host|connection|content-length|expect)$/.test(name) ? [[name, value]] : [],
    );
    const { method = 'GET', url = '/' } = request;
    const came = await fetch(`${to}${url}`, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    const type = came.headers.get('x-amzn-errortype');
    response.writeHead(came.status, {
      'content-type': came.headers.get('content-type') ?? 'application/json',
      ...(type === null ? {} : { 'x-amzn-errortype': type }),
    });
    response.end(Buffer.from(await came.arrayBuffer()));
  }

  function assume(role: string, response: ServerResponse): void {
    const audience = role.replace(/^.*-reader-/, '');
    response.setHeader('content-type', 'text/xml');
    if (closed.has(audience)) {
      response.statusCode = 403;
      response.end(
        '<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>',
      );
      return;
    }
    const given = `<AccessKeyId>${audience}</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>x</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>`;
    response.end(
      `<AssumeRoleResponse><AssumeRoleResult><Credentials>${given}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  }

  function object(request: IncomingMessage, response: ServerResponse): void {
    const key = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname.split('/').slice(2).join('/'));
    const found = [...records].find(([run]) => recordKey(run) === key)?.[1];
    const body = JSON.stringify(found);
    if (found === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { etag: '"a"', 'content-length': Buffer.byteLength(body) })
        .end(request.method === 'HEAD' ? undefined : body);
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.startsWith('AmazonAthena')) {
      const asked: unknown = JSON.parse(body.toString('utf8'));
      if (typeof asked === 'object' && asked !== null && 'QueryString' in asked)
        queries.push(String(asked.QueryString));
      await forward(athena.endpoint, request, response, body);
    } else if (target.startsWith('AWSStepFunctions')) {
      listings++;
      lake.meanwhile(listings);
      const executions = runs.map((run, index) => ({ ...run, startDate: 1_000_000 - index }));
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify({ executions }));
    } else if (request.url?.startsWith('/accounts/') === true) await forward(quickSight, request, response, body);
    else if (/Action=AssumeRole/.test(body.toString('utf8')))
      assume(new URLSearchParams(body.toString('utf8')).get('RoleArn') ?? '', response);
    else object(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const lake: TestLake = {
    ...{ runs, records, closed, queries, meanwhile: () => undefined },
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await athena.close();
    },
  };
  return lake;
}
