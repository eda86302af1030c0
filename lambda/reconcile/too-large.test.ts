import { gzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { formatFinding } from '../schema/finding.ts';
import { reconcileKey } from './reconcile-key.ts';
import { file, memoryLake, outputsOf, someOrders } from './testing/small-lake.ts';

it('refuses what can’t be cleaned in time without reading a byte of it, and keeps what was clean before', async () => {
  const lake = { ...memoryLake(0), mostBytes: 2_000 };
  await lake.put(someOrders(12));
  const good = await reconcileKey(file, lake);
  expect(good.outcome).toBe('clean');
  await lake.put(someOrders(500));
  const reading = vi.spyOn(lake.raw, 'read');
  const refused = await reconcileKey(file, lake);
  expect(reading).not.toHaveBeenCalled();
  reading.mockRestore();
  expect(refused).toMatchObject({ outcome: 'failed', manifest: { stale: true, parts: good.manifest?.parts } });
  expect(refused.findings.map(formatFinding)).toEqual([
    expect.stringMatching(/expected at most 2000 bytes, .*got \d+; split it .* \[file-too-large\]$/),
  ]);
  const outputs = await outputsOf(lake);
  expect(outputs[`processed/${refused.manifest?.rejects?.key}`]).toContain('file-too-large');
  await lake.put(someOrders(12, 'again'));
  expect((await reconcileKey(file, lake)).outcome).toBe('clean');
});

it('refuses gzip that inflates to more than can be cleaned in time', async () => {
  const lake = { ...memoryLake(0), mostBytes: 2_000 };
  const zipped = gzipSync(someOrders(200));
  expect(zipped.length).toBeLessThan(2_000);
  await lake.raw.write(file, zipped);
  const { outcome, findings } = await reconcileKey(file, lake);
  expect([outcome, ...findings.map(({ code }) => code)]).toEqual(['failed', 'inflates-too-far']);
});
