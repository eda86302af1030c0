import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadPackage } from './download-package.ts';

describe('downloadPackage', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-package-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const penguins = { registry: 'pypi', package: 'palmerpenguins', version: '0.1.6' } as const;

  it('extracts the files asked for', async () => {
    expect(await downloadPackage(penguins, ['palmerpenguins/data/penguins.csv'], folder)).toBeUndefined();
    expect(await readFile(join(folder, 'palmerpenguins/data/penguins.csv'), 'utf8')).toMatch(/^species,island,/);
  });

  it('says which file the package does not have', async () => {
    expect(await downloadPackage(penguins, ['palmerpenguins/data/walruses.csv'], folder)).toEqual({
      reason: expect.stringMatching(/^palmerpenguins 0\.1\.6 of pypi: .*walruses\.csv/),
    });
  });

  it.each([
    { registry: 'pypi', package: 'palmerpenguins', version: '0.0.0' },
    { registry: 'npm', package: 'vega-datasets', version: '0.0.0' },
  ] as const)('says that $registry has no such version', async (source) => {
    expect(await downloadPackage(source, ['a.csv'], folder)).toEqual({
      reason: expect.stringMatching(new RegExp(`^${source.package} 0\\.0\\.0 of ${source.registry}: .`)),
    });
  });
});
