import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueryRequest } from '../query-request.ts';
import { sampleDashboard, sampleModel } from '../testing/sample-model.ts';
import { type PageServer, startServer } from './start-server.ts';

let server: PageServer;
const asked: QueryRequest[] = [];

beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    getModel: async () => sampleModel,
    query: async (request) => {
      asked.push(request);
      if (request.dashboard === 'broken') throw new RangeError('the table is gone');
      return { ...sampleDashboard, controlValues: request.controlValues };
    },
  });
});

afterAll(() => server.close());

/** fetch sets Host itself; node:http lets a test lie. */
function get(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(new URL(path, server.url), { headers }, resolve).on('error', reject).end();
  });
}

const post = (body: string, type = 'application/json') =>
  fetch(new URL('query', server.url), { method: 'POST', headers: { 'content-type': type }, body });

test('serves the page with a strict policy and today’s model', async () => {
  const page = await fetch(server.url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await page.text()).toContain('src="page.js"');
  const model = await (await fetch(new URL('model.json', server.url))).json();
  expect(model).toMatchObject({ mode: 'live', title: 'Sluice' });
});

test('answers a query with the dashboard at those values', async () => {
  const controlValues = { region: { kind: 'list', values: ['EU'] } };
  const answer = await post(JSON.stringify({ dashboard: 'sample', sheet: 'overview', controlValues }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ id: 'sample', controlValues });
  expect(asked.at(-1)).toEqual({ dashboard: 'sample', sheet: 'overview', controlValues });
});

test.each([
  ['{', 400, 'JSON'],
  ['{}', 400, 'dashboard: expected a string'],
  [JSON.stringify({ dashboard: 'x'.repeat(1_100_000) }), 400, 'at most'],
  [JSON.stringify({ dashboard: 'broken', sheet: '', controlValues: {} }), 500, 'the table is gone'],
])('says what is wrong with %.20s', async (body, status, reason) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(reason);
});

test('a form of another site can’t ask', async () => {
  expect((await post('{}', 'text/plain')).status).toBe(415);
});

test('a foreign Host is refused, for data and page alike', async () => {
  for (const path of ['/', '/model.json', '/events']) {
    expect((await get(path, { host: 'evil.example' })).statusCode).toBe(403);
  }
});

test('anything else is not found', async () => {
  expect((await fetch(new URL('../../etc/passwd', server.url))).status).toBe(404);
});

test('open pages are told of a change', async () => {
  const events = await get('/events', { host: new URL(server.url).host });
  expect(events.headers['content-type']).toContain('text/event-stream');
  const told = new Promise<string>((resolve) => {
    let text = '';
    events.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('event: changed')) resolve(text);
    });
  });
  server.refresh();
  expect(await told).toContain('event: changed\ndata: {}\n\n');
  events.destroy();
});

test('a port that is taken is named, with what to do', async () => {
  const port = Number(new URL(server.url).port);
  const second = startServer({
    host: '127.0.0.1',
    port,
    getModel: async () => sampleModel,
    query: async () => sampleDashboard,
  });
  await expect(second).rejects.toMatchObject({
    code: 'port-in-use',
    exitCode: 3,
    message: expect.stringMatching(new RegExp(`port ${port} .*--port N`)),
  });
});
