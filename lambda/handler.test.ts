import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createHandler, handler } from './handler.ts';
import { outputsOf, type SmallLake, smallLake, someOrders } from './reconcile/testing/small-lake.ts';
import { StoreError } from './store/object-store.ts';

const lakes: SmallLake[] = [];
async function lake(): Promise<SmallLake> {
  const made = await smallLake();
  lakes.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(lakes.splice(0).map((one) => one.dispose()));
});

const event = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(import.meta.dirname, 'testdata', 'events', name), 'utf8'));

describe('createHandler', () => {
  it('reconciles each key of an event once, with what is in raw now', async () => {
    const one = await lake();
    await one.put(someOrders(5), 'orders/a.csv');
    const handle = createHandler(one);
    const { reconciled } = await handle(await event('several-records.json'));
    expect(reconciled.map(({ file: key, outcome }) => [key, outcome])).toEqual([
      ['orders/b.csv', 'unchanged'],
      ['orders/a.csv', 'clean'],
    ]);
  });

  it('removes what is no longer in raw, and cleans what an event of a removal names but is there', async () => {
    const one = await lake();
    const handle = createHandler(one);
    await one.put(someOrders(5), 'orders/2026-10.csv');
    expect((await handle(await event('removed.json'))).reconciled).toMatchObject([{ outcome: 'clean' }]);
    await one.raw.remove('orders/2026-10.csv');
    expect((await handle(await event('put.json'))).reconciled).toMatchObject([{ outcome: 'removed' }]);
    expect(await outputsOf(one)).toEqual({});
  });

  it.each(['test-event.json', 'no-records.json', 'empty-records.json'])('does nothing for %s', async (name) => {
    expect(await createHandler(await lake())(await event(name))).toEqual({ reconciled: [] });
  });

  it('tries every key before it throws what one of them threw', async () => {
    const one = await lake();
    await one.put(someOrders(5), 'orders/a.csv');
    const failing = new StoreError('unavailable', 'orders/b.csv', 'no answer');
    const head = (key: string) => (key === 'orders/b.csv' ? Promise.reject(failing) : one.raw.head(key));
    const raw = { ...one.raw, head, read: one.raw.read.bind(one.raw) };
    await expect(createHandler({ ...one, raw })(await event('several-records.json'))).rejects.toBe(failing);
    expect(Object.keys(await outputsOf(one))).toContain('processed/_manifests/orders/a.csv.json');
  });
});

describe('handler', () => {
  it('says what its environment lacks', async () => {
    await expect(handler({})).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('TOKEN_KEY_ID and TOKEN_KEY'),
    });
  });
});
