import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../clean/manifest.ts';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import { formatFinding } from '../schema/finding.ts';
import { readManifests } from './read-manifests.ts';
import { reconcileKey } from './reconcile-key.ts';
import {
  brokenOrders,
  file,
  ordersSchema,
  outputsOf,
  type SmallLake,
  smallLake,
  someOrders,
} from './testing/small-lake.ts';

const lakes: SmallLake[] = [];
async function lake(schema?: DatasetSchema): Promise<SmallLake> {
  const made = await smallLake(schema);
  lakes.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(lakes.splice(0).map((one) => one.dispose()));
});
const read = async ({ processed }: SmallLake, key: string): Promise<string> =>
  (await buffer(processed.read(key))).toString('utf8');

async function manifestOf(one: SmallLake): Promise<Manifest> {
  const [manifest, ...others] = await readManifests(one.processed);
  expect(others).toEqual([]);
  if (manifest === undefined) return expect.fail('no manifest');
  return manifest;
}

describe('reconcileKey', () => {
  it('cleans a new object into a part, rejects, a run, a quarantine, a report and a manifest', async () => {
    const one = await lake();
    await one.put('id,amount,note\n1,2.5,"a\nb"\n2,x,\n3,,\n');
    const { outcome, manifest, findings, seconds } = await reconcileKey(file, one);
    expect({ outcome, findings }).toEqual({ outcome: 'clean', findings: [] });
    expect(seconds).toBeGreaterThan(0);
    expect(manifest).toEqual(await manifestOf(one));
    expect(manifest).toMatchObject({
      ...{ dataset: 'orders', file, status: 'clean', stale: false, rowsIn: 3, rowsClean: 2, rowsQuarantined: 1 },
      parts: [{ rows: 2 }],
      rejects: { rows: 1 },
      run: { rows: 1 },
      quarantine: { rows: 1 },
      tokenKeyId: 'none',
    });
    const outputs = await outputsOf(one);
    const [part] = manifest?.parts ?? [];
    expect(outputs[`processed/${part?.key}`]).toBe('id,amount,note,_row\n1,2.5,"a\nb",1\n3,,,3\n');
    expect(part?.bytes).toBe(Buffer.byteLength(outputs[`processed/${part?.key}`] ?? ''));
    expect(JSON.parse(outputs[`quarantine/${manifest?.quarantine?.key}`] ?? '')).toMatchObject({
      file,
      line: 4,
      row: 2,
      raw: '2,x,',
    });
    expect(JSON.parse(outputs[`processed/${manifest?.report}`] ?? '')).toMatchObject({ file, rowsIn: 3 });
    expect(await read(one, manifest?.run.key ?? '')).toMatch(
      /^dataset,file,.*,_row\norders,orders\/2026 10\.csv,[0-9a-f]{64},.*,clean,false,36,3,2,1,20\d\d-[^,]*\d{6}Z,0\.137,1\n$/,
    );
    expect(Object.keys(outputs)).toHaveLength(6);
  });

  it('does nothing the second time, not even write', async () => {
    const one = await lake();
    await one.put(someOrders(10));
    await reconcileKey(file, one);
    const before = await manifestOf(one);
    const readOnly = { ...one.processed, write: () => expect.fail('written'), remove: () => expect.fail('removed') };
    const { head, read: readObject, keys, list } = one.processed;
    const bound = {
      head: head.bind(one.processed),
      read: readObject.bind(one.processed),
      keys: keys.bind(one.processed),
      list: list.bind(one.processed),
    };
    const again = await reconcileKey(file, { ...one, processed: { ...readOnly, ...bound } });
    expect(again).toMatchObject({ outcome: 'unchanged', seconds: 0 });
    expect(again.manifest).toEqual(before);
  });

  it('replaces the outputs of an older version', async () => {
    const one = await lake();
    await one.put(someOrders(10));
    await reconcileKey(file, one);
    const older = Object.keys(await outputsOf(one));
    await one.put(someOrders(11));
    expect(await reconcileKey(file, one)).toMatchObject({ outcome: 'clean', manifest: { rowsIn: 11 } });
    const newer = Object.keys(await outputsOf(one));
    expect(newer).toHaveLength(older.length);
    expect(newer.filter((key) => older.includes(key))).toEqual([`processed/_manifests/${file}.json`]);
  });

  it('cleans again for another schema, engine or token key, and only then', async () => {
    const one = await lake();
    await one.put(someOrders(6));
    await reconcileKey(file, one);
    const outcome = async (changes: Partial<SmallLake>) => (await reconcileKey(file, { ...one, ...changes })).outcome;
    const withSchema = (schema: DatasetSchema) => ({ schemaOf: async () => schema });
    const otherToken = { token: { id: 'other', key: new Uint8Array(32) } };
    expect(
      await outcome(withSchema(ordersSchema({ owner: 'me' }, { title: 'Orders', description: 'What was bought' }))),
    ).toBe('unchanged');
    expect(await outcome(otherToken)).toBe('unchanged');
    expect(await outcome({ engineVersion: 'next' })).toBe('clean');
    expect(await outcome({ engineVersion: 'next' })).toBe('unchanged');
    const tokenised = {
      note: { type: ['string', 'null'], 'x-sluice': { sensitive: 'tokenise' } },
      id: { type: 'integer' },
    };
    const secret = withSchema(ordersSchema({ unknownColumns: 'drop' }, { properties: tokenised }));
    expect(await outcome(secret)).toBe('clean');
    expect(await outcome(secret)).toBe('unchanged');
    expect(await outcome({ ...secret, ...otherToken })).toBe('clean');
  });

  it('keeps the last good parts, stale, when a replacement is refused, and says why each time', async () => {
    const one = await lake();
    await one.put(someOrders(10));
    const good = await reconcileKey(file, one);
    await one.put(brokenOrders);
    const refused = await reconcileKey(file, one);
    expect(refused).toMatchObject({ outcome: 'failed', manifest: { status: 'failed', stale: true, rowsIn: 3 } });
    expect(refused.findings.map(({ code }) => code)).toEqual(['too-many-rejects']);
    expect(refused.manifest?.parts).toEqual(good.manifest?.parts);
    const outputs = await outputsOf(one);
    expect(Object.keys(outputs).filter((key) => key.includes('part-'))).toEqual([
      `processed/${good.manifest?.parts[0]?.key}`,
    ]);
    expect(outputs[`quarantine/${refused.manifest?.quarantine?.key}`]?.trim().split('\n')).toHaveLength(2);
    const again = await reconcileKey(file, one);
    expect(again.outcome).toBe('unchanged');
    expect(again.findings.map(formatFinding)).toEqual(refused.findings.map(formatFinding));
    await one.put(`${brokenOrders}9,x,\n`);
    expect((await reconcileKey(file, one)).manifest?.parts).toEqual(good.manifest?.parts);
    await one.put(someOrders(12));
    const mended = await reconcileKey(file, one);
    expect(mended).toMatchObject({ outcome: 'clean', manifest: { stale: false, rowsIn: 12 } });
    expect(Object.keys(await outputsOf(one)).filter((key) => key.includes('part-'))).toEqual([
      `processed/${mended.manifest?.parts[0]?.key}`,
    ]);
  });

  it('names no parts when the first version is refused', async () => {
    const one = await lake();
    await one.put(brokenOrders);
    expect(await reconcileKey(file, one)).toMatchObject({ outcome: 'failed', manifest: { parts: [], stale: true } });
    expect(Object.keys(await outputsOf(one)).filter((key) => key.includes('part-'))).toEqual([]);
  });

  it('removes everything when the object is gone, also of a dataset that is gone', async () => {
    const one = await lake();
    for (const schemaOf of [one.schemaOf, async () => undefined]) {
      await one.put(someOrders(10));
      await reconcileKey(file, one);
      await one.raw.remove(file);
      expect(await reconcileKey(file, { ...one, schemaOf })).toMatchObject({ outcome: 'removed', manifest: undefined });
      expect(await outputsOf(one)).toEqual({});
      expect(await reconcileKey(file, { ...one, schemaOf })).toMatchObject({ outcome: 'unchanged' });
    }
  });

  it('leaves the outputs of keys whose names begin alike', async () => {
    const one = await lake();
    const keys = ['orders/a.csv', 'orders/a.csv.gz.csv', 'orders/a/a.csv', 'orders/a.csv-2.csv'];
    for (const key of keys) await one.put(someOrders(4), key);
    for (const key of keys) await reconcileKey(key, one);
    await one.raw.remove('orders/a.csv');
    await reconcileKey('orders/a.csv', one);
    const files = (await readManifests(one.processed)).map((manifest) => manifest.file);
    expect(files).toEqual(keys.slice(1).sort());
    for (const key of keys.slice(1)) expect(await reconcileKey(key, one)).toMatchObject({ outcome: 'unchanged' });
  });

  it.each(['elsewhere/a.csv', 'loose.csv', '_schemas/orders.json'])(
    'ignores %s, which is of no dataset',
    async (key) => {
      const one = await lake();
      await one.put(someOrders(3), key);
      const ignored = await reconcileKey(key, one);
      expect(ignored).toMatchObject({ outcome: 'ignored', findings: [{ code: 'unknown-dataset', severity: 'warn' }] });
      expect(await outputsOf(one)).toEqual({});
    },
  );

  it('cleans again when a part was deleted or the manifest was damaged by hand', async () => {
    const one = await lake();
    await one.put(someOrders(10));
    const { manifest } = await reconcileKey(file, one);
    const whole = await outputsOf(one);
    await one.processed.remove(manifest?.parts[0]?.key ?? '');
    expect(await reconcileKey(file, one)).toMatchObject({ outcome: 'clean' });
    expect(await outputsOf(one)).toEqual(whole);
    await one.processed.write(`_manifests/${file}.json`, new TextEncoder().encode('{"format": 1'));
    expect(await reconcileKey(file, one)).toMatchObject({ outcome: 'clean' });
    expect(await outputsOf(one)).toEqual(whole);
  });

  it('cuts parts between records, each with the header, and together the whole', async () => {
    const one = await lake();
    await one.put(someOrders(9_000, 'long enough to be cut'));
    const whole = await read(one, (await reconcileKey(file, one)).manifest?.parts[0]?.key ?? '');
    const parted = await reconcileKey(file, { ...one, engineVersion: 'parted', partBytes: 100_000 });
    const parts = parted.manifest?.parts ?? [];
    expect(parts.length).toBeGreaterThan(4);
    const header = 'id,amount,note,_row\n';
    const bodies = await Promise.all(
      parts.map(async ({ key, bytes, rows }) => {
        const text = await read(one, key);
        expect(text.startsWith(header)).toBe(true);
        expect(Buffer.byteLength(text)).toBe(bytes);
        expect(bytes).toBeLessThanOrEqual(100_000);
        expect(text.match(/,\d+\n(?=\d+,|$)/g)).toHaveLength(rows);
        return text.slice(header.length);
      }),
    );
    expect(header + bodies.join('')).toBe(whole);
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(6_000);
    expect(parts.map(({ key }) => key.slice(-9))).toEqual(
      parts.map((_, index) => `${String(index).padStart(5, '0')}.csv`),
    );
  });

  it.each(['shorter', 'longer'])('publishes nothing of bytes that are %s than the object', async (how) => {
    const one = await lake();
    await one.put(someOrders(9));
    async function* read(key: string, version?: string): AsyncGenerator<Uint8Array> {
      for await (const chunk of one.raw.read(key, version)) yield how === 'shorter' ? chunk.subarray(0, -1) : chunk;
      if (how === 'longer') yield new TextEncoder().encode('9,9,\n');
    }
    const raw = { ...one.raw, head: one.raw.head.bind(one.raw), read };
    await expect(reconcileKey(file, { ...one, raw })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^orders\/2026 10\.csv: expected \d+ bytes, got \d+ and then the end; try again$/),
    });
    expect(await readManifests(one.processed)).toEqual([]);
  });

  it('refuses to publish when the engine loses a row', async () => {
    const one = await lake();
    await one.put(someOrders(9));
    const { cleanFile } = await import('../clean/clean-file.ts');
    const losing: typeof cleanFile = async (input, sinks) => {
      const result = await cleanFile(input, sinks);
      return { ...result, rowsClean: result.rowsClean + 1, rowsIn: result.rowsIn + 1 };
    };
    await expect(reconcileKey(file, { ...one, cleanFile: losing })).rejects.toThrow(
      /every clean row written, got 10 in, 7 clean, 3 quarantined, 6 written/,
    );
    expect(await readManifests(one.processed)).toEqual([]);
    expect(await reconcileKey(file, one)).toMatchObject({ outcome: 'clean' });
  });
});
