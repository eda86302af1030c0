import { expect, test } from 'vitest';
import { ordersSchema } from '../../lambda/reconcile/testing/small-lake.ts';
import { describeStep } from './describe-step.ts';
import { planSync } from './plan-sync.ts';
import type { Tree } from './read-tree.ts';
import type { Seen } from './seen.ts';
import { emptyManifest, type SyncEntry } from './sync-manifest.ts';

const schema = ordersSchema();
const shown = { files: 's3://raw/', schemas: 's3://processed/' };
const today = { schemas: new Map([['orders', schema]]), engineVersion: '2', tokenKeyId: undefined };
const text = new Uint8Array(3);

const tree: Tree = {
  files: new Map(
    ['orders/b.csv', 'orders/a.csv', 'orders/same.csv'].map((key) => [
      key,
      { key, name: `datasets/${key}`, path: '', bytes: 3, sha256: key === 'orders/same.csv' ? 'old' : 'new' },
    ]),
  ),
  schemas: new Map(
    ['orders'].map((dataset) => {
      const [key, name] = [`_schemas/${dataset}.json`, `datasets/${dataset}/schema.json`];
      return [key, { key, name, dataset, text, sha256: 'new' }];
    }),
  ),
  read: new Map([['orders', schema]]),
  ...{ heldKeys: new Set(['orders/held.csv']), heldDatasets: new Set(['uploads']) },
  ...{ datasets: new Set(['orders', 'uploads']), findings: [] },
};
const entry = (key: string): SyncEntry => ({
  ...{ sha256: 'old', size: 3, etag: `"${key}"`, version: `v-${key}`, commit: 'c0ffee', path: `datasets/${key}` },
});
const object = (key: string) => ({ key, size: 3, etag: `"${key}"`, version: `v-${key}` });
const kept = ['orders/a.csv', 'orders/gone.csv', 'orders/held.csv', 'orders/same.csv', 'uploads/x.csv'];
const schemas = ['_schemas/gone.json', '_schemas/uploads.json'];

const seen: Seen = {
  manifest: {
    ...emptyManifest,
    files: Object.fromEntries(kept.map((key) => [key, entry(key)])),
    schemas: Object.fromEntries(schemas.map((key) => [key, entry(key)])),
  },
  etag: '"m"',
  there: {
    files: new Map([...kept, 'orders/uploaded.csv'].map((key) => [key, object(key)])),
    schemas: new Map(schemas.map((key) => [key, object(key)])),
  },
  closer: { files: new Map(), schemas: new Map() },
  cleaned: new Map(
    ['orders/same.csv', 'orders/held.csv'].map((key) => [
      key,
      {
        ...{ rawVersion: `v-${key}`, schemaHash: 'another', engineVersion: '2', tokenKeyId: 'none', etag: '"x"' },
        ...{ status: 'clean', rowsIn: 1, rowsClean: 1, rowsQuarantined: 0 },
      },
    ]),
  ),
};

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    for (const inner of value instanceof Map ? value.values() : Object.values(value)) freeze(inner);
  }
  return value;
}

test('schemas come before files, removals after, of files before those of schemas; what is held stays', () => {
  const { steps, heldBack, unchanged } = planSync(tree, seen, { prune: true, today, shown });
  expect(steps.map(describeStep)).toEqual([
    'put _schemas/orders.json (new, 3 B)',
    'put orders/a.csv (changed, 3 B)',
    'put orders/b.csv (new, 3 B)',
    'remove orders/gone.csv (version v-orders/gone.csv)',
    'remove _schemas/gone.json (version v-_schemas/gone.json)',
    'clean orders/held.csv again (schema)',
    'clean orders/same.csv again (schema)',
    'clean orders/uploaded.csv again (missed)',
  ]);
  expect([heldBack, unchanged]).toEqual([[], 1]);
});

test('without prune removals are held back, and that is another plan', () => {
  const plan = planSync(tree, seen, { prune: false, today, shown });
  expect(plan.heldBack.map(({ key }) => key)).toEqual(['orders/gone.csv', '_schemas/gone.json']);
  expect(plan.steps.filter((step) => step.do === 'remove')).toEqual([]);
  expect(plan.hash).not.toBe(planSync(tree, seen, { prune: true, today, shown }).hash);
});

test('a plan is pure: it changes nothing that it is given, and the same gives the same', () => {
  const options = freeze({ prune: true, today, shown });
  const first = planSync(freeze(tree), freeze(seen), options);
  expect(planSync(tree, seen, options)).toEqual(first);
  // Whatever order the folders and listings came in.
  const turned = { ...tree, files: new Map([...tree.files].reverse()) };
  expect(planSync(turned, seen, options)).toEqual(first);
});

test('the hash leaves out what comes and goes while the lake is at work, and nothing else', () => {
  const hashOf = (now: Seen) => planSync(tree, now, { prune: true, today, shown }).hash;
  const files = new Map(seen.there.files);
  files.delete('orders/uploaded.csv');
  expect(hashOf({ ...seen, there: { ...seen.there, files } })).toBe(hashOf(seen));
  expect(hashOf({ ...seen, cleaned: new Map() })).not.toBe(hashOf(seen));
  files.delete('orders/gone.csv');
  expect(hashOf({ ...seen, there: { ...seen.there, files } })).not.toBe(hashOf(seen));
});
