import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCorpusSources } from './corpus-source.ts';

describe('sources.json', async () => {
  const sources = await readCorpusSources();

  it('names each file once, in snake_case, and pins it', () => {
    const names = sources.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    expect(sources.filter(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
    expect(sources.filter(({ version }) => !/^\d[\w.]*$/.test(version))).toEqual([]);
  });

  it('annotates from 1 to 30 columns a file, none twice', () => {
    for (const { name, columns } of sources) {
      expect(columns.length, name).toBeGreaterThan(0);
      expect(columns.length, name).toBeLessThanOrEqual(30);
      expect(new Set(columns.map(({ header }) => header)).size, name).toBe(columns.length);
    }
  });

  it('gives a place to what has no header of its own', () => {
    for (const { name, header, columns } of sources)
      for (const [index, column] of columns.entries())
        if (!header || !/[a-z0-9]/i.test(column.header)) expect(column.position, `${name}: ${index}`).toBe(index);
  });
});

describe('readCorpusSources', () => {
  const source = { name: 'a', registry: 'npm', package: 'p', version: '1.0.0', path: 'a.csv', sha256: '0'.repeat(64) };
  const whole = { ...source, licence: 'MIT', about: 'A.', header: true, columns: [{ header: 'a', types: ['date'] }] };
  const read = async (content: unknown) => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-corpus-'));
    try {
      await writeFile(join(folder, 'sources.json'), JSON.stringify(content));
      return await readCorpusSources(join(folder, 'sources.json'));
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('reads a whole entry', async () => {
    expect(await read([whole])).toEqual([whole]);
  });

  it.each([
    ['no list', whole],
    ['a type that no column has', [{ ...whole, columns: [{ header: 'a', types: ['time'] }] }]],
    ['no type', [{ ...whole, columns: [{ header: 'a', types: [] }] }]],
    ['another registry', [{ ...whole, registry: 'cran' }]],
    ['no licence', [{ ...whole, licence: '' }]],
    ['no columns', [{ ...whole, columns: undefined }]],
  ])('refuses %s', async (_what, content) => {
    await expect(read(content)).rejects.toThrow('sources.json');
  });
});
