import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StoreError } from '../../lambda/store/object-store.ts';
import { MemoryTaggedStore } from '../../lambda/store/testing/memory-tagged-store.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Tree } from './read-tree.ts';
import { SyncCut, sync } from './sync.ts';
import { parseSyncManifest, syncManifestKey } from './sync-manifest.ts';
import { Cut, Mortal } from './testing/cut-store.ts';

const contents = ['one', 'two', 'three'] as const;
type Content = (typeof contents)[number];
const keys = ['a/1.csv', 'b/1.csv'] as const;
type Key = (typeof keys)[number];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sync-'));
  for (const content of contents) await writeFile(join(folder, content), content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Committed = Partial<Record<Key, Content>>;

/** A tree of these files; each dataset has a schema while it has a file. */
function treeOf(committed: Committed): Tree {
  const files = Object.entries(committed).map(([key, content]) => ({
    ...{ key, name: `datasets/${key}`, path: join(folder, content), bytes: content.length },
    sha256: hash('sha256', content),
  }));
  const datasets = new Set(files.map(({ key }) => key.slice(0, 1)));
  const schemas = [...datasets].map((dataset) => {
    const text = new TextEncoder().encode(`{"title":"${dataset}"}`);
    const [key, name] = [`_schemas/${dataset}.json`, `datasets/${dataset}/schema.json`];
    return { key, name, dataset, text, sha256: hash('sha256', text) };
  });
  return {
    files: new Map(files.map((file) => [file.key, file])),
    schemas: new Map(schemas.map((schema) => [schema.key, schema])),
    ...{ read: new Map(), heldKeys: new Set(), heldDatasets: new Set(), datasets, findings: [] },
  };
}

/** What happens to a lake: the tree changes, a person puts an object, a sync runs, dies, or meets another one. */
type Event =
  | { readonly what: 'edit'; readonly key: Key; readonly content: Content | undefined }
  | { readonly what: 'by-hand'; readonly key: Key; readonly content: string }
  | { readonly what: 'sync'; readonly prune: boolean }
  | { readonly what: 'cut'; readonly changes: number; readonly moment: 'before' | 'after' }
  | { readonly what: 'two'; readonly other: Committed }
  | { readonly what: 'meanwhile'; readonly key: Key; readonly turns: number };

const key = fc.constantFrom(...keys);
const content = fc.constantFrom(...contents);
/** Files that go again soon after a sync was cut are where it is hard: both are frequent. */
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('edit' as const),
      key,
      content: fc.option(content, { nil: undefined, freq: 2 }),
    }),
  },
  fc.record({ what: fc.constant('by-hand' as const), key, content: fc.oneof(content, fc.constant('by hand')) }),
  fc.record({ what: fc.constant('sync' as const), prune: fc.boolean() }),
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('cut' as const),
      changes: fc.integer({ min: 1, max: 7 }),
      moment: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  fc.record({ what: fc.constant('two' as const), other: fc.dictionary(key, content) as fc.Arbitrary<Committed> }),
  fc.record({ what: fc.constant('meanwhile' as const), key, turns: fc.integer({ min: 0, max: 8 }) }),
);

class World {
  readonly raw = new MemoryTaggedStore('s3://raw/');
  readonly processed = new MemoryTaggedStore('s3://processed/');
  /** Versions of raw that a person has put. */
  readonly byHand = new Set<string>();
  committed: Committed = {};

  async sync(committed: Committed, prune: boolean, mortal?: Mortal) {
    const { raw, processed } = this;
    const buckets = { raw: mortal?.wrap(raw) ?? raw, processed: mortal?.wrap(processed) ?? processed };
    const today = { schemas: new Map(), engineVersion: '1', tokenKeyId: undefined };
    const rest = { today, commit: 'c0ffee', environment: 'test', requestClean: async () => undefined };
    return await sync({ buckets, tree: treeOf(committed), prune, ...rest });
  }

  manifest() {
    const body = this.processed.objects.get(syncManifestKey)?.body;
    return body === undefined ? undefined : parseSyncManifest(body.toString('utf8'));
  }

  /** Objects that are no sync's: put by a person, at a key that the manifest does not have. */
  foreign(): Map<string, string> {
    const files = this.manifest()?.files ?? {};
    const all = [...this.raw.objects.values()].filter(
      ({ key: at, version }) => this.byHand.has(version) && files[at] === undefined,
    );
    return new Map(all.map(({ key: at, version }) => [at, version]));
  }

  async happens(one: Event): Promise<void> {
    if (one.what === 'edit') {
      const { [one.key]: _, ...rest } = this.committed;
      this.committed = one.content === undefined ? rest : { ...rest, [one.key]: one.content };
      return;
    }
    if (one.what === 'by-hand') {
      this.byHand.add((await this.raw.put(one.key, Buffer.from(one.content))).version);
      return;
    }
    const before = this.foreign();
    if (one.what === 'sync') await this.sync(this.committed, one.prune);
    if (one.what === 'cut')
      await this.sync(this.committed, true, new Mortal(one.changes, one.moment)).catch((error: unknown) => {
        if (!(error instanceof SyncCut && error.cause instanceof Cut)) throw error;
      });
    if (one.what === 'two') {
      const both = await Promise.allSettled([this.sync(this.committed, true), this.sync(one.other, true)]);
      for (const ended of both) if (ended.status === 'rejected') expectLost(ended.reason);
    }
    if (one.what === 'meanwhile') await this.meanwhile(one.key, one.turns);
    for (const [at, version] of before.entries())
      if (one.what !== 'meanwhile' || at !== one.key)
        expect([at, this.raw.objects.get(at)?.version]).toEqual([at, version]);
  }

  /** A person uploads while a sync is under way. What is at a key that sync does not know stays theirs. */
  async meanwhile(at: Key, turns: number): Promise<void> {
    const isOurs = this.manifest()?.files[at] !== undefined;
    const put = async () => {
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      const { version } = await this.raw.put(at, Buffer.from('by hand'));
      this.byHand.add(version);
      return version;
    };
    const [ended, version] = await Promise.all([Promise.allSettled([this.sync(this.committed, true)]), put()]);
    for (const one of ended) if (one.status === 'rejected') expectLost(one.reason);
    if (!isOurs) expect([at, this.raw.objects.get(at)?.version]).toEqual([at, version]);
  }

  /** Raw holds what is committed, beside what people have put. */
  expectSettled(taken: ReadonlySet<string>): void {
    for (const [at, wanted] of Object.entries(this.committed)) {
      const object = this.raw.objects.get(at);
      if (taken.has(`datasets/${at}`)) expect(this.byHand.has(object?.version ?? '')).toBe(true);
      else expect([at, object?.body.toString()]).toEqual([at, wanted]);
    }
    for (const [at, { version }] of this.raw.objects)
      expect([at, at in this.committed || this.byHand.has(version)]).toEqual([at, true]);
    const schemas = [...this.processed.objects.keys()].filter((at) => at.startsWith('_schemas/'));
    expect(schemas.sort()).toEqual([...treeOf(this.committed).schemas.keys()].sort());
  }
}

/** Of two syncs, one may find that the other was faster: it says so. */
function expectLost(reason: unknown): void {
  const cause = reason instanceof SyncCut ? reason.cause : reason;
  const isLost = cause instanceof CommandError && ['another-sync', 'object-changed'].includes(cause.code);
  // An object that the other one changed while its content was read.
  const isRace = cause instanceof StoreError && cause.code !== 'unavailable';
  if (!isLost && !isRace) throw reason;
}

it('ends with raw as committed, beside what people uploaded, after any edits, cuts and syncs at once', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 14, size: 'max' }), async (events) => {
      const world = new World();
      for (const one of events) await world.happens(one);
      const before = world.foreign();
      const settled = await world.sync(world.committed, true);
      for (const [at, version] of before) expect(world.raw.objects.get(at)?.version).toBe(version);
      const taken = settled.findings.filter(({ code }) => code === 'key-taken').map(({ place }) => place.file);
      world.expectSettled(new Set(taken));

      for (const store of [world.raw, world.processed]) store.calls.clear();
      const again = await world.sync(world.committed, true);
      expect(again.plan.steps).toEqual([]);
      expect(world.processed.calls.get('get')).toBe(1);
      expect(world.processed.calls.get('put')).toBeUndefined();
      if (taken.length === 0)
        expect([...world.raw.calls.keys(), ...world.processed.calls.keys()].sort()).toEqual(['get', 'list', 'list']);
    }),
    { numRuns: 1000 },
  );
});
