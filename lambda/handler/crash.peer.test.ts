import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, expect, it } from 'vitest';
import { brokenOrders, ordersSchema, outputsOf, someOrders } from '../reconcile/testing/small-lake.ts';
import { developmentToken } from '../reconcile/token.ts';
import { FileStore } from '../store/file-store.ts';
import { createHandler } from './create-handler.ts';
import { readCase } from './testing/event-cases.ts';

/** The handler's process is killed at each of its writes and removals, in a lake of folders, as nothing in the process can prepare for. */

const file = 'orders/2026-10.csv';
const [put, removed, bridged] = [
  await readCase('s3/put.json'),
  await readCase('s3/removed.json'),
  await readCase('eventbridge/created.json'),
];

/** What raw holds, one after the other; undefined: nothing. In the last state the process dies that these events wake. */
const histories: readonly (readonly [string, readonly (string | undefined)[], readonly unknown[]])[] = [
  ['a first clean, in several parts', [someOrders(4_500, 'long enough to be cut')], [put]],
  ['a replacement', [someOrders(8), someOrders(9)], [put]],
  ['a refused replacement', [someOrders(8), brokenOrders], [put]],
  ['a removal', [someOrders(8), undefined], [removed]],
  ['a replacement that two events tell of at once', [someOrders(8), someOrders(9)], [put, bridged]],
];

const schema = ordersSchema();
const lakeIn = (root: string) => ({
  raw: new FileStore(join(root, 'raw')),
  processed: new FileStore(join(root, 'processed')),
  quarantine: new FileStore(join(root, 'quarantine')),
  schemaOf: async (dataset: string) => (dataset === 'orders' ? schema : undefined),
  token: developmentToken,
  now: () => new Date(),
  partBytes: 100_000,
});
type Lake = ReturnType<typeof lakeIn>;
const handlerOf = (lake: Lake) => createHandler(lake, { rawBucket: 'csv-raw-data' });

const folders: string[] = [];
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-crash-'));
  folders.push(path);
  return path;
}
afterAll(async () => {
  await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true })));
});

async function change(lake: Lake, content: string | undefined): Promise<void> {
  if (content === undefined) await lake.raw.remove(file);
  else await lake.raw.write(file, new TextEncoder().encode(content));
}

/** A process that lives to its end leaves its code here, compiled: the many that don't start in half the time. */
const compiled = await folder();
const child = join(import.meta.dirname, 'testing', 'doomed-handler.ts');

/** @returns whether the process was killed, rather than done before its n-th change */
async function isKilled(root: string, n: number, moment: string, events: readonly unknown[]): Promise<boolean> {
  const args = [child, root, String(n), moment, ...events.map((event) => JSON.stringify(event))];
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
  let said = '';
  running.stderr.on('data', (text) => {
    said += text;
  });
  const [code, signal] = await once(running, 'exit');
  if (signal === 'SIGKILL') return true;
  expect([code, said]).toEqual([0, '']);
  return false;
}

async function leftovers(root: string): Promise<string[]> {
  const names = await Promise.all(
    ['processed', 'quarantine'].map((name) => readdir(join(root, name, '.tmp')).catch(() => [])),
  );
  return names.flat();
}

it.skipIf(process.platform === 'win32').each(histories)('%s', async (_name, states, events) => {
  const before = await folder();
  const whole = await folder();
  for (const [root, until] of [
    [before, states.length - 1],
    [whole, states.length],
  ] as const) {
    const lake = lakeIn(root);
    for (const content of states.slice(0, until)) {
      await change(lake, content);
      await handlerOf(lake)(put);
    }
  }
  await change(lakeIn(before), states.at(-1));
  const expected = await outputsOf(lakeIn(whole));

  const spared = await folder();
  await cp(before, spared, { recursive: true });
  expect(await isKilled(spared, 0, 'before', events)).toBe(false);
  expect(await outputsOf(lakeIn(spared))).toEqual(expected);

  /** Kills at each change in turn. @returns how often, and how many half objects that left */
  async function killEach(moment: string): Promise<{ kills: number; halves: number }> {
    let halves = 0;
    for (let n = 1; ; n++) {
      const root = await folder();
      await cp(before, root, { recursive: true });
      if (!(await isKilled(root, n, moment, events))) return { kills: n - 1, halves };
      halves += (await leftovers(root)).length;
      // The event comes again, late ones and repeats with it, to a process that knows nothing of the first.
      const handle = handlerOf(lakeIn(root));
      await Promise.all([handle(removed), handle(put)]);
      expect((await handle(put)).reconciled).toMatchObject([{ outcome: 'unchanged' }]);
      expect(await outputsOf(lakeIn(root))).toEqual(expected);
      // The next writer tidied up. (There is none where the other of two handlers was done before the kill.)
      const writes = states.at(-1) !== undefined && events.length === 1;
      if (moment === 'during' && writes) expect(await leftovers(root)).toEqual([]);
      await rm(root, { recursive: true });
    }
  }
  const [early, torn, late] = await Promise.all(['before', 'during', 'after'].map(killEach));
  // Two handlers share the work another way each time.
  if (events.length === 1) expect([early?.kills, torn?.kills]).toEqual([late?.kills, late?.kills]);
  // A removal changes 6 things, a clean 6 or more, of which it writes 6.
  expect(late?.kills).toBeGreaterThanOrEqual(6);
  expect(torn?.halves).toBeGreaterThanOrEqual(states.at(-1) === undefined ? 0 : 6);
});
