import { expect, it } from 'vitest';
import { brokenOrders, file, memoryLake, someOrders } from '../../lambda/reconcile/testing/small-lake.ts';
import { cleanRaw } from './clean-raw.ts';

it('calls a file stale only where an older version is there to be read', async () => {
  const lake = memoryLake(0);
  const clean = async (text: string) => {
    await lake.put(text);
    return cleanRaw(
      lake,
      () => false,
      () => undefined,
    );
  };
  expect((await clean(brokenOrders)).files).toMatchObject([{ file, status: 'failed', stale: false }]);
  expect((await clean(someOrders(3))).files).toMatchObject([{ file, status: 'clean', stale: false }]);
  const broken = await clean(brokenOrders);
  expect(broken.files).toMatchObject([{ file, status: 'failed', stale: true }]);
  expect(broken.findings[0]?.place.file).toBe(`datasets/${file}`);
  const held = await cleanRaw(
    lake,
    () => true,
    () => undefined,
  );
  expect(held.files).toMatchObject([{ file, stale: true, milliseconds: undefined }]);
});
