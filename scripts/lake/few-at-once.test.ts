import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';

it('gives results in the order of the items, with as many under way as allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await fewAtOnce([5, 1, 4, 2, 3], 2, async (item) => {
    running++;
    most = Math.max(most, running);
    await sleep(item);
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

it('begins nothing after a failure, and throws when what was under way has ended', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const all = fewAtOnce([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new RangeError('one');
    await sleep(2);
    ended.push(item);
  });
  await expect(all).rejects.toThrow(new RangeError('one'));
  expect([begun, ended]).toEqual([[1, 2], [2]]);
});

it('takes no items', async () => {
  expect(await fewAtOnce([], 3, async () => 1)).toEqual([]);
});
