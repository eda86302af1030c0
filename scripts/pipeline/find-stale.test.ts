import { expect, test } from 'vitest';
import type { Manifest } from '../../lambda/clean/manifest.ts';
import { ordersSchema } from '../../lambda/reconcile/testing/small-lake.ts';
import { MemoryTaggedStore } from '../../lambda/store/testing/memory-tagged-store.ts';
import { findStale, judgeStale, type Today } from './find-stale.ts';

const schema = ordersSchema();
const tokens = ordersSchema({}, { properties: { id: { type: 'string', 'x-sluice': { sensitive: 'tokenise' } } } });
const today: Today = { schemas: new Map([['orders', schema]]), engineVersion: '2', tokenKeyId: 'k2' };
const raw = (key: string, version = 'v1') => ({ key, version, size: 1, etag: '"1"' });
const clean = { rawVersion: 'v1', schemaHash: schema.hash, engineVersion: '2', tokenKeyId: 'none' };
const counts = { etag: '"m"', status: 'clean', rowsIn: 1, rowsClean: 1, rowsQuarantined: 0 } as const;
const judge = (more: object, now = today, object = raw('orders/a.csv')) =>
  judgeStale([object], new Map([['orders/a.csv', { ...clean, ...counts, ...more }]]), now);

test('a file is stale for each of the values that is not of today', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ status: 'failed' })).toEqual([]);
  expect(judge({}, today, raw('orders/a.csv', 'v2'))).toEqual([{ key: 'orders/a.csv', reasons: ['raw'] }]);
  expect(judge({ schemaHash: 'x' })).toEqual([{ key: 'orders/a.csv', reasons: ['schema'] }]);
  expect(judge({ engineVersion: '1' })).toEqual([{ key: 'orders/a.csv', reasons: ['engine'] }]);
  expect(judge({ rawVersion: 'x', schemaHash: 'x', engineVersion: '1' })).toEqual([
    { key: 'orders/a.csv', reasons: ['raw', 'schema', 'engine'] },
  ]);
});

test('the token key counts only where there are tokens, and only when it is known', () => {
  const now = { ...today, schemas: new Map([['orders', tokens]]) };
  const of = { schemaHash: tokens.hash };
  expect(judge({ ...of, tokenKeyId: 'k2' }, now)).toEqual([]);
  expect(judge({ ...of, tokenKeyId: 'k1' }, now)).toEqual([{ key: 'orders/a.csv', reasons: ['token'] }]);
  expect(judge({ ...of, tokenKeyId: 'k1' }, { ...now, tokenKeyId: undefined })).toEqual([]);
});

test('what nobody cleaned is missed, what is gone has to go, and what no schema knows is left alone', () => {
  const objects = [raw('orders/new.csv'), raw('other/a.csv'), raw('in-no-folder.csv')];
  expect(judgeStale(objects, new Map([['orders/gone.csv', { ...clean, ...counts }]]), today)).toEqual([
    { key: 'orders/gone.csv', reasons: ['gone'] },
    { key: 'orders/new.csv', reasons: ['missed'] },
  ]);
  const lake = new Map([['orders', { ...schema, source: 'lake' as const }]]);
  expect(judgeStale([raw('orders/a.csv')], new Map(), { ...today, schemas: lake })).toEqual([]);
});

test('manifests that are known at their ETag are not read again, and what is no manifest counts as none', async () => {
  const buckets = { raw: new MemoryTaggedStore(), processed: new MemoryTaggedStore() };
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  // The rest of a manifest does not matter here.
  const manifest = { format: 1, parts: [], ...clean, ...counts } as unknown as Manifest;
  for (const name of ['a', 'b', 'damaged']) {
    const { version } = await buckets.raw.put(`orders/${name}.csv`, text(name));
    const body = name === 'damaged' ? text('not one') : text({ ...manifest, rawVersion: version });
    await buckets.processed.put(`_manifests/orders/${name}.csv.json`, body);
  }
  const first = await findStale(buckets, today);
  expect(first.stale).toEqual([{ key: 'orders/damaged.csv', reasons: ['missed'] }]);
  expect(buckets.processed.calls.get('get')).toBe(3);
  await buckets.processed.put('_manifests/orders/b.csv.json', text({ ...manifest, engineVersion: '1' }));
  buckets.processed.calls.clear();
  const second = await findStale(buckets, today, first.cleaned);
  expect(second.stale.map(({ key }) => key)).toEqual(['orders/b.csv', 'orders/damaged.csv']);
  // The one that changed, and the damaged one, which nobody can know.
  expect(buckets.processed.calls.get('get')).toBe(2);
});
