import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorpusSources } from './corpus-source.ts';
import { fetchCorpus } from './fetch-corpus.ts';

describe('fetchCorpus, from npm and PyPI into an empty folder', async () => {
  const sources = await readCorpusSources();
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluice-corpus-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const fetched = async (): Promise<ReadonlyMap<string, string>> => {
    const files = await fetchCorpus(root);
    if ('reason' in files) throw new Error(files.reason);
    return files;
  };

  it('gives every file as annotated, in the order of sources.json', async () => {
    const files = await fetched();
    expect([...files.keys()]).toEqual(sources.map(({ name }) => name));
    for (const { name, sha256 } of sources) {
      const bytes = await readFile(files.get(name) ?? '');
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sha256);
    }
    const left = await readdir(join(root, 'node_modules', '.cache', 'sluice-corpus'));
    expect(left).toHaveLength(sources.length);
  });

  it('leaves what is there, and fetches a damaged file anew', async () => {
    const before = await fetched();
    const kept = before.get('penguins_raw') ?? '';
    const damaged = before.get('gapminder_countries') ?? '';
    const { mtimeMs } = await stat(kept);
    const whole = await readFile(damaged, 'utf8');
    await writeFile(damaged, whole.slice(0, 100));
    const after = await fetched();
    expect(after.get('gapminder_countries')).toBe(damaged);
    expect(await readFile(damaged, 'utf8')).toBe(whole);
    expect((await stat(kept)).mtimeMs).toBe(mtimeMs);
  });
});
