import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureJar } from './spark-jars.ts';

const bytes = Buffer.from('not a jar, but bytes');
const jar = { path: 'org/example/a-1.0.jar', sha256: createHash('sha256').update(bytes).digest('hex') };
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === '/org/example/a-1.0.jar') response.end(bytes);
  else response.writeHead(404).end();
});
let from = '';
let root = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  from = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => void server.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-jars-'));
  asked = 0;
  return () => rm(root, { recursive: true });
});

test('a jar is fetched once, and again when its bytes are no longer right', async () => {
  const made = await ensureJar(root, jar, from);
  expect(made).toEqual({ jar: join(root, '.venv-jars', 'a-1.0.jar') });
  expect(await ensureJar(root, jar, from)).toEqual(made);
  expect(asked).toBe(1);
  await writeFile(join(root, '.venv-jars', 'a-1.0.jar'), 'half');
  await ensureJar(root, jar, from);
  expect(asked).toBe(2);
  expect(await readFile(join(root, '.venv-jars', 'a-1.0.jar'))).toEqual(bytes);
});

test('other bytes than were pinned are refused, and nothing of them is kept', async () => {
  const { reason } = await ensureJar(root, { ...jar, sha256: '0'.repeat(64) }, from);
  expect(reason).toBe(
    `${from}/${jar.path}: expected sha256 ${'0'.repeat(64)}, got ${jar.sha256}; nothing of it was kept`,
  );
  expect(await readdir(root)).toEqual([]);
});

test('a jar that is not there is a reason, not an error', async () => {
  expect(await ensureJar(root, { ...jar, path: 'org/example/b.jar' }, from)).toEqual({
    reason: `${from}/org/example/b.jar answered 404`,
  });
});
