import { describe, expect, it } from 'vitest';
import { reconcileKey } from './reconcile-key.ts';
import { filesWithOutputs } from './sweep-outputs.ts';
import { Crash, crashing } from './testing/crashing.ts';
import { brokenOrders, file, memoryLake, outputsOf, someOrders } from './testing/small-lake.ts';

type Lake = ReturnType<typeof memoryLake>;

/** What raw holds, one after the other; undefined: the object is gone. The last change is the one that is cut short. */
const histories: Record<string, readonly (string | undefined)[]> = {
  'a first clean': [someOrders(8)],
  'a first file that is refused': [brokenOrders],
  'a replacement': [someOrders(8), someOrders(9)],
  'a replacement that is refused': [someOrders(8), brokenOrders],
  'a replacement after a refused one': [someOrders(8), brokenOrders, someOrders(7)],
  'a second refusal': [someOrders(8), brokenOrders, `${brokenOrders}7,z,\n`],
  'a removal': [someOrders(8), undefined],
};

async function change(one: Lake, content: string | undefined): Promise<void> {
  if (content === undefined) await one.raw.remove(file);
  else await one.put(content);
}

async function live(one: Lake, history: readonly (string | undefined)[]): Promise<void> {
  for (const content of history) {
    await change(one, content);
    await reconcileKey(file, one);
  }
}

describe('a crash at any write or removal, then a plain reconcile, gives the bytes of a clean run', () => {
  it.each(Object.entries(histories))('%s', async (_name, history) => {
    const whole = memoryLake(Date.parse('2026-01-01'));
    await live(whole, history);
    const expected = await outputsOf(whole);

    let crashes = 0;
    for (const moment of ['before', 'after'] as const) {
      for (let n = 1; ; n++) {
        const one = memoryLake(Date.parse('2027-02-02'));
        await live(one, history.slice(0, -1));
        await change(one, history.at(-1));
        const doomed = crashing({ ...one, partBytes: 1 }, n, moment);
        const crashed = await reconcileKey(file, doomed.surroundings).then(
          () => false,
          (error: unknown) => error instanceof Crash || Promise.reject(error),
        );
        if (!crashed) break;
        crashes++;
        // What nothing names any more is found by what it left.
        const left = await filesWithOutputs(one);
        expect(left.every((key) => key === file)).toBe(true);
        await reconcileKey(file, one);
        expect(await outputsOf(one)).toEqual(expected);
      }
    }
    // A removal changes 6 things, a clean at least 6 more: each was a place to die at, twice.
    expect(crashes).toBeGreaterThanOrEqual(10);
  });
});

it('a crash at any write of a replacement that is then taken back leaves nothing of the replacement', async () => {
  const whole = memoryLake(0);
  await live(whole, [someOrders(8)]);
  const expected = await outputsOf(whole);
  for (let n = 1; ; n++) {
    const one = memoryLake(1e12);
    await live(one, [someOrders(8)]);
    await change(one, someOrders(9));
    // Before its n-th write: from the manifest on, the replacement is what stands there.
    const doomed = crashing(one, n, 'before');
    await reconcileKey(file, doomed.surroundings).catch(
      (error: unknown) => error instanceof Crash || Promise.reject(error),
    );
    await change(one, someOrders(8));
    await reconcileKey(file, one);
    expect(await outputsOf(one)).toEqual(expected);
    if (doomed.changes() < n) return expect(n).toBeGreaterThan(6);
  }
});

describe('equal content gives equal outputs', () => {
  it('whatever the clock, and whatever was there before', async () => {
    const [first, second] = [memoryLake(0), memoryLake(Date.parse('2030-01-01'))];
    await live(first, [someOrders(9)]);
    await live(second, [brokenOrders, someOrders(4), undefined, someOrders(8), someOrders(9)]);
    expect(await outputsOf(second)).toEqual(await outputsOf(first));
  });
});
