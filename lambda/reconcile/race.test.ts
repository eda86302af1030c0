import { afterEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../store/object-store.ts';
import { readManifests } from './read-manifests.ts';
import { reconcileKey } from './reconcile-key.ts';
import type { Surroundings } from './surroundings.ts';
import { brokenOrders, file, outputsOf, type SmallLake, smallLake, someOrders } from './testing/small-lake.ts';

const lakes: SmallLake[] = [];
async function lake(): Promise<SmallLake> {
  const made = await smallLake();
  lakes.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(lakes.splice(0).map((one) => one.dispose()));
});

async function outputsAfter(content: string): Promise<Record<string, string>> {
  const one = await lake();
  await one.put(content);
  await reconcileKey(file, one);
  return outputsOf(one);
}

/** A processed bucket in which something happens once, right before a write or removal that the test chooses. */
function interrupted(
  one: SmallLake,
  at: (action: 'write' | 'remove', key: string) => boolean,
  happen: () => Promise<unknown>,
): Surroundings {
  let happened = false;
  const { processed } = one;
  const pause = async (action: 'write' | 'remove', key: string): Promise<void> => {
    if (happened || !at(action, key)) return;
    happened = true;
    await happen();
  };
  const wrapped: ObjectStore = {
    head: (key) => processed.head(key),
    read: (key, version) => processed.read(key, version),
    list: (prefix) => processed.list(prefix),
    keys: (prefix) => processed.keys(prefix),
    write: async (key, body, options) => {
      await pause('write', key);
      return processed.write(key, body, options);
    },
    remove: async (key) => {
      await pause('remove', key);
      return processed.remove(key);
    },
  };
  return { ...one, processed: wrapped };
}

const atManifest = (action: string, key: string): boolean => action === 'write' && key.startsWith('_manifests/');

describe('several reconciles of one key at a time end in the state of one', () => {
  it('of the same version', async () => {
    const one = await lake();
    await one.put(someOrders(20));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => reconcileKey(file, one)));
    expect(outcomes.filter(({ outcome }) => outcome === 'clean').length).toBeGreaterThanOrEqual(1);
    expect(await outputsOf(one)).toEqual(await outputsAfter(someOrders(20)));
  });

  it('when a newer version is cleaned while an older one is about to publish', async () => {
    const one = await lake();
    await one.put(someOrders(5));
    const slow = interrupted(one, atManifest, async () => {
      await one.put(someOrders(6));
      await reconcileKey(file, one);
    });
    expect(await reconcileKey(file, slow)).toMatchObject({ outcome: 'unchanged', manifest: { rowsIn: 6 } });
    expect(await outputsOf(one)).toEqual(await outputsAfter(someOrders(6)));
  });

  it('when the object is replaced or removed while it is cleaned', async () => {
    for (const next of [someOrders(6), brokenOrders, undefined]) {
      const one = await lake();
      await one.put(someOrders(5));
      const slow = interrupted(one, atManifest, () => (next === undefined ? one.raw.remove(file) : one.put(next)));
      await reconcileKey(file, slow);
      await reconcileKey(file, one);
      // The first reconcile published the version that it had read; the event of the change brings the second.
      const expected = next === undefined ? {} : await outputsAfter(next);
      const outputs = await outputsOf(one);
      const reports = (all: object) => Object.entries(all).filter(([key]) => key.startsWith('processed/_reports/'));
      if (next === brokenOrders) expect(reports(outputs)).toEqual(reports(expected));
      else expect(outputs).toEqual(expected);
    }
  });

  it('when a slow sweep takes what a faster writer has just written', async () => {
    const one = await lake();
    await one.put(someOrders(4));
    await reconcileKey(file, one);
    await one.put(someOrders(5));
    let published: string[] = [];
    const slow = interrupted(
      one,
      (action) => action === 'remove',
      async () => {
        await one.put(someOrders(4));
        await reconcileKey(file, one);
        published = (await readManifests(one.processed)).flatMap(({ parts }) => parts.map(({ key }) => key));
      },
    );
    // The sweep of version 5 removes the outputs of version 4, which meanwhile is the newest again.
    await reconcileKey(file, slow);
    expect(published).toHaveLength(1);
    await reconcileKey(file, one);
    expect(await outputsOf(one)).toEqual(await outputsAfter(someOrders(4)));
  });

  it('when a slow sweep takes what a faster writer is about to name', async () => {
    const one = await lake();
    await one.put(someOrders(4));
    await reconcileKey(file, one);
    await one.put(someOrders(5));
    const [sweeping, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = reconcileKey(
      file,
      interrupted(
        one,
        (action) => action === 'remove',
        async () => {
          sweeping.resolve();
          await go.promise;
        },
      ),
    );
    await sweeping.promise;
    // Version 4 is the newest again: its parts are written, then swept, then named.
    await one.put(someOrders(4));
    const fast = interrupted(one, atManifest, async () => {
      go.resolve();
      await slow;
    });
    expect(await reconcileKey(file, fast)).toMatchObject({ manifest: { rowsIn: 4 } });
    expect(await outputsOf(one)).toEqual(await outputsAfter(someOrders(4)));
  });

  it('and gives up, saying so, when somebody writes the manifest every time', async () => {
    const one = await lake();
    await one.put(someOrders(3));
    const { processed } = one;
    const hostile: ObjectStore = {
      head: (key) => processed.head(key),
      read: (key, version) => processed.read(key, version),
      list: (prefix) => processed.list(prefix),
      keys: (prefix) => processed.keys(prefix),
      remove: (key) => processed.remove(key),
      write: async (key, body, options) => {
        if (atManifest('write', key)) await processed.write(key, new TextEncoder().encode(`{"by": ${Math.random()}}`));
        return processed.write(key, body, options);
      },
    };
    await expect(reconcileKey(file, { ...one, processed: hostile })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'conflict',
    });
  });
});
