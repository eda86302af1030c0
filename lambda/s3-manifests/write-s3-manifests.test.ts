import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest, Part } from '../clean/manifest.ts';
import { readTrigger } from '../pipeline/read-trigger.ts';
import { manifestKey, outputKeys } from '../reconcile/output-keys.ts';
import { writeManifest } from '../reconcile/read-manifests.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { MemoryStore } from '../store/testing/memory-store.ts';
import { planS3Manifest, s3ManifestKey } from './plan-s3-manifest.ts';
import { writeS3Manifests } from './write-s3-manifests.ts';

const bucket = 'csv-processed-data-test';
const part = (key: string, rows = 1): Part => ({ key, rows, bytes: 10, sha256: '' });

/** A manifest of one file with so many parts, as reconciling leaves it. */
function manifestOf(file: string, parts: readonly Part[], status: Manifest['status'] = 'clean'): Manifest {
  const keys = outputKeys(file, '0123456789abcdef');
  return {
    ...{ format: 1, dataset: file.split('/')[0] ?? '', file, status, stale: status === 'failed' },
    ...{ rawVersion: 'v', schemaHash: 'h', engineVersion: 'e', tokenKeyId: 'none' },
    ...{ rowsIn: 1, rowsClean: 1, rowsQuarantined: 0, parts, rejects: undefined, quarantine: undefined },
    ...{ run: part(keys.run), report: keys.report },
  };
}
const clean = (store: ObjectStore, file: string, ...parts: Part[]) =>
  store.write(manifestKey(file), writeManifest(manifestOf(file, parts)));
const write = (processed: ObjectStore, ...datasets: string[]) => writeS3Manifests({ processed, bucket, datasets });
const text = async (store: ObjectStore, dataset: string) =>
  (await buffer(store.read(s3ManifestKey(dataset)))).toString('utf8');
const uris = async (store: ObjectStore, dataset: string): Promise<string[]> => {
  const read = JSON.parse(await text(store, dataset)) as { fileLocations: { URIs: string[] }[] };
  return read.fileLocations.flatMap(({ URIs }) => URIs);
};

describe('a manifest for QuickSight', () => {
  it('names the clean files, and how they are written', async () => {
    const store = new MemoryStore();
    await clean(store, 'items/b.csv', part('items/b.csv/00/part-00000.csv'), part('items/b.csv/00/part-00001.csv'));
    await clean(store, 'items/a b+c.csv', part('items/a b+c.csv/00/part-00000.csv'));
    await clean(store, 'items_more/a.csv', part('items_more/a.csv/00/part-00000.csv'));
    expect(await write(store, 'items')).toEqual({
      ...{ written: ['items'], unchanged: [], removed: [], tooManyFiles: [] },
    });
    expect(await text(store, 'items')).toBe(`{
  "fileLocations": [
    {
      "URIs": [
        "s3://csv-processed-data-test/items/a b+c.csv/00/part-00000.csv",
        "s3://csv-processed-data-test/items/b.csv/00/part-00000.csv",
        "s3://csv-processed-data-test/items/b.csv/00/part-00001.csv"
      ]
    }
  ],
  "globalUploadSettings": {
    "format": "CSV",
    "delimiter": ",",
    "textqualifier": "\\"",
    "containsHeader": "true"
  }
}
`);
  });

  it('names nothing that no manifest names, and a refused file’s last good version', async () => {
    const store = new MemoryStore();
    await store.write('items/orphan.csv/00/part-00000.csv', Buffer.from('id,_row\n1,1\n'));
    const last = manifestOf('items/bad.csv', [part('items/bad.csv/00/part-00000.csv')], 'failed');
    await store.write(manifestKey('items/bad.csv'), writeManifest(last));
    await store.write(manifestKey('items/damaged.csv'), Buffer.from('{'));
    await clean(store, 'items/empty.csv', part('items/empty.csv/00/part-00000.csv', 0));
    await write(store, 'items');
    expect(await uris(store, 'items')).toEqual([`s3://${bucket}/items/bad.csv/00/part-00000.csv`]);
  });

  it('is not written again when nothing changed', async () => {
    const store = new MemoryStore();
    await clean(store, 'items/a.csv', part('items/a.csv/00/part-00000.csv'));
    await write(store, 'items');
    const before = await store.head(s3ManifestKey('items'));
    expect(await write(store, 'items')).toMatchObject({ written: [], unchanged: ['items'] });
    expect(await store.head(s3ManifestKey('items'))).toEqual(before);
  });

  it('goes when its files go, and when its dataset is none for everybody any more', async () => {
    const store = new MemoryStore();
    for (const name of ['items', 'movies'])
      await clean(store, `${name}/a.csv`, part(`${name}/a.csv/00/part-00000.csv`));
    await write(store, 'items', 'movies');
    await store.remove(manifestKey('items/a.csv'));
    expect(await write(store, 'items')).toMatchObject({ removed: ['items', 'movies'], written: [] });
    expect(await store.head(s3ManifestKey('items'))).toBeUndefined();
    expect(await write(store)).toEqual({ written: [], unchanged: [], removed: [], tooManyFiles: [] });
  });

  it('is none rather than half: QuickSight takes 1,000 files', async () => {
    const many = Array.from({ length: 1001 }, (_, at) =>
      part(`items/a.csv/00/part-${String(at).padStart(5, '0')}.csv`),
    );
    expect(planS3Manifest(many.slice(1), bucket)).toHaveProperty('text');
    expect(planS3Manifest(many, bucket)).toEqual({ withheld: 'too-many-files' });
    const store = new MemoryStore();
    await clean(store, 'items/a.csv', ...many.slice(0, 1000));
    await write(store, 'items');
    await clean(store, 'items/b.csv', part('items/b.csv/00/part-00000.csv'));
    expect(await write(store, 'items')).toMatchObject({ removed: ['items'], tooManyFiles: ['items'] });
    expect(await store.head(s3ManifestKey('items'))).toBeUndefined();
  });

  it('asks for no run, however its event comes', () => {
    const origins = { processedBucket: bucket, machine: 'arn:machine' };
    const event = (key: string) => ({ Records: [{ s3: { bucket: { name: bucket }, object: { key } } }] });
    expect(readTrigger(event(s3ManifestKey('items')), origins)).toMatchObject({ what: 'objects', manifests: 0 });
    expect(readTrigger(event(manifestKey('items/a.csv')), origins)).toMatchObject({ manifests: 1 });
  });
});

/** A store that lets something happen before the next write to a key. */
class Interrupted extends MemoryStore {
  before: (() => Promise<unknown>) | undefined;

  override async write(...args: Parameters<MemoryStore['write']>) {
    const { before } = this;
    if (before !== undefined && args[0].startsWith('_quicksight/')) {
      this.before = undefined;
      await before();
    }
    return super.write(...args);
  }
}

it('of two that write at once, what is left names the files of the later look', async () => {
  const store = new Interrupted();
  await clean(store, 'items/a.csv', part('items/a.csv/00/part-00000.csv'));
  store.before = async () => {
    await clean(store, 'items/b.csv', part('items/b.csv/00/part-00000.csv'));
    await write(store, 'items');
  };
  await write(store, 'items');
  expect(await uris(store, 'items')).toHaveLength(2);
});

it('whatever comes and goes, names the same files as the manifests, and the same bytes whatever the order', async () => {
  const change = fc.record({ file: fc.constantFrom('a.csv', 'b.csv', 'x/c.csv'), parts: fc.nat({ max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
      const [history, present] = [new MemoryStore(), new MemoryStore()];
      const state = new Map<string, Part[]>();
      for (const { file, parts } of changes) {
        const key = `items/${file}`;
        const made = Array.from({ length: parts }, (_, at) => part(`${key}/00/part-0000${at}.csv`));
        if (parts === 0) {
          state.delete(key);
          await history.remove(manifestKey(key));
        } else {
          state.set(key, made);
          await clean(history, key, ...made);
        }
        await write(history, 'items');
      }
      for (const [key, parts] of [...state].reverse()) await clean(present, key, ...parts);
      await write(present, 'items');
      const named = [...state.values()].flat().map(({ key }) => `s3://${bucket}/${key}`);
      if (named.length === 0) expect(await history.head(s3ManifestKey('items'))).toBeUndefined();
      else {
        expect(await uris(history, 'items')).toEqual(named.sort());
        expect(await text(history, 'items')).toBe(await text(present, 'items'));
      }
    }),
  );
});
