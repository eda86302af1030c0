import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { namesOf } from '../../../infra/names/names.ts';
import { connectAws } from '../../aws/connect-aws.ts';
import { findEnvironment } from '../../cli/find-environment.ts';
import type { SmokePlan } from '../plan-smoke.ts';
import type { Smoke } from '../smoke-context.ts';
import { run } from './run.ts';

const table = {
  ...{ name: 'visits_daily', title: '', description: '', owner: '', reads: [], partitions: [], key: [], columns: [] },
  ...{ sql: { text: '', place: { file: 'x' } }, quality: { text: '', place: { file: 'x' } } },
};
const plan: SmokePlan = {
  ...{ id: 'x', dataset: 'visits', key: 'visits/_smoke-x.csv', body: new Uint8Array(), datasets: ['visits'] },
  ...{ rows: { clean: 1, quarantined: 0 }, expected: [{ table, values: new Map() }], tokens: new Set() },
  sights: new Map(),
};

/** A machine's runs, the oldest first, and what became of the table in each. */
async function check(runs: Readonly<Record<string, string | undefined>>) {
  const executions = Object.keys(runs)
    .map((name, at) => ({
      name,
      status: runs[name] === undefined ? 'FAILED' : 'SUCCEEDED',
      startDate: 1_800_000_000 + at,
    }))
    .toReversed();
  const server = createServer((request, response) => {
    if (request.headers['x-amz-target'] !== undefined) return response.end(JSON.stringify({ executions }));
    const [, name = ''] = /_transforms\/(\w+)\.json/.exec(request.url ?? '') ?? [];
    const outcome = runs[name];
    if (outcome === undefined) return response.writeHead(404).end();
    const tables = [{ table: 'visits_daily', outcome, rows: 1 }];
    const text = JSON.stringify({ format: 1, run: name, tables });
    response.writeHead(200, { 'content-length': text.length, etag: '"x"', 'last-modified': new Date(0).toUTCString() });
    return response.end(request.method === 'HEAD' ? undefined : text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const environment = findEnvironment('test', 'rehearsal');
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const aws = connectAws({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials });
  const smoke: Smoke = {
    ...{ environment, names: namesOf(environment), as: async () => aws, aws, plan, timeout: 1 },
    ...{ signal: new AbortController().signal, say: () => undefined },
    state: {
      ...{ uploaded: true, manifest: undefined, cleanedAt: new Date(1_800_000_000_900), run: undefined },
      ...{ published: [], standing: [], answers: [] },
    },
  };
  try {
    const { findings } = await run.run(smoke);
    return { run: smoke.state.run, codes: findings.map(({ code }) => code) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('passes over a run of the same second that changed nothing of the file', async () => {
  expect(await check({ early: 'unchanged', ours: 'published', later: 'unchanged' })).toEqual({
    run: 'ours',
    codes: [],
  });
});

it('takes a later run that found its rows there', async () => {
  expect(await check({ early: 'unchanged', before: 'unchanged', ours: 'unchanged', later: 'published' })).toEqual({
    run: 'ours',
    codes: [],
  });
});

it('says so when no run changed a table of the file', async () => {
  expect(await check({ early: 'unchanged' })).toEqual({ run: undefined, codes: ['timed-out'] });
});

it('judges a run that held a table back, or left no record', async () => {
  expect(await check({ held: 'refused', later: 'published' })).toEqual({ run: 'held', codes: ['run-failed'] });
  expect(await check({ broken: undefined })).toEqual({ run: undefined, codes: ['run-failed', 'run-failed'] });
});
